import type { BackendContact, ContactChanges } from "../../../shared/backend-api";
import { planDrift, type Choices } from "../../../shared/drift";
import { contactFields, type Achieved } from "../work";
import { comparedFields, type ComparedValues } from "../../../shared/link-state";
import { contactIdOf, readContact, type Perform } from "./steps";

/**
 * Each side gets what the other knows better, or what somebody chose; then the contact is read again. Where nothing has
 * to be written there, the first reading is the last: the backend counts calls.
 */
const bringIntoAgreement =
  (also: ContactChanges): Perform =>
  async ({ crm }, work, options) => {
    const contact = await readContact(crm, contactIdOf(work), options);
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
  };

const comparedValuesOf = (contact: BackendContact): ComparedValues =>
  Object.fromEntries(comparedFields.map((field) => [field, contact[field] ?? null]));

export const update = bringIntoAgreement({});
export const restore = bringIntoAgreement({ status: "active" });
