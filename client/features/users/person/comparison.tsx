import { ChevronRight } from "lucide-react";
import { clsx } from "clsx";
import { useState } from "react";
import type { FieldRow, UserDetail } from "../../../../shared/users-api";
import { fieldTitle } from "../../../lib/field-title";
import { plural } from "../../../lib/format";
import { ComparedRow } from "./compared-row";
import { IdRows } from "./id-rows";
import { CrmNote, SideHeading } from "./side-heading";

/** Both sides field by field: what differs first and marked, what agrees folded, and the IDs each side stores. */
export function Comparison({ detail }: { detail: UserDetail }) {
  const { fields, user, contact } = detail;
  const both = !!user && !!contact;
  const [unfolded, setUnfolded] = useState(false);
  const differing = both ? fields.filter((field) => field.differs) : fields.filter(isSaid);
  const same = both ? fields.filter((field) => !field.differs) : [];
  return (
    <section aria-label="Comparison" className="overflow-hidden rounded-panel border border-line">
      <table className="w-full table-fixed text-left">
        <colgroup>
          <col className="w-24 sm:w-28" />
          <col />
          <col />
          <col className="hidden w-36 sm:table-column" />
        </colgroup>
        <thead>
          <tr className="align-top">
            <th scope="col" className="px-3 py-1.5 font-normal text-fg-3">
              Field
            </th>
            <SideHeading side="a" name="Convex" note={user ? null : "no account"} />
            <SideHeading
              side="b"
              name="CRM"
              note={contact ? <CrmNote source={contact.source} /> : "no contact"}
            />
            <th scope="col" className="hidden px-3 py-1.5 font-normal text-fg-3 sm:table-cell">
              Last webhook
            </th>
          </tr>
        </thead>
        <tbody>
          <FieldRows rows={differing} marked={both} />
          {same.length > 0 ? (
            <FoldRow
              count={same.length}
              alone={differing.length === 0}
              open={unfolded}
              onToggle={() => setUnfolded(!unfolded)}
            />
          ) : null}
          {unfolded ? <FieldRows rows={same} marked={false} /> : null}
        </tbody>
        <IdRows detail={detail} />
      </table>
    </section>
  );
}

const isSaid = (row: FieldRow) => (row.convex ?? row.crm ?? row.lastWebhook) !== null;

function FieldRows({ rows, marked }: { rows: FieldRow[]; marked: boolean }) {
  return rows.map((row) => (
    <ComparedRow
      key={row.field}
      name={fieldTitle(row.field)}
      convex={row.convex}
      crm={row.crm}
      webhook={row.lastWebhook}
      differs={marked && row.differs}
    />
  ));
}

type FoldProps = { count: number; alone: boolean; open: boolean; onToggle: () => void };

function FoldRow({ count, alone, open, onToggle }: FoldProps) {
  const fields = plural(count, "identical field", "identical fields");
  return (
    <tr>
      <td colSpan={3} className="border-t border-line p-0">
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex w-full items-center gap-1.5 px-3 py-1.5 text-left text-fg-2 hover:bg-hover focus-visible:-outline-offset-2"
        >
          <ChevronRight aria-hidden className={clsx("size-3.5 transition-transform", open && "rotate-90")} />
          {alone ? `Both sides agree: ${fields}` : fields}
        </button>
      </td>
      <td className="hidden border-t border-line sm:table-cell" />
    </tr>
  );
}
