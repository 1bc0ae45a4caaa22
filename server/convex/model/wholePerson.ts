import { v, type Infer } from "convex/values";
import { searchedWords } from "../../../shared/mentions";
import { phoneWords } from "../../../shared/search-phone";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { contactByCrmId, type Contact } from "./contacts";
import { formerRowsOf } from "./formerRows";
import { wholeNames } from "./formerWords";
import { frontendUsersOf } from "./leftOfContact";
import { linkOfLoneContact } from "./links";
import { contactsNaming } from "./match";
import { isNamedByOther, isWantedByOther } from "./otherClaims";
import type { Person } from "./repairAvailability";
import { readSettings } from "./settings";
import { userRef, type User } from "./users";

/** Everything by which one person is known here, and so found in every table. */
export const wholePerson = v.object({
  user: v.union(v.id("users"), v.null()),
  userRefs: v.array(v.string()),
  contacts: v.array(v.id("contacts")),
  /** CRM contact IDs, also of contacts that are not in the mirror. */
  contactIds: v.array(v.string()),
  frontendUserIds: v.array(v.string()),
  links: v.array(v.id("links")),
  emailKeys: v.array(v.string()),
  /** E-mail addresses, phone numbers and whole names, as `mentions` looks for them. */
  words: v.array(v.string()),
  /**
   * Their names and those of former days, and what is told of elsewhere by words that name them: grows with the walk.
   * Absent in a purge that an older version began.
   */
  former: v.optional(
    v.object({
      ...{ firstNames: v.array(v.string()), lastNames: v.array(v.string()) },
      told: v.array(v.string()),
    }),
  ),
  /** From when on contents of webhooks may still be kept, in ms since epoch. */
  contentSince: v.number(),
});
export type WholePerson = Infer<typeof wholePerson>;

/** Contacts of one person that are looked at; more would be dirty data, of which the sweep tells. */
const MOST_CONTACTS = 20;
const DAY_MS = 24 * 3_600_000;

/** What is known of a contact that the CRM has not any more, by which everything else of it is found. */
export async function wholeGoneContact(ctx: QueryCtx, contactId: string): Promise<WholePerson> {
  const nobody = await wholePersonOf(ctx, { user: null, contact: null, link: undefined });
  return {
    ...nobody,
    contactIds: [contactId],
    frontendUserIds: await frontendUsersOf(ctx, contactId),
    links: await formerRowsOf(ctx, [contactId]),
  };
}

/** What is known of somebody. Of an account the contact is found here; one that is somebody else's too is not theirs. */
export async function wholePersonOf(
  ctx: QueryCtx,
  { user, contact, link }: Pick<Person, "user" | "contact"> & { link: Id<"links"> | undefined },
): Promise<WholePerson> {
  const { settings } = await readSettings(ctx);
  const contacts = user ? await contactsOf(ctx, user) : contact ? [contact] : [];
  const lone = await Promise.all(contacts.map(({ _id }) => linkOfLoneContact(ctx, _id)));
  const named = user?.crmContactId;
  const namedAlone = user && named && !(await isNamedByOther(ctx, user, named)) ? [named] : [];
  const contactIds = unique([...namedAlone, ...contacts.map(({ crmId }) => crmId)]);
  const credentials = user ? await credentialsOf(ctx, user) : [];
  const people = [...(user ? [user] : []), ...contacts];
  const emailKeys = [...people, ...credentials].map(({ emailKey }) => emailKey);
  const registered = user?.registeredAs ? [user.registeredAs] : [];
  const former = {
    firstNames: unique([...people, ...registered].map(({ firstName }) => firstName)),
    lastNames: unique([...people, ...registered].map(({ lastName }) => lastName)),
    told: [],
  };
  return {
    user: user?._id ?? null,
    userRefs: user ? unique([user._id, userRef(user)]) : [],
    contacts: contacts.map(({ _id }) => _id),
    contactIds,
    frontendUserIds: unique(people.map(({ frontendUserId }) => frontendUserId)),
    links: unique([link, ...lone.map((one) => one?._id), ...(await formerRowsOf(ctx, contactIds))]),
    emailKeys: unique(emailKeys),
    words: searchedWords([
      ...emailKeys,
      ...registered.map(({ email }) => email),
      ...people.flatMap(({ email, phone, phoneKey }) => [email, phone, phoneKey, ...phoneWords(phone)]),
      ...wholeNames(former),
      ...contacts.map(nameOfNobody),
    ]),
    former,
    contentSince: Date.now() - settings.webhooks.keepContentDays * DAY_MS,
  };
}

/** Every ID that the outside world may still use for the person. */
export const idsOf = ({ userRefs, contactIds, frontendUserIds, links }: WholePerson): string[] => [
  ...[...userRefs, ...contactIds],
  ...[...frontendUserIds, ...links],
];

/** What a contact is called that has neither a first nor a last name. */
const nameOfNobody = ({ firstName, lastName, name }: Contact) => (firstName || lastName ? undefined : name);

/** Those that name the user or are named by them, and those that the e-mail alone makes theirs. */
async function contactsOf(ctx: QueryCtx, user: User): Promise<Contact[]> {
  const named = user.crmContactId ? await contactByCrmId(ctx, user.crmContactId) : null;
  const claiming = await contactsNaming(ctx, userRef(user), MOST_CONTACTS);
  const found = [...(named ? [named] : []), ...claiming, ...(await sharingEmail(ctx, user))];
  const own = [];
  for (const contact of new Map(found.map((one) => [one._id, one])).values())
    if (!(await isWantedByOther(ctx, user, contact))) own.push(contact);
  return own;
}

async function sharingEmail(ctx: QueryCtx, { _id, emailKey }: User): Promise<Contact[]> {
  if (!emailKey) return [];
  const living = await ctx.db
    .query("users")
    .withIndex("by_emailKey_deletedAt", (q) => q.eq("emailKey", emailKey).eq("deletedAt", undefined))
    .take(2);
  if (living.some((other) => other._id !== _id)) return [];
  const contacts = await ctx.db
    .query("contacts")
    .withIndex("by_emailKey", (q) => q.eq("emailKey", emailKey))
    .take(MOST_CONTACTS);
  return contacts.filter(({ convexUserId }) => !convexUserId);
}

const credentialsOf = (ctx: QueryCtx, { _id }: User): Promise<Doc<"credentials">[]> =>
  ctx.db
    .query("credentials")
    .withIndex("by_user", (q) => q.eq("user", _id))
    .take(MOST_CONTACTS);

const unique = <Value>(values: readonly (Value | undefined)[]): Value[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];
