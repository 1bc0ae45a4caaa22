import { internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { readSettings } from "./settings";
import { forgetBuckets, mergeBuckets } from "./webhookBuckets";

/**
 * Removes the content of webhooks whose time is over: bodies and what was understood of them. The record stays, with
 * what it changed and the hash of the body. It goes through both tables once, oldest first, and remembers where it is.
 */
const DAY_MS = 24 * 3_600_000;
/** Rows of each table in one transaction: a body may have 256 KB. */
const PAGE = 25;
const MOST_BUCKETS = 100;

/** Up to which row nothing is left to remove: its arrival, and its creation among those of that moment. */
type Place = { at: number; created: number };
const tables = ["webhookDeliveries", "webhookAttempts"] as const;
type Table = (typeof tables)[number];

/** Sees to it soon. Called now and then by what happens anyway. */
export const forgetSoon = (ctx: MutationCtx) => ctx.scheduler.runAfter(0, internal.webhookUpkeep.forget, {});

/** Removes a page. Returns whether there may be more. */
export async function forgetPage(ctx: MutationCtx): Promise<boolean> {
  const { settings } = await readSettings(ctx);
  const before = Date.now() - settings.webhooks.keepContentDays * DAY_MS;
  const isMoreToForget = await forgetBuckets(ctx, MOST_BUCKETS);
  const isMoreToMerge = await mergeBuckets(ctx, MOST_BUCKETS);
  let isMore = isMoreToForget || isMoreToMerge;
  for (const table of tables) {
    const row = await ctx.db
      .query("webhookUpkeep")
      .withIndex("by_table", (q) => q.eq("table", table))
      .unique();
    const place = row?.place ?? { at: 0, created: 0 };
    const reached = await forgetIn(ctx, table, place, before);
    if (!reached) continue;
    isMore = true;
    if (row) await ctx.db.patch("webhookUpkeep", row._id, { place: reached });
    else await ctx.db.insert("webhookUpkeep", { table, place: reached });
  }
  return isMore;
}

/** How far it has got, or `null` at the end. */
async function forgetIn(
  ctx: MutationCtx,
  table: Table,
  { at, created }: Place,
  before: number,
): Promise<Place | null> {
  const ofThatMoment = await ctx.db
    .query(table)
    .withIndex("by_receivedAt", (q) => q.eq("receivedAt", at).gt("_creationTime", created))
    .take(PAGE);
  const later = await ctx.db
    .query(table)
    .withIndex("by_receivedAt", (q) => q.gt("receivedAt", at).lt("receivedAt", before))
    .take(PAGE - ofThatMoment.length);
  const rows = [...ofThatMoment, ...later];
  const removed = { contentRemovedAt: Date.now() };
  for (const row of rows) {
    if ("payload" in row)
      await ctx.db.patch("webhookDeliveries", row._id, { ...removed, payload: "", data: undefined });
    else if (row.rejectedBody !== undefined)
      await ctx.db.patch("webhookAttempts", row._id, { ...removed, rejectedBody: undefined });
  }
  const last = rows.at(-1);
  return last ? { at: last.receivedAt, created: last._creationTime } : null;
}
