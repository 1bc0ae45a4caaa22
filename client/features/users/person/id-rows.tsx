import type { UserDetail } from "../../../../shared/users-api";
import { CopyId } from "../../../ui/copy-id";
import { ComparedRow } from "./compared-row";
import { compareWords } from "./words";

type Ids = { label: string; convex: string | null | undefined; crm: string | null | undefined };

/** The IDs as each side stores them: they are the link itself, so a disagreement of sides shows here. */
export function IdRows({ detail: { user, contact } }: { detail: UserDetail }) {
  const rows: Ids[] = [
    { label: compareWords("convexId"), convex: user?.userId, crm: contact?.convexUserId },
    { label: compareWords("crmContact"), convex: user?.crmContactId, crm: contact?.contactId },
    { label: compareWords("frontendId"), convex: user?.frontendUserId, crm: contact?.frontendUserId },
  ];
  if (user && user.convexId !== user.userId) {
    rows.push({ label: compareWords("storeId"), convex: user.convexId, crm: undefined });
  }
  const compared = rows.slice(0, 3);
  const known = rows.filter((row) => row.convex || row.crm);
  return (
    <tbody aria-label={compareWords("ids")} className="border-t-4 border-bg">
      {known.map((row) => (
        <ComparedRow
          key={row.label}
          name={row.label}
          convex={
            row.convex ? (
              <CopyId id={row.convex} label={compareWords("inConvex", { id: row.label })} className="-ml-1" />
            ) : null
          }
          crm={
            row.crm ? (
              <CopyId id={row.crm} label={compareWords("inCrm", { id: row.label })} className="-ml-1" />
            ) : null
          }
          webhook=""
          differs={
            !!user && !!contact && compared.includes(row) && (row.convex ?? null) !== (row.crm ?? null)
          }
        />
      ))}
    </tbody>
  );
}
