import { ChevronRight, EqualNot } from "lucide-react";
import { clsx } from "clsx";
import { useState } from "react";
import type { ComparedField } from "../../../../shared/link-state";
import type { FieldRow, UserDetail } from "../../../../shared/users-api";
import { plural } from "../../../lib/format";
import { CrmNote, SideHeading } from "./side-heading";

const fieldNames: Record<ComparedField, string> = {
  email: "E-mail",
  firstName: "First name",
  lastName: "Last name",
  phone: "Phone",
};

/** Both sides field by field. What differs comes first and is marked; what agrees is folded. */
export function Comparison({ detail }: { detail: UserDetail }) {
  const { fields, user, contact } = detail;
  const oneSided = !user || !contact;
  const [unfolded, setUnfolded] = useState(false);
  const differing = fields.filter((field) => field.differs);
  const same = fields.filter((field) => !field.differs);
  const shown = oneSided ? fields : [...differing, ...(unfolded ? same : [])];
  return (
    <section aria-label="Comparison" className="overflow-hidden rounded-panel border border-line">
      <table className="w-full table-fixed text-left">
        <colgroup>
          <col className="w-24" />
          <col />
          <col />
          <col className="hidden w-28 sm:table-column" />
        </colgroup>
        <thead>
          <tr className="align-top text-sm">
            <th scope="col" className="px-3 py-1.5 font-medium text-fg-2">
              Field
            </th>
            <SideHeading side="a" name="Convex" note={user ? null : "no account"} />
            <SideHeading
              side="b"
              name="CRM"
              note={contact ? <CrmNote source={contact.source} /> : "no contact"}
            />
            <th scope="col" className="hidden px-3 py-1.5 font-medium text-fg-2 sm:table-cell">
              Last webhook
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <ComparedRow key={row.field} row={row} marked={row.differs && !oneSided} />
          ))}
        </tbody>
      </table>
      {!oneSided && same.length > 0 ? (
        <Fold
          count={same.length}
          alone={differing.length === 0}
          open={unfolded}
          onToggle={() => setUnfolded(!unfolded)}
        />
      ) : null}
    </section>
  );
}

function ComparedRow({ row, marked }: { row: FieldRow; marked: boolean }) {
  const cell = "border-t border-line px-3 py-1.5 break-words align-top";
  const value = (text: string | null) => text ?? <span className="text-fg-3">–</span>;
  return (
    <tr data-differs={row.differs || undefined}>
      <th scope="row" className={clsx(cell, "font-normal", marked ? "font-medium text-fg" : "text-fg-2")}>
        <span className="flex items-center gap-1.5">
          {fieldNames[row.field]}
          {marked ? (
            <EqualNot role="img" aria-label="differs" className="size-3.5 shrink-0 text-warn" />
          ) : null}
        </span>
      </th>
      <td className={clsx(cell, marked && "bg-side-a-soft font-medium shadow-[inset_2px_0_var(--side-a)]")}>
        {value(row.convex)}
      </td>
      <td className={clsx(cell, marked && "bg-side-b-soft font-medium shadow-[inset_2px_0_var(--side-b)]")}>
        {value(row.crm)}
      </td>
      <td className={clsx(cell, "hidden text-fg-2 sm:table-cell")}>{value(row.lastWebhook)}</td>
    </tr>
  );
}

type FoldProps = { count: number; alone: boolean; open: boolean; onToggle: () => void };

function Fold({ count, alone, open, onToggle }: FoldProps) {
  const fields = plural(count, "identical field", "identical fields");
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={onToggle}
      className="flex w-full items-center gap-1.5 border-t border-line px-3 py-1.5 text-left text-fg-2 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <ChevronRight aria-hidden className={clsx("size-3.5 transition-transform", open && "rotate-90")} />
      {open ? `Fold ${fields}` : alone ? `Both sides agree: ${fields}` : fields}
    </button>
  );
}
