import type { BackendContact, ContactChanges } from "../../../shared/backend-api";
import { CrmError, type CallOptions, type Crm } from "../../crm/port";
import type { Achieved, Work } from "../work";
import type { Sides } from "./sides";

/** What one kind of job does at the backend. Rejects with a `CrmError`, or with what the store said. */
export type Perform = (sides: Sides, work: Work, options: CallOptions) => Promise<Achieved>;

/** The same for every attempt of a job, so that the backend can recognise a repetition. */
export const idempotencyKey = (work: Work) => `tandem-${work.jobId}`;

/** The contact as the CRM has it now; `not_found` when it is gone. */
export async function readContact(crm: Crm, id: string, options: CallOptions): Promise<BackendContact> {
  const contact = await crm.getContact(id, options);
  if (!contact)
    throw new CrmError({ code: "not_found", message: "The CRM does not have this contact any more." });
  return contact;
}

/** The contact that the join shows beside the user; `not_found` when there is none. */
export function contactIdOf({ contactId }: Work): string {
  if (!contactId) throw new CrmError({ code: "not_found", message: "No CRM contact belongs to this user." });
  return contactId;
}

/** Stores this side's IDs on a contact (`null` removes the frontend user's) and reads it back. */
export async function writeIds(
  crm: Crm,
  contactId: string,
  ids: { convexUserId: string; frontendUserId?: string | null },
  options: CallOptions,
): Promise<BackendContact> {
  const changes: ContactChanges = ids;
  await crm.updateContact(contactId, changes, options);
  return readContact(crm, contactId, options);
}
