import { emailKey, phoneKey } from "../../../shared/normalize";
import { isLikePhone } from "../../../shared/search-phone";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { contactByCrmId } from "./contacts";
import { linkOfLoneContact, linkOfUser } from "./links";
import type { Link } from "./linkRow";
import { matchContact } from "./match";
import { userByRef } from "./users";

/** How many people one exact e-mail or phone may bring up; more share it only in dirty data. */
const MOST_EXACT = 50;

/** The person that an ID names: a link's, a user's or its reference, a contact's, or a frontend user's. */
export async function personById(ctx: QueryCtx, id: string): Promise<Link | null> {
  const linkId = ctx.db.normalizeId("links", id);
  const link = linkId && (await ctx.db.get("links", linkId));
  if (link) return link;
  const user = await userByRef(ctx, id);
  if (user) return linkOfUser(ctx, user._id);
  const contact = await contactByCrmId(ctx, id);
  if (contact) return linkShowing(ctx, contact);
  const frontendUser = await ctx.db
    .query("users")
    .withIndex("by_frontendUserId", (q) => q.eq("frontendUserId", id))
    .first();
  if (frontendUser) return linkOfUser(ctx, frontendUser._id);
  const known = await ctx.db
    .query("contacts")
    .withIndex("by_frontendUserId", (q) => q.eq("frontendUserId", id))
    .first();
  return known && linkShowing(ctx, known);
}

/** The people whom a query names exactly: by ID, e-mail or phone. Empty when it names nobody. */
export async function peopleExactly(ctx: QueryCtx, query: string): Promise<Link[]> {
  const byId = await personById(ctx, query.trim());
  if (byId) return [byId];
  if (query.includes("@")) return byEmail(ctx, emailKey(query));
  return isLikePhone(query) ? byPhone(ctx, query) : [];
}

async function byEmail(ctx: QueryCtx, key: string | null): Promise<Link[]> {
  if (!key) return [];
  const users = ctx.db.query("users").withIndex("by_emailKey_deletedAt", (q) => q.eq("emailKey", key));
  const contacts = ctx.db.query("contacts").withIndex("by_emailKey", (q) => q.eq("emailKey", key));
  return linksShowing(ctx, await users.take(MOST_EXACT), await contacts.take(MOST_EXACT));
}

/** As it is dialled here; else as it is from its country on, whose plus many leave out. */
async function byPhone(ctx: QueryCtx, query: string): Promise<Link[]> {
  const found = await byPhoneKey(ctx, phoneKey(query));
  return found.length > 0 ? found : byPhoneKey(ctx, phoneKey(`+${query.trim()}`));
}

async function byPhoneKey(ctx: QueryCtx, key: string | null): Promise<Link[]> {
  if (!key) return [];
  const users = ctx.db.query("users").withIndex("by_phoneKey", (q) => q.eq("phoneKey", key));
  const contacts = ctx.db.query("contacts").withIndex("by_phoneKey", (q) => q.eq("phoneKey", key));
  return linksShowing(ctx, await users.take(MOST_EXACT), await contacts.take(MOST_EXACT));
}

async function linksShowing(
  ctx: QueryCtx,
  users: Array<Doc<"users">>,
  contacts: Array<Doc<"contacts">>,
): Promise<Link[]> {
  const links = [
    ...(await Promise.all(users.map((user) => linkOfUser(ctx, user._id)))),
    ...(await Promise.all(contacts.map((contact) => linkShowing(ctx, contact)))),
  ];
  return [...new Map(links.flatMap((link) => (link ? [[link._id, link] as const] : []))).values()];
}

/** The row on which a contact is shown: its user's, or its own. */
export async function linkShowing(ctx: QueryCtx, contact: Doc<"contacts">): Promise<Link | null> {
  const own = await linkOfLoneContact(ctx, contact._id);
  if (own) return own;
  const { other } = await matchContact(ctx, contact);
  return other && linkOfUser(ctx, other._id);
}
