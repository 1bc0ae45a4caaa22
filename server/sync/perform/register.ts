import type { BackendContact } from "../../../shared/backend-api";
import { emailKey } from "../../../shared/normalize";
import { CrmError, type CallOptions } from "../../crm/port";
import { contactFields, type Work } from "../work";
import type { Sides } from "./sides";
import { idempotencyKey, readContact, writeIds, type Perform } from "./steps";

/** Makes the person known to the backend: one contact and one frontend user, whatever is there already. */
export const register: Perform = async (sides, work, options) => {
  const { crm } = sides;
  const { userId, createdAt, profile } = work.user;
  const { email, ...rest } = profile;
  if (!email?.trim()) {
    throw new CrmError({
      code: "validation",
      field: "email",
      message: "The backend needs an e-mail address.",
    });
  }
  if (work.user.reviewed) await refuseRejected(sides, userId, email, options);
  await claimWaitingContact(sides, work, email, options);
  const ids = await crm.registerUser(
    { convexUserId: userId, customer: { email, ...rest }, registrationDate: createdAt },
    { ...options, idempotencyKey: idempotencyKey(work) },
  );
  const contact = await readContact(crm, ids.crmContactId, options);
  await refuseOthers(sides, contact, userId);
  const frontendUser = await crm.getFrontendUser(ids.frontendUserId, options);
  if (!frontendUser) {
    throw new CrmError({
      code: "invalid_response",
      message: "The backend does not know the frontend user it made.",
    });
  }
  const { frontendUserId } = ids;
  const isLinked = contact.convexUserId === userId;
  const linked = isLinked
    ? contact
    : await writeIds(crm, contact.id, { convexUserId: userId, frontendUserId }, options);
  return { user: { crmContactId: ids.crmContactId, frontendUserId }, contact: contactFields(linked) };
};

/** The backend goes by e-mail and knows nothing of rejections: it would link what somebody has kept apart. */
async function refuseRejected(
  { crm, claims }: Sides,
  userId: string,
  email: string,
  options: CallOptions,
): Promise<void> {
  const { rejected } = await claims(userId);
  for (const id of rejected) {
    const contact = await crm.getContact(id, options);
    if (!contact || contact.status === "archived" || emailKey(contact.email) !== emailKey(email)) continue;
    throw new CrmError({
      code: "conflict",
      field: "email",
      message:
        "A contact with this e-mail was rejected as somebody else's. Change one of the two addresses first.",
    });
  }
}

/**
 * An invited person's account names the contact that waits for it. The backend goes by e-mail, so the contact gets the
 * address of the account before it is asked: otherwise somebody with another address would get a second contact.
 */
async function claimWaitingContact(
  sides: Sides,
  { user }: Work,
  email: string,
  options: CallOptions,
): Promise<void> {
  if (!user.crmContactId) return;
  const contact = await sides.crm.getContact(user.crmContactId, options);
  if (!contact || contact.status === "archived") return;
  await refuseOthers(sides, contact, user.userId);
  const isReady = contact.convexUserId === user.userId && emailKey(contact.email) === emailKey(email);
  if (!isReady) await sides.crm.updateContact(contact.id, { convexUserId: user.userId, email }, options);
}

/** Two accounts that want one contact are for a person to judge. */
async function refuseOthers({ isGone }: Sides, contact: BackendContact, userId: string): Promise<void> {
  const owner = contact.convexUserId;
  if (!owner || owner === userId || (await isGone(owner))) return;
  throw new CrmError({
    code: "conflict",
    message: "The CRM contact with this e-mail belongs to another account.",
  });
}
