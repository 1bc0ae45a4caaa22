import { emailKey, phoneKey } from "../../../shared/normalize";
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
  if (query.includes("@")) return byKey(ctx, "emailKey", emailKey(query));
  return /^[+\d][\d\s()/.-]{5,}$/u.test(query.trim()) ? byKey(ctx, "phoneKey", phoneKey(query)) : [];
}

async function byKey(ctx: QueryCtx, field: "emailKey" | "phoneKey", key: string | null): Promise<Link[]> {
  if (!key) return [];
  const users = await ctx.db
    .query("users")
    .withIndex(`by_${field}`, (q) => q.eq(field, key))
    .take(MOST_EXACT);
  const contacts = await ctx.db
    .query("contacts")
    .withIndex(`by_${field}`, (q) => q.eq(field, key))
    .take(MOST_EXACT);
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
