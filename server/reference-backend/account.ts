import { keyRequired } from "./api-error";
import type { Changes } from "./changes";
import { newFrontendUserId } from "./ids";
import { moveBookings } from "./store/bookings";
import { type Contact, contactsOfConvexUser } from "./store/contacts";
import {
  type FrontendUser,
  GUEST,
  findByConvexUser,
  findFrontendUser,
  findGuest,
} from "./store/frontend-users";

/** Whose account it is, as the person's own system says; or, where there is no key, as anybody does. */
export interface AccountDetails {
  convexUserId: string;
  email: string;
  authProvider: string;
  source: string;
}

/**
 * Upserts the frontend user by Convex user ID and links it to the contact, both ways. Who booked as a guest with this
 * e-mail is taken over, with the bookings. A stranger gets neither, and no account that is there already (401). A contact that belongs to another person's live account keeps its link:
 * two people who share an e-mail are a conflict for staff to review, and the second must not take the first one's
 * place silently; `onConflict` is told.
 */
export function upsertAccount(
  changes: Changes,
  contact: Contact,
  details: AccountDetails,
  onConflict: () => void = () => {},
): FrontendUser {
  const user = upsertUser(changes, details, contact.id);
  if (belongsToAnother(changes, contact, user)) onConflict();
  else link(changes, contact, user);
  return user;
}

/** Makes the frontend user of somebody who books without an account. The contact does not name it: it has none yet. */
export function newGuest(changes: Changes, email: string, contactId: string): FrontendUser {
  const guest = newUser(changes, { email, authProvider: GUEST, source: "checkout" }, contactId);
  changes.createFrontendUser(guest);
  return guest;
}

/**
 * Whether the contact is another person's, asked before the account is made: anybody can register or book with the
 * e-mail of somebody else, whose name and phone must stay what they are. Guests have no `convexUserId`.
 */
export function isOthers(
  changes: Changes,
  contact: Contact,
  { convexUserId, email }: { convexUserId: string | null; email: string },
): boolean {
  const known = convexUserId === null ? undefined : findByConvexUser(changes.db, convexUserId);
  const user = known ?? findGuest(changes.db, email);
  return belongsToAnother(changes, contact, { id: user?.id, convexUserId });
}

function upsertUser(changes: Changes, details: AccountDetails, contactId: string): FrontendUser {
  const email = details.email.trim();
  if (changes.origin === "stranger") return createForStranger(changes, details, contactId);
  const known = findByConvexUser(changes.db, details.convexUserId);
  const guest = findGuest(changes.db, email);
  if (!known) return guest ? adopt(changes, guest, details, contactId) : create(changes, details, contactId);
  if (guest) merge(changes, guest, known);
  // Registering again brings a deleted account back; a suspension is staff's decision and stays.
  const status = known.status === "deleted" ? "active" : known.status;
  const user = { ...known, email, status, crmContactId: contactId };
  changes.saveFrontendUser(user);
  return user;
}

function createForStranger(changes: Changes, details: AccountDetails, contactId: string): FrontendUser {
  const { convexUserId } = details;
  const named = contactsOfConvexUser(changes.db, convexUserId).length > 0;
  if (named || findByConvexUser(changes.db, convexUserId)) throw keyRequired();
  return create(changes, details, contactId);
}

function create(changes: Changes, details: AccountDetails, contactId: string): FrontendUser {
  const user = { ...newUser(changes, details, contactId), convexUserId: details.convexUserId };
  changes.createFrontendUser(user);
  return user;
}

/** The guest becomes the account: the ID that bookings have stays the same. */
function adopt(changes: Changes, guest: FrontendUser, details: AccountDetails, crmContactId: string) {
  const { convexUserId, authProvider, source: registrationSource } = details;
  const user = { ...guest, convexUserId, authProvider, registrationSource, crmContactId };
  changes.saveFrontendUser(user);
  return user;
}

/** The account is there already, so the bookings move and the guest is over. */
function merge(changes: Changes, guest: FrontendUser, account: FrontendUser): void {
  moveBookings(changes.db, guest.id, account.id);
  changes.saveFrontendUser({ ...guest, status: "deleted" });
}

function newUser(
  changes: Changes,
  { email, authProvider, source }: Omit<AccountDetails, "convexUserId">,
  crmContactId: string,
): FrontendUser {
  return {
    id: newFrontendUserId(),
    email: email.trim(),
    status: "active",
    ...{ crmContactId, convexUserId: null, authProvider, registrationSource: source },
    welcomedAt: null,
    ...{ createdAt: changes.now, updatedAt: changes.now },
  };
}

/**
 * An owner that was deleted here has no claim left; one this backend never heard of might still have. To strangers
 * everybody's is another's.
 */
function belongsToAnother(
  changes: Changes,
  contact: Contact,
  user: { id: string | undefined; convexUserId: string | null },
): boolean {
  if (changes.origin === "stranger") return !changes.hasMade(contact.id);
  const { convexUserId, frontendUserId } = contact.customProperties;
  const foreign =
    (convexUserId !== undefined && convexUserId !== user.convexUserId) ||
    (frontendUserId !== undefined && frontendUserId !== user.id);
  if (!foreign) return false;
  const owner = ownerOf(changes, convexUserId, frontendUserId);
  if (!owner) return convexUserId !== undefined && convexUserId !== user.convexUserId;
  return owner.id !== user.id && owner.status !== "deleted";
}

function ownerOf(changes: Changes, convexUserId?: string, frontendUserId?: string): FrontendUser | undefined {
  const byId = frontendUserId === undefined ? undefined : findFrontendUser(changes.db, frontendUserId);
  return byId ?? (convexUserId === undefined ? undefined : findByConvexUser(changes.db, convexUserId));
}

function link(changes: Changes, contact: Contact, user: FrontendUser): void {
  const convexUserId = user.convexUserId ?? undefined;
  unlinkOthers(changes, contact.id, convexUserId);
  const customProperties = { ...contact.customProperties, convexUserId, frontendUserId: user.id };
  changes.saveContact({ ...contact, customProperties });
}

/** A user whose e-mail changed or whose contact was archived leaves the old contact: one person, one contact. */
function unlinkOthers(changes: Changes, contactId: string, convexUserId: string | undefined): void {
  if (convexUserId === undefined) return;
  for (const other of contactsOfConvexUser(changes.db, convexUserId)) {
    if (other.id === contactId) continue;
    const { convexUserId: _, frontendUserId: __, ...customProperties } = other.customProperties;
    changes.saveContact({ ...other, customProperties });
  }
}
