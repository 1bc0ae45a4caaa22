import type { QueryCtx } from "../_generated/server";
import { mayBeBooked, type Checkout } from "./checkouts";
import type { Link } from "./linkRow";

/** A booking takes a second or two; what has waited longer, in ms, is worth somebody's look. */
const LATE_MS = 60_000;
/** Rows read to say how many are late; beyond, it only matters that they are many. */
const MOST_COUNTED = 1_000;

/**
 * The newest bookings on their way of one person, and what came of them: their own, those under way that somebody began
 * as a guest with their address, and those that the backend gave to their contact.
 */
export async function checkoutsOfPerson(ctx: QueryCtx, link: Link, most: number): Promise<Checkout[]> {
  const user = link.user && (await ctx.db.get("users", link.user));
  const contact = link.contact && (await ctx.db.get("contacts", link.contact));
  const emailKeys = new Set([user?.emailKey, contact?.emailKey].filter((key) => key !== undefined));
  const table = () => ctx.db.query("checkouts");
  const ranges = [
    ...(user ? [table().withIndex("by_user", (q) => q.eq("user", user._id))] : []),
    ...[...emailKeys].map((key) => table().withIndex("by_emailKey", (q) => q.eq("emailKey", key))),
    ...(contact ? [table().withIndex("by_contactId", (q) => q.eq("contactId", contact.crmId))] : []),
  ];
  const found = await Promise.all(ranges.map((range) => range.order("desc").take(most)));
  const each = new Map(found.flat().map((checkout) => [checkout._id, checkout]));
  return [...each.values()].sort((one, other) => other.askedAt - one.askedAt).slice(0, most);
}

/** Those that have been under way for too long, the oldest first, and how many of them may be booked already. */
export async function lateCheckouts(ctx: QueryCtx, most: number) {
  const before = Date.now() - LATE_MS;
  const open = await ctx.db
    .query("checkouts")
    .withIndex("by_endedAt", (q) => q.eq("endedAt", undefined).lt("_creationTime", before))
    .take(MOST_COUNTED);
  const unknown = open.filter(mayBeBooked).length;
  return { count: open.length, unknown, first: open.slice(0, most) };
}
