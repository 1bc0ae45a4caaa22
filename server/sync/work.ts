import type { FunctionReturnType } from "convex/server";
import type { BackendContact } from "../../shared/backend-api";
import type { ComparedValues } from "../../shared/link-state";
import type { api } from "../convex/_generated/api";

/** One attempt of one job, with everything it needs to know: what `jobs.claim` leases to a worker. */
export type Work = FunctionReturnType<typeof api.jobs.claim>[number] & {
  /** How far the deployment's clock is ahead of this process's, at least; 0 unless given. */
  clockAheadMs?: number;
};

/** What an attempt achieved, as `jobs.settle` books it. The contact is as read back after the last write. */
export type Achieved = {
  user: { crmContactId?: string; frontendUserId?: string } & Partial<
    Record<"email" | "firstName" | "lastName" | "phone", string>
  >;
  contact?: ReturnType<typeof contactFields>;
  /** The backend accepted, but its log does not show it (yet). */
  unproved?: true;
  /** The CRM has been told what the member has changed themselves. */
  told?: true;
  /** Of an attempt that compared the fields: what it wrote to the contact, and what that held before. */
  wrote?: { before: ComparedValues; toCrm: ComparedValues };
};

/** A contact of the backend as the mirror keeps it. */
export function contactFields({ id, raw: _raw, ...contact }: BackendContact) {
  return { crmId: id, ...contact };
}
