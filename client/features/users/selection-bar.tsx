import type { RunAction } from "../../../shared/runs-api";
import { formatCount, formatNumber } from "../../lib/format";
import { Button } from "../../ui/button";
import { Kbd } from "../../ui/kbd";
import { BulkActions } from "./bulk-actions";
import { pickedCount, type Picked, type Total } from "./selection";

type Props = {
  picked: Picked;
  total: Total;
  onPickEveryone: () => void;
  onClear: () => void;
  onAction: (action: RunAction) => void;
  onExport: () => void;
  /** Why bulk work is not for this operator, or `null`; and why taking people along is not. */
  refusal: string | null;
  exportRefusal: string | null;
};

/** Who is picked, in words that leave no doubt, and what can be done to them. */
export function SelectionBar(props: Props) {
  const { picked, total, onPickEveryone, onClear, onAction, refusal } = props;
  return (
    <section
      aria-label="Selection"
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-bg px-4 py-2"
    >
      <p role="status" className="nums font-medium">
        {selectionWords(picked, total)}
      </p>
      {picked.by === "ids" && total.count > picked.ids.size ? (
        <button type="button" className="rounded-sm text-accent hover:underline" onClick={onPickEveryone}>
          Select all {formatCount(total.count, total.exact)} that match
        </button>
      ) : null}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
        <BulkActions total={pickedCount(picked, total)} onAction={onAction} refusal={refusal} />
        <Button size="sm" disabledReason={props.exportRefusal} onClick={props.onExport}>
          Export
        </Button>
        <Button variant="ghost" size="sm" onClick={onClear}>
          Clear <Kbd>Esc</Kbd>
        </Button>
      </div>
    </section>
  );
}

export function selectionWords(picked: Picked, total: Total): string {
  if (picked.by === "ids") return `${formatNumber(picked.ids.size)} selected`;
  const all = `All ${formatCount(total.count, total.exact)}`;
  return picked.ids.size > 0 ? `${all} but ${formatNumber(picked.ids.size)}` : `${all} that match`;
}
