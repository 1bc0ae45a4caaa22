import type { BackendContact } from "../../../shared/backend-api";
import { emailKey } from "../../../shared/normalize";
import { CrmError, type CallOptions } from "../../crm/port";
import { contactFields, type Work } from "../work";
import type { Sides } from "./sides";
import { idempotencyKey, readContact, writeIds, type Perform } from "./steps";

/** Makes the person known to the backend: one contact and one frontend user, whatever is there already. */
export const register: Perform = async (sides, work, options) => {
  const { crm } = sides;
  const { userId, createdAt, profile, language } = work.user;
  const { email, ...rest } = profile;
  if (!email?.trim()) {
    throw new CrmError({
      code: "validation",
      field: "email",
      message: "The backend needs an e-mail address.",
    });
  }
  if (work.user.reviewed) await refuseRejected(sides, userId, email, options);
  const claimed = await claimWaitingContact(sides, work, email, options);
  const ids = await crm.registerUser(
    { convexUserId: userId, customer: { email, ...rest }, registrationDate: createdAt, language },
    { ...options, idempotencyKey: idempotencyKey(work) },
  );
  const contact = await readContact(crm, ids.crmContactId, options);
  if (claimed && claimed.before.id !== contact.id) await refuseSecond(sides, claimed, contact, options);
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
 * Answers what was claimed; `null` when nothing waits.
 */
async function claimWaitingContact(
  sides: Sides,
  { user }: Work,
  email: string,
  options: CallOptions,
): Promise<Claimed | null> {
  if (!user.crmContactId) return null;
  const contact = await sides.crm.getContact(user.crmContactId, options);
  if (!contact || contact.status === "archived") return null;
  await refuseOthers(sides, contact, user.userId);
  const wrote = { convexUserId: user.userId, email };
  const isReady = isAs(contact, wrote);
  if (!isReady) await sides.crm.updateContact(contact.id, wrote, options);
  return { before: contact, wrote: isReady ? null : wrote };
}

type Claim = { convexUserId: string; email: string };
/** A contact as it was before it was claimed, and what was written to it; `null` when it was the account's already. */
type Claimed = { before: BackendContact; wrote: Claim | null };

const isAs = (contact: BackendContact, { convexUserId, email }: Claim): boolean =>
  contact.convexUserId === convexUserId && emailKey(contact.email) === emailKey(email);

/** The backend knew another contact with the e-mail: the one that was claimed gets back what it held before. */
async function refuseSecond(
  { crm, mirror }: Sides,
  { before, wrote }: Claimed,
  second: BackendContact,
  options: CallOptions,
): Promise<never> {
  const now = await crm.getContact(before.id, options);
  if (now && wrote && isAs(now, wrote)) {
    const { convexUserId = null, email = null } = before;
    await crm.updateContact(before.id, { convexUserId, email }, options);
    await mirror(await readContact(crm, before.id, options));
  }
  await mirror(second);
  throw new CrmError({
    code: "conflict",
    field: "email",
    message:
      "The backend has another contact with this e-mail than the one that was meant. Review which of the two is theirs.",
  });
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
