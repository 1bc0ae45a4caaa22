import type { Match } from "../../../shared/link-state";
import type { QueryCtx } from "../_generated/server";
import { contactByCrmId, isArchived, type Contact } from "./contacts";
import { userByRef, userRef, type User } from "./users";

/**
 * Who belongs to whom (link states, "Matching"), found by index around one person. Every question here is answered
 * by at most two documents of an index range, so that dirty data (an office's e-mail shared by thousands) costs no
 * more than clean data.
 */
export type PersonMatch<Other> = { match: Match; other: Other | null; leftOver: boolean };

/** The contact to show beside a user, and how the two came together. */
export async function matchUser(ctx: QueryCtx, user: User): Promise<PersonMatch<Contact>> {
  const named = user.crmContactId ? await contactByCrmId(ctx, user.crmContactId) : null;
  const claimers = await contactsNaming(ctx, userRef(user));
  const shown = named ?? claimers[0];
  if (shown) {
    const isOnly = claimers.every((claimer) => claimer._id === shown._id);
    return { match: await matchByReference(ctx, user, shown, isOnly), other: shown, leftOver: false };
  }
  const leftOver = !user.deletedAt && !user.crmContactId;
  const key = leftOver ? user.emailKey : undefined;
  if (!key) return { match: { by: "alone" }, other: null, leftOver };
  const [users, contacts] = await sharers(ctx, key, user, null);
  return { ...matchByEmail(users, contacts), leftOver };
}

async function matchByReference(ctx: QueryCtx, user: User, shown: Contact, isOnly: boolean): Promise<Match> {
  const naming = await usersNaming(ctx, shown.crmId);
  const namedBack = shown.convexUserId ? await userByRef(ctx, shown.convexUserId) : null;
  const others = [...naming, namedBack].filter((other) => other && other._id !== user._id);
  return { by: "reference", pair: isOnly && others.length === 0, namedBy: naming.length };
}

/** The user a contact belongs to, if any: then the contact is shown on that user's row and has none of its own. */
export async function matchContact(ctx: QueryCtx, contact: Contact): Promise<PersonMatch<User>> {
  const namedBack = contact.convexUserId ? await userByRef(ctx, contact.convexUserId) : null;
  const owner = namedBack ?? (await usersNaming(ctx, contact.crmId))[0];
  if (owner) return { match: { by: "reference", pair: false, namedBy: 0 }, other: owner, leftOver: false };
  const leftOver = !isArchived(contact) && !contact.convexUserId;
  const key = leftOver ? contact.emailKey : undefined;
  if (!key) return { match: { by: "alone" }, other: null, leftOver };
  const [users, contacts] = await sharers(ctx, key, null, contact);
  const { match } = matchByEmail(users, contacts);
  return { match, other: match.by === "email" ? (users[0] ?? null) : null, leftOver };
}

function matchByEmail(users: User[], contacts: Contact[]): { match: Match; other: Contact | null } {
  if (users.length === 0 || contacts.length === 0) return { match: { by: "alone" }, other: null };
  if (users.length > 1 || contacts.length > 1) return { match: { by: "ambiguous_email" }, other: null };
  return { match: { by: "email" }, other: contacts[0] ?? null };
}

/** Up to two left-overs of each side with this e-mail. The person asked about counts even before it is stored so. */
async function sharers(ctx: QueryCtx, key: string, user: User | null, contact: Contact | null) {
  const [users, contacts] = [await leftOverUsers(ctx, key), await leftOverContacts(ctx, key)];
  if (user && !users.some(({ _id }) => _id === user._id)) users.unshift(user);
  if (contact && !contacts.some(({ _id }) => _id === contact._id)) contacts.unshift(contact);
  return [users, contacts] as const;
}

const leftOverUsers = (ctx: QueryCtx, key: string) =>
  ctx.db
    .query("users")
    .withIndex("by_matchEmail_reviewed", (q) => q.eq("matchEmail", key))
    .take(2);

const leftOverContacts = (ctx: QueryCtx, key: string) =>
  ctx.db
    .query("contacts")
    .withIndex("by_matchEmail_reviewed", (q) => q.eq("matchEmail", key))
    .take(2);

/** The first users that name this contact; two are enough to know that it is claimed twice. */
export const usersNaming = (ctx: QueryCtx, crmId: string, limit = 2) =>
  ctx.db
    .query("users")
    .withIndex("by_crmContactId", (q) => q.eq("crmContactId", crmId))
    .take(limit);

/** The first contacts that name this user, the smallest CRM contact ID first. */
export const contactsNaming = (ctx: QueryCtx, ref: string, limit = 2) =>
  ctx.db
    .query("contacts")
    .withIndex("by_convexUserId", (q) => q.eq("convexUserId", ref))
    .take(limit);

/** How many left-overs share an e-mail, as far as it matters: none, one, or more than one on each side. */
export async function sharingClass(ctx: QueryCtx, key: string): Promise<string> {
  const [users, contacts] = [await leftOverUsers(ctx, key), await leftOverContacts(ctx, key)];
  return `${users.length}:${contacts.length}`;
}
