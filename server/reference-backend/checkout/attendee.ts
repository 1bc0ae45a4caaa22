import type { CheckoutRequest, CustomerData } from "../../../shared/backend-api";
import { isOthers, newGuest, upsertAccount } from "../account";
import { ApiError } from "../api-error";
import type { Changes } from "../changes";
import { applyEdit } from "../contact-edit";
import { fieldsOf } from "../customer";
import { type Contact, findContact, findContactByEmail, newContact } from "../store/contacts";
import { type FrontendUser, findByConvexUser, findGuest } from "../store/frontend-users";

/** Whom a booking belongs to. */
export interface Attendee {
  contactId: string;
  frontendUserId: string;
  isGuestRegistration: boolean;
}

/**
 * The contact and the frontend user that book, found or made: the account of `metadata.convexUserId`, or a guest by
 * e-mail. A guest never books for an account that has the same e-mail: anybody can type it.
 */
export function attendeeOf(changes: Changes, request: CheckoutRequest): Attendee {
  const convexUserId = request.metadata?.convexUserId;
  const { contact, user } =
    convexUserId === undefined
      ? guestOf(changes, request.customerData)
      : memberOf(changes, request.customerData, convexUserId);
  return { contactId: contact.id, frontendUserId: user.id, isGuestRegistration: convexUserId === undefined };
}

function guestOf(changes: Changes, customer: CustomerData) {
  const known = findGuest(changes.db, customer.email);
  demandActive(known);
  const contact = contactFor(changes, customer, known, null);
  return { contact, user: known ?? newGuest(changes, customer.email, contact.id) };
}

/** Of somebody whose registration has not arrived yet the account is made here, and found by it then. */
function memberOf(changes: Changes, customer: CustomerData, convexUserId: string) {
  const known = findByConvexUser(changes.db, convexUserId);
  demandActive(known ?? findGuest(changes.db, customer.email));
  const contact = contactFor(changes, customer, known, convexUserId);
  const user = upsertAccount(changes, contact, {
    convexUserId,
    email: known?.email ?? customer.email,
    authProvider: known?.authProvider ?? "email",
    source: known?.registrationSource ?? "checkout",
  });
  return { contact, user };
}

function demandActive(user: FrontendUser | undefined): void {
  if (!user || user.status === "active") return;
  throw new ApiError(200, "USER_SUSPENDED", "The user is not active");
}

/** The person's contact, completed. What it knows stays: an order form is no place to change one's master data. */
function contactFor(
  changes: Changes,
  customer: CustomerData,
  user: FrontendUser | undefined,
  convexUserId: string | null,
): Contact {
  const own = user?.crmContactId ? findContact(changes.db, user.crmContactId) : undefined;
  const live = own?.status === "archived" ? undefined : own;
  const known = live ?? findContactByEmail(changes.db, customer.email, convexUserId);
  if (known) {
    const isTheirs = !isOthers(changes, known, { convexUserId, email: customer.email });
    return isTheirs ? changes.saveContact(completed(known, customer)) : known;
  }
  const contact = applyEdit(newContact(changes.now), fieldsOf(customer));
  changes.createContact(contact);
  return contact;
}

function completed(contact: Contact, customer: CustomerData): Contact {
  const { customProperties } = contact;
  const missing = Object.entries(fieldsOf(customer)).filter(
    ([field]) => customProperties[field] === undefined,
  );
  return applyEdit(contact, Object.fromEntries(missing));
}
