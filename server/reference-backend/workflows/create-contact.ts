import type { UserRegistrationInput } from "../../../shared/backend-api";
import { isOthers } from "../account";
import { applyEdit } from "../contact-edit";
import { fieldsOf } from "../customer";
import { type Contact, findContactByEmail, newContact } from "../store/contacts";
import type { BehaviorContext } from "./workflow";

/**
 * Upserts the contact by normalised e-mail. What the person left empty keeps the CRM's value, and the status is the
 * CRM's own: somebody who unsubscribed stays so. An archived contact counts as gone, so a new one is made. Another
 * person's is answered as it is.
 */
export function createContact(context: BehaviorContext<UserRegistrationInput>): Record<string, unknown> {
  const { changes, input, log } = context;
  const { convexUserId, language } = input.metadata;
  const { email } = input.customerData;
  const known = findContactByEmail(changes.db, email, convexUserId);
  if (known && isOthers(changes, known, { convexUserId, email })) {
    log("warn", `contact ${known.id} is left as it is: another person may be meant`);
    return { contactId: known.id, isNew: false };
  }
  const base = known ?? newContact(changes.now);
  const contact = applyEdit(base, {
    ...fieldsOf(input.customerData),
    ...(language === undefined ? {} : { language }),
    tags: mergedTags(base, context.config.tags),
  });
  if (known) changes.saveContact(contact);
  else changes.createContact(contact);
  log("info", `${known ? "found" : "created"} contact ${contact.id}`);
  return { contactId: contact.id, isNew: !known };
}

function mergedTags(contact: Contact, tags: unknown): string[] {
  const added = Array.isArray(tags) ? tags.map(String) : [];
  return [...new Set([...(contact.customProperties.tags ?? []), ...added])];
}
