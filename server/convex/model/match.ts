import type { Match } from "../../../shared/link-state";
import type { QueryCtx } from "../_generated/server";
import { contactByCrmId, isArchived, type Contact } from "./contacts";
import { rejectionsOfContact, rejectionsOfUser } from "./decisions";
import { isDeleted } from "./shutOut";
import { userByRef, userRef, type User } from "./users";

/**
 * Who belongs to whom (link states, "Matching"), found by index around one person. Every question here is answered
 * by two documents of an index range, and one more per rejection, so that dirty data (an office's e-mail shared by
 * thousands) costs hardly more than clean data.
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
  const leftOver = !isDeleted(user) && !user.crmContactId;
  const key = leftOver ? user.emailKey : undefined;
  const { match, other } = key ? await matchUserByEmail(ctx, key, user) : nobody;
  return { match, other, leftOver };
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
  const { match, other } = key ? await matchContactByEmail(ctx, key, contact) : nobody;
  return { match, other, leftOver };
}

type Found<Other> = { match: Match; other: Other | null };
const nobody = { match: { by: "alone" }, other: null } satisfies Found<never>;
const ambiguous = { match: { by: "ambiguous_email" }, other: null } satisfies Found<never>;

/** A left-over's partner by e-mail: the only one not rejected for it, if it is the only one for that one too. */
async function matchUserByEmail(ctx: QueryCtx, key: string, user: User): Promise<Found<Contact>> {
  const [contact, second] = await contactsFor(ctx, key, user);
  if (!contact) return nobody;
  if (second) return ambiguous;
  const rivals = (await usersFor(ctx, key, contact)).filter(({ _id }) => _id !== user._id);
  return rivals.length > 0 ? ambiguous : { match: { by: "email" }, other: contact };
}

async function matchContactByEmail(ctx: QueryCtx, key: string, contact: Contact): Promise<Found<User>> {
  const [user, second] = await usersFor(ctx, key, contact);
  if (!user) return nobody;
  if (second) return ambiguous;
  const rivals = (await contactsFor(ctx, key, user)).filter(({ _id }) => _id !== contact._id);
  return rivals.length > 0 ? ambiguous : { match: { by: "email" }, other: user };
}

/** Up to two left-over users with this e-mail whom nobody has rejected for the contact. */
async function usersFor(ctx: QueryCtx, key: string, contact: Contact): Promise<User[]> {
  if (!contact.reviewed) return leftOverUsers(ctx, key, 2);
  const rejected = new Set((await rejectionsOfContact(ctx, contact.crmId)).map(({ user }) => user));
  const users = await leftOverUsers(ctx, key, rejected.size + 2);
  return users.filter(({ _id }) => !rejected.has(_id)).slice(0, 2);
}

/** Up to two left-over contacts with this e-mail that nobody has rejected for the user. */
async function contactsFor(ctx: QueryCtx, key: string, user: User): Promise<Contact[]> {
  if (!user.reviewed) return leftOverContacts(ctx, key, 2);
  const rejected = new Set((await rejectionsOfUser(ctx, user._id)).map(({ contactId }) => contactId));
  const contacts = await leftOverContacts(ctx, key, rejected.size + 2);
  return contacts.filter(({ crmId }) => !rejected.has(crmId)).slice(0, 2);
}

export const leftOverUsers = (ctx: QueryCtx, key: string, limit: number) =>
  ctx.db
    .query("users")
    .withIndex("by_matchEmail_reviewed", (q) => q.eq("matchEmail", key))
    .take(limit);

export const leftOverContacts = (ctx: QueryCtx, key: string, limit: number) =>
  ctx.db
    .query("contacts")
    .withIndex("by_matchEmail_reviewed", (q) => q.eq("matchEmail", key))
    .take(limit);

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

/** Whether a left-over with this e-mail was kept from somebody: a rejection marks both of its sides. */
export async function isReviewed(ctx: QueryCtx, key: string): Promise<boolean> {
  const user = await ctx.db
    .query("users")
    .withIndex("by_matchEmail_reviewed", (q) => q.eq("matchEmail", key).eq("reviewed", true))
    .first();
  return user !== null;
}
