import type { Choices, FieldSide } from "../../../../shared/drift";
import type { FieldRow } from "../../../../shared/users-api";
import { Button } from "../../../ui/button";
import { Changes } from "../../../ui/changes";
import { Dialog, DialogActions } from "../../../ui/dialog";
import { ownerSentence, replacesOwner } from "./field-owner";
import { compareWords, t } from "./words";

type Props = {
  fields: FieldRow[];
  chosen: Choices;
  /** The field that the server asked about. */
  named: string | null;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

const otherSide: Record<FieldSide, FieldSide> = { convex: "crm", crm: "convex" };

/** Asks before the value of a field's owner is replaced: a resync would keep it. */
export function OverwriteDialog({ fields, chosen, named, busy, onConfirm, onClose }: Props) {
  const replaced = fields.flatMap((row) => {
    const side = chosen[row.field];
    return side && (row.field === named || replacesOwner(row, side)) ? [{ row, side }] : [];
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={compareWords("replaceTitle", { count: replaced.length })}
      description={compareWords("replaceHelp")}
    >
      <ul className="flex flex-col gap-2">
        {replaced.map(({ row, side }) => (
          <li key={row.field}>
            <p className="text-fg-2">{ownerSentence(row)}</p>
            <Changes changes={[{ field: row.field, before: row[otherSide[side]], after: row[side] }]} />
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button variant="danger" busy={busy} onClick={onConfirm}>
          {compareWords("replaceValues", { count: replaced.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
