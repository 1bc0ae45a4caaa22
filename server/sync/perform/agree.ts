import type { BackendContact, ContactChanges } from "../../../shared/backend-api";
import { planDrift, type Choices } from "../../../shared/drift";
import { comparedFields, type ComparedValues } from "../../../shared/link-state";
import type { CallOptions, Crm } from "../../crm/port";
import { contactFields, type Achieved, type Work } from "../work";
import { contactIdOf, readContact, type Perform } from "./steps";

/** Each side gets what the other knows better, or what somebody chose. */
export const update: Perform = async ({ crm }, work, options) => {
  const contact = await readContact(crm, contactIdOf(work), options);
  return bringIntoAgreement(crm, work, contact, {}, options);
};

/** The contact comes back, with the account's ID on it: otherwise it would take a second job to link the two. */
export const restore: Perform = async ({ crm }, work, options) => {
  const contact = await readContact(crm, contactIdOf(work), options);
  const changes: ContactChanges = {
    status: "active",
    convexUserId: contact.convexUserId ?? work.user.userId,
  };
  const achieved = await bringIntoAgreement(crm, work, contact, changes, options);
  return { ...achieved, user: { ...achieved.user, crmContactId: contact.id } };
};

/** Where nothing has to be written, the first reading is the last: the backend counts calls. */
async function bringIntoAgreement(
  crm: Crm,
  work: Work,
  contact: BackendContact,
  also: ContactChanges,
  options: CallOptions,
): Promise<Achieved> {
  const { toCrm, toConvex } = planDrift(
    { values: work.user.profile, updatedAt: work.user.profileUpdatedAt },
    { values: contact, updatedAt: contact.updatedAt },
    work.choices as Choices,
  );
  const changes = { ...also, ...toCrm };
  const nothing = Object.keys(changes).length === 0;
  if (!nothing) await crm.updateContact(contact.id, changes, options);
  const after = nothing ? contact : await readContact(crm, contact.id, options);
  const known = Object.entries(toConvex).flatMap(([field, value]) => (value ? [[field, value]] : []));
  return {
    user: Object.fromEntries(known) as Achieved["user"],
    contact: contactFields(after),
    ...(nothing ? {} : { wrote: { before: comparedValuesOf(contact), toCrm } }),
  };
}

const comparedValuesOf = (contact: BackendContact): ComparedValues =>
  Object.fromEntries(comparedFields.map((field) => [field, contact[field] ?? null]));
