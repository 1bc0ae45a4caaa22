import type { BackendContact } from "../../../shared/backend-api";
import { CrmError, type CallOptions } from "../../crm/port";
import { contactFields, type Work } from "../work";
import type { Claims, Sides } from "./sides";
import { contactIdOf, readContact, writeIds, type Perform } from "./steps";

/** Stores the IDs of a pair on both sides, and takes the user's ID off other contacts that still carry it. */
export const linkExisting: Perform = async (sides, work, options) => {
  const { crm } = sides;
  const { userId } = work.user;
  // What the account names is what somebody decided; the row may still show what was before.
  const contact = await readContact(crm, work.user.crmContactId ?? contactIdOf(work), options);
  const claims = await sides.claims(userId);
  await refuseUnfit(sides, contact, userId, claims);
  const ids = { convexUserId: userId, ...(await frontendUserIdFor(sides, work, contact, options)) };
  const linked = await writeIds(crm, contact.id, ids, options);
  for (const id of claims.naming) if (id !== contact.id) await release(sides, id, userId, options);
  const { frontendUserId } = linked;
  return {
    user: { crmContactId: contact.id, ...(frontendUserId ? { frontendUserId } : {}) },
    contact: contactFields(linked),
  };
};

/** What may have happened since somebody decided on this pair, or since the mirror heard of the contact. */
async function refuseUnfit(
  { isGone, mirror }: Sides,
  contact: BackendContact,
  userId: string,
  { rejected, accepted }: Claims,
): Promise<void> {
  const refuse = async (message: string) => {
    await mirror(contact);
    throw new CrmError({ code: "conflict", message });
  };
  if (rejected.includes(contact.id)) await refuse("This contact was rejected as somebody else's.");
  if (contact.status === "archived") await refuse("The CRM contact has been archived meanwhile.");
  const owner = contact.convexUserId;
  if (!owner || owner === userId || accepted.includes(contact.id) || (await isGone(owner))) return;
  await refuse("The CRM contact belongs to another account by now.");
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
