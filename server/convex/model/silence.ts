import { LEAST_WEBHOOKS, SILENCE_WINDOW_MS, type WebhookRhythm } from "../../../shared/silence";
import type { QueryCtx } from "../_generated/server";

/**
 * How often webhooks have come in the week before the last one. Gaps shorter than `stepMs` are of no interest, and a
 * longer one contains the end of a step: so looking before and after each of these finds the longest gap exactly, with
 * two documents a step instead of the whole log.
 */
export async function webhookRhythm(ctx: QueryCtx, stepMs: number): Promise<WebhookRhythm> {
  const last = await ctx.db.query("webhookDeliveries").withIndex("by_receivedAt").order("desc").first();
  if (!last) return { lastAt: null, longestGapMs: 0, seen: 0 };
  const lastAt = last.receivedAt;
  const from = lastAt - SILENCE_WINDOW_MS;
  const seen = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_receivedAt", (q) => q.gte("receivedAt", from))
    .take(LEAST_WEBHOOKS);
  const longestGapMs = await longestGap(ctx, seen[0]?.receivedAt ?? lastAt, lastAt, stepMs);
  return { lastAt, longestGapMs, seen: seen.length };
}

async function longestGap(ctx: QueryCtx, first: number, last: number, stepMs: number): Promise<number> {
  let longest = 0;
  for (let at = first + stepMs; at < last;) {
    const [before, after] = [await arrivalBefore(ctx, at), await arrivalFrom(ctx, at)];
    if (before === null || after === null) break;
    longest = Math.max(longest, after - before);
    at = after + stepMs;
  }
  return longest;
}

async function arrivalBefore(ctx: QueryCtx, at: number): Promise<number | null> {
  const arrival = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_receivedAt", (q) => q.lt("receivedAt", at))
    .order("desc")
    .first();
  return arrival?.receivedAt ?? null;
}

async function arrivalFrom(ctx: QueryCtx, at: number): Promise<number | null> {
  const arrival = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_receivedAt", (q) => q.gte("receivedAt", at))
    .first();
  return arrival?.receivedAt ?? null;
}
