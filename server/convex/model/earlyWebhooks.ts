import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { applyWebhook } from "./applyWebhook";
import type { Touched } from "./touched";
import { recordWebhook } from "./webhookEvents";

/** Events the backend may have sent about one person before it was known here who that is; more is no such case. */
const MOST_EARLY = 50;

/**
 * Applies the webhooks that came before anybody here had this frontend user ID: the backend is faster than the job
 * that registers the person. The log keeps that they were unmatched when they arrived.
 */
export async function applyEarlyWebhooks(
  ctx: MutationCtx,
  touched: Touched,
  frontendUserId: string,
): Promise<void> {
  const early = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_frontendUserId_outcome", (q) =>
      q.eq("frontendUserId", frontendUserId).eq("outcome", "unmatched"),
    )
    .take(MOST_EARLY);
  for (const delivery of early.sort((a, b) => a.eventAt - b.eventAt)) await apply(ctx, touched, delivery);
}

async function apply(ctx: MutationCtx, touched: Touched, delivery: Doc<"webhookDeliveries">): Promise<void> {
  const { type, eventAt, data } = delivery;
  if (!data) return;
  const verdict = await applyWebhook(ctx, touched, { type, eventAt, data });
  const { user, contactId } = verdict;
  await ctx.db.patch("webhookDeliveries", delivery._id, verdict);
  const arrivals = await ctx.db
    .query("webhookAttempts")
    .withIndex("by_delivery", (q) => q.eq("delivery", delivery._id))
    .take(MOST_EARLY);
  for (const arrival of arrivals) await ctx.db.patch("webhookAttempts", arrival._id, { user, contactId });
  const summary = "The backend sent this event before the account was known to it here; now it was judged.";
  await recordWebhook(ctx, { type, eventAt, data }, verdict, summary);
}
