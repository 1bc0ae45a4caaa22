import { EqualNot } from "lucide-react";
import type { ReactNode } from "react";
import type { UserDetail } from "../../../../shared/users-api";
import { CopyId } from "../../../ui/copy-id";

type IdRow = { label: string; convex: string | null; crm: string | null };

/** The IDs as each side stores them: this is the link itself, so a disagreement shows here. */
export function Ids({ detail }: { detail: UserDetail }) {
  const { user, contact } = detail;
  const rows: IdRow[] = [
    { label: "Convex ID", convex: user?.userId ?? null, crm: contact?.convexUserId ?? null },
    { label: "CRM contact ID", convex: user?.crmContactId ?? null, crm: contact?.contactId ?? null },
    { label: "Frontend ID", convex: user?.frontendUserId ?? null, crm: contact?.frontendUserId ?? null },
  ];
  const both = !!user && !!contact;
  return (
    <section aria-label="IDs">
      <dl className="grid grid-cols-[7rem_1fr_1fr] items-center gap-x-3 gap-y-1">
        {rows.map((row) => (
          <Row key={row.label} row={row} differs={both && row.convex !== row.crm} />
        ))}
        {user && user.convexId !== user.userId ? (
          <Row row={{ label: "In this store", convex: user.convexId, crm: null }} differs={false} />
        ) : null}
      </dl>
    </section>
  );
}

function Row({ row, differs }: { row: IdRow; differs: boolean }) {
  return (
    <>
      <dt className="flex items-center gap-1.5 text-fg-2">
        {row.label}
        {differs ? <EqualNot role="img" aria-label="differs" className="size-3.5 text-warn" /> : null}
      </dt>
      <Side>{row.convex ? <CopyId id={row.convex} label={`${row.label} in Convex`} /> : null}</Side>
      <Side>{row.crm ? <CopyId id={row.crm} label={`${row.label} in the CRM`} /> : null}</Side>
    </>
  );
}

function Side({ children }: { children: ReactNode }) {
  return <dd className="-ml-1 min-w-0">{children ?? <span className="px-1 text-fg-3">–</span>}</dd>;
}
