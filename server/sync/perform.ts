import { planDrift } from "../../shared/drift";
import type { BackendContact, ContactChanges } from "../../shared/backend-api";
import type { JobKind } from "../../shared/link-state";
import { CrmError, type CallOptions, type Crm } from "../crm/port";
import { contactFields, type Achieved, type Work } from "./work";

/** Both sides of an attempt: the backend, and what it has to ask this side. */
export type Sides = {
  crm: Crm;
  /** Whether nobody here is the account that a contact names: it never existed, or it is soft-deleted. */
  isGone(userId: string): Promise<boolean>;
};
type Perform = (sides: Sides, work: Work, options: CallOptions) => Promise<Achieved>;

/**
 * What each kind of job does at the backend. Every one may be repeated: the same idempotency key goes with every
 * attempt, and each ends by reading back what it wrote. Rejects with a `CrmError`.
 */
export const perform: Record<JobKind, Perform> = {
  register,
  update: ({ crm }, work, options) => bringIntoAgreement(crm, work, {}, options),
  restore: ({ crm }, work, options) => bringIntoAgreement(crm, work, { status: "active" }, options),
  link_existing: linkExisting,
  resend_welcome: resendWelcome,
};

/** The same for every attempt of a job, so that the backend can recognise a repetition. */
const idempotencyKey = (work: Work) => `tandem-${work.jobId}`;

async function register({ crm, isGone }: Sides, work: Work, options: CallOptions): Promise<Achieved> {
  const { userId, createdAt, profile } = work.user;
  const { email, ...rest } = profile;
  if (!email?.trim()) {
    throw new CrmError({
      code: "validation",
      field: "email",
      message: "The backend needs an e-mail address.",
    });
  }
  const ids = await crm.registerUser(
    { convexUserId: userId, customer: { email, ...rest }, registrationDate: createdAt },
    { ...options, idempotencyKey: idempotencyKey(work) },
  );
  const contact = await readContact(crm, ids.crmContactId, options);
  const owner = contact.convexUserId;
  if (owner && owner !== userId && !(await isGone(owner))) {
    throw new CrmError({
      code: "conflict",
      message: "The CRM contact with this e-mail belongs to another account.",
    });
  }
  const frontendUser = await crm.getFrontendUser(ids.frontendUserId, options);
  if (!frontendUser) {
    throw new CrmError({
      code: "invalid_response",
      message: "The backend does not know the frontend user it made.",
    });
  }
  const linked =
    owner === userId ? contact : await writeIds(crm, contact.id, userId, ids.frontendUserId, options);
  return {
    user: { crmContactId: ids.crmContactId, frontendUserId: ids.frontendUserId },
    contact: contactFields(linked),
  };
}

async function linkExisting({ crm }: Sides, work: Work, options: CallOptions): Promise<Achieved> {
  const { userId, frontendUserId: known } = work.user;
  const contact = await writeIds(crm, contactIdOf(work), userId, known, options);
  const { frontendUserId } = contact;
  return {
    user: { crmContactId: contact.id, ...(frontendUserId ? { frontendUserId } : {}) },
    contact: contactFields(contact),
  };
}

/** Each side gets what the other knows better; then the contact is read again. */
async function bringIntoAgreement(
  crm: Crm,
  work: Work,
  also: ContactChanges,
  options: CallOptions,
): Promise<Achieved> {
  const contact = await readContact(crm, contactIdOf(work), options);
  const { toCrm, toConvex } = planDrift(
    { values: work.user.profile, updatedAt: work.user.profileUpdatedAt },
    { values: contact, updatedAt: contact.updatedAt },
  );
  const changes = { ...also, ...toCrm };
  if (Object.keys(changes).length > 0) await crm.updateContact(contact.id, changes, options);
  const after = await readContact(crm, contact.id, options);
  const known = Object.entries(toConvex).flatMap(([field, value]) => (value ? [[field, value]] : []));
  return { user: Object.fromEntries(known) as Achieved["user"], contact: contactFields(after) };
}

/** Sent again because somebody asked for it; done when the backend's own log says so. */
async function resendWelcome({ crm }: Sides, work: Work, options: CallOptions): Promise<Achieved> {
  const { frontendUserId, crmContactId, profile } = work.user;
  if (!frontendUserId) {
    throw new CrmError({
      code: "not_found",
      message: "The backend does not know this user yet. Resync first.",
    });
  }
  const { transactionId } = await crm.resendWelcome(
    {
      frontendUserId,
      ...(crmContactId ? { crmContactId } : {}),
      ...(profile.email ? { email: profile.email } : {}),
      ...(work.reason ? { reason: work.reason } : {}),
    },
    { ...options, idempotencyKey: idempotencyKey(work) },
  );
  const { executions } = await crm.listExecutions({ limit: 50 }, options);
  const execution = executions.find(({ id }) => id === transactionId);
  if (execution?.status === "failed") {
    throw new CrmError({
      code: "rejected",
      message: "The backend logged that the e-mail could not be sent.",
    });
  }
  return { user: {} };
}

async function writeIds(
  crm: Crm,
  contactId: string,
  userId: string,
  frontendUserId: string | null,
  options: CallOptions,
): Promise<BackendContact> {
  const ids: ContactChanges = { convexUserId: userId, ...(frontendUserId ? { frontendUserId } : {}) };
  await crm.updateContact(contactId, ids, options);
  return readContact(crm, contactId, options);
}

async function readContact(crm: Crm, id: string, options: CallOptions): Promise<BackendContact> {
  const contact = await crm.getContact(id, options);
  if (!contact)
    throw new CrmError({ code: "not_found", message: "The CRM does not have this contact any more." });
  return contact;
}

function contactIdOf({ contactId }: Work): string {
  if (!contactId) throw new CrmError({ code: "not_found", message: "No CRM contact belongs to this user." });
  return contactId;
}
