import type { BackendContact, ContactChanges } from "../../../shared/backend-api";
import type { BothSides, Choices } from "../../../shared/drift";
import { fieldList } from "../../../shared/field-names";
import { outdatedChoices } from "../../../shared/kept-choices";
import { comparedFields, type ComparedValues } from "../../../shared/link-state";
import { CrmError, type CallOptions } from "../../crm/port";
import { contactFields, type Achieved, type Work } from "../work";
import { planToTell } from "./plan-to-tell";
import type { Sides } from "./sides";
import { contactIdOf, readContact, type Perform } from "./steps";

/** Each side gets what the other knows better, or what somebody chose. */
export const update: Perform = async (sides, work, options) => {
  const contact = await readContact(sides.crm, contactIdOf(work), options);
  return bringIntoAgreement(sides, work, contact, {}, options);
};

/** The contact comes back, with the account's ID on it: otherwise it would take a second job to link the two. */
export const restore: Perform = async (sides, work, options) => {
  const contact = await readContact(sides.crm, contactIdOf(work), options);
  const changes: ContactChanges = {
    status: "active",
    convexUserId: contact.convexUserId ?? work.user.userId,
  };
  const achieved = await bringIntoAgreement(sides, work, contact, changes, options);
  return { ...achieved, user: { ...achieved.user, crmContactId: contact.id } };
};

/** Where nothing has to be written, the first reading is the last: the backend counts calls. */
async function bringIntoAgreement(
  sides: Sides,
  work: Work,
  contact: BackendContact,
  also: ContactChanges,
  options: CallOptions,
): Promise<Achieved> {
  const { crm } = sides;
  const both: BothSides = {
    convex: { values: work.user.profile, updatedAt: work.user.profileUpdatedAt },
    crm: { values: contact, updatedAt: contact.updatedAt },
  };
  await refuseOutdated(sides, work, contact, both);
  const { toCrm, toConvex, besides } = planToTell(both, work);
  const changes = { ...also, ...besides, ...toCrm };
  const nothing = Object.keys(changes).length === 0;
  if (!nothing) await crm.updateContact(contact.id, changes, options);
  const after = nothing ? contact : await readContact(crm, contact.id, options);
  const known = Object.entries(toConvex).flatMap(([field, value]) => (value ? [[field, value]] : []));
  return {
    user: Object.fromEntries(known) as Achieved["user"],
    contact: contactFields(after),
    ...(work.user.untold.length > 0 ? { told: true as const } : {}),
    ...(nothing ? {} : { wrote: { before: comparedValuesOf(contact), toCrm } }),
  };
}

/** The backend may have been down for a day since somebody chose: what has been typed since then, nobody has seen. */
async function refuseOutdated(
  { mirror }: Sides,
  { choices, replaced }: Work,
  contact: BackendContact,
  both: BothSides,
): Promise<void> {
  const fields = outdatedChoices(choices as Choices, replaced, both);
  if (fields.length === 0) return;
  await mirror(contact);
  throw new CrmError({
    code: "conflict",
    message: `Changed since somebody chose between the two sides: ${fieldList(fields)}. Nothing was written. Look at both sides and choose again.`,
  });
}

const comparedValuesOf = (contact: BackendContact): ComparedValues =>
  Object.fromEntries(comparedFields.map((field) => [field, contact[field] ?? null]));
