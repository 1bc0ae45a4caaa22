import type { UserRegistrationInput } from "../../../shared/backend-api";
import type { Changes } from "../changes";
import { newFrontendUserId } from "../ids";
import { type Contact, contactsOfConvexUser, findContact } from "../store/contacts";
import { type FrontendUser, findByConvexUser, findFrontendUser } from "../store/frontend-users";
import type { BehaviorContext } from "./workflow";

/**
 * Upserts the frontend user by Convex user ID and links it to the contact, both ways. A contact that belongs to
 * another person's live account keeps its link: two people who share an e-mail are a conflict for staff to review,
 * and the second must not take the first one's place silently.
 */
export function createFrontendUser(context: BehaviorContext<UserRegistrationInput>): Record<string, unknown> {
  const { changes, input, results, log } = context;
  const contact = findContact(changes.db, String(results.contactId));
  if (!contact) throw new Error("create-frontend-user needs the contact of create-contact");
  const user = upsertUser(changes, input, contact.id);
  if (belongsToAnother(changes, contact, user)) log("warn", `contact ${contact.id} belongs to another user`);
  else link(changes, contact, user);
  log("info", `frontend user ${user.id}`);
  return { frontendUserId: user.id };
}

function upsertUser(changes: Changes, input: UserRegistrationInput, contactId: string): FrontendUser {
  const email = input.customerData.email.trim();
  const known = findByConvexUser(changes.db, input.metadata.convexUserId);
  if (!known) {
    const user = newUser(changes, input, email, contactId);
    changes.createFrontendUser(user);
    return user;
  }
  // Registering again brings a deleted account back; a suspension is staff's decision and stays.
  const status = known.status === "deleted" ? "active" : known.status;
  const user = { ...known, email, status, crmContactId: contactId };
  changes.saveFrontendUser(user);
  return user;
}

function newUser(
  changes: Changes,
  { metadata, source }: UserRegistrationInput,
  email: string,
  crmContactId: string,
): FrontendUser {
  return {
    id: newFrontendUserId(),
    email,
    status: "active",
    crmContactId,
    convexUserId: metadata.convexUserId,
    authProvider: metadata.authProvider,
    registrationSource: source,
    welcomedAt: null,
    createdAt: changes.now,
    updatedAt: changes.now,
  };
}

/** An owner that was deleted here has no claim left; one this backend never heard of might still have. */
function belongsToAnother(changes: Changes, contact: Contact, user: FrontendUser): boolean {
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
