import type { BackendContact } from "../../../shared/backend-api";
import { CrmError, type CallOptions } from "../../crm/port";
import { contactFields, type Work } from "../work";
import type { Sides } from "./sides";
import { contactIdOf, readContact, writeIds, type Perform } from "./steps";

/** Stores the IDs of a pair on both sides, and takes the user's ID off other contacts that still carry it. */
export const linkExisting: Perform = async (sides, work, options) => {
  const { crm } = sides;
  const { userId } = work.user;
  // What the account names is what somebody decided; the row may still show what was before.
  const contact = await readContact(crm, work.user.crmContactId ?? contactIdOf(work), options);
  const { rejected, naming } = await sides.claims(userId);
  await refuseUnfit(sides, contact, rejected);
  const ids = { convexUserId: userId, ...(await frontendUserIdFor(sides, work, contact, options)) };
  const linked = await writeIds(crm, contact.id, ids, options);
  for (const id of naming) if (id !== contact.id) await release(sides, id, userId, options);
  const { frontendUserId } = linked;
  return {
    user: { crmContactId: contact.id, ...(frontendUserId ? { frontendUserId } : {}) },
    contact: contactFields(linked),
  };
};

/** What may have happened since somebody decided on this pair. */
async function refuseUnfit({ mirror }: Sides, contact: BackendContact, rejected: string[]): Promise<void> {
  if (rejected.includes(contact.id)) {
    throw new CrmError({ code: "conflict", message: "This contact was rejected as somebody else's." });
  }
  if (contact.status !== "archived") return;
  await mirror(contact);
  throw new CrmError({ code: "conflict", message: "The CRM contact has been archived meanwhile." });
}

/** A contact that another account's ID is on may carry that account's frontend user: it does not come along. */
async function frontendUserIdFor(
  { crm }: Sides,
  { user }: Work,
  contact: BackendContact,
  options: CallOptions,
): Promise<{ frontendUserId?: string | null }> {
  const isForeign = !!contact.convexUserId && contact.convexUserId !== user.userId;
  if (!isForeign) return user.frontendUserId ? { frontendUserId: user.frontendUserId } : {};
  const own = await crm.findFrontendUser(user.userId, options);
  return { frontendUserId: own?.id ?? null };
}

async function release(
  { crm, mirror }: Sides,
  contactId: string,
  userId: string,
  options: CallOptions,
): Promise<void> {
  const contact = await crm.getContact(contactId, options);
  if (!contact || contact.convexUserId !== userId) return;
  await crm.updateContact(contactId, { convexUserId: null, frontendUserId: null }, options);
  await mirror(await readContact(crm, contactId, options));
}
