import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { applyWebhook } from "./applyWebhook";
import type { Touched } from "./touched";
import { recordWebhook } from "./webhookEvents";

type Delivery = Doc<"webhookDeliveries">;

/** Events the backend may have sent about one person before it was known here who that is; more is no such case. */
const MOST_EARLY = 50;

/** By what IDs of theirs the backend may have spoken of somebody who has just become known here. */
export type Newcomer = { frontendUserId?: string | undefined; contactId?: string | undefined };

/**
 * Applies the webhooks that came before anybody here had these IDs: the backend is faster than the job that registers
 * the person, or than the sweep that finds the contact. The log keeps that they were unmatched when they arrived.
 * Answers how many were judged.
 */
export async function applyEarlyWebhooks(
  ctx: MutationCtx,
  touched: Touched,
  newcomer: Newcomer,
): Promise<number> {
  const early = await unmatchedAbout(ctx, newcomer);
  for (const delivery of early.sort((a, b) => a.eventAt - b.eventAt)) await apply(ctx, touched, delivery);
  return early.length;
}

async function unmatchedAbout(ctx: QueryCtx, { frontendUserId, contactId }: Newcomer): Promise<Delivery[]> {
  const deliveries = () => ctx.db.query("webhookDeliveries");
  const byUser = frontendUserId
    ? await deliveries()
        .withIndex("by_frontendUserId_outcome", (q) =>
          q.eq("frontendUserId", frontendUserId).eq("outcome", "unmatched"),
        )
        .take(MOST_EARLY)
    : [];
  const byContact = contactId
    ? await deliveries()
        .withIndex("by_outcome_contactId", (q) => q.eq("outcome", "unmatched").eq("contactId", contactId))
        .take(MOST_EARLY)
    : [];
  return [...new Map([...byUser, ...byContact].map((delivery) => [delivery._id, delivery])).values()];
}

/** Deliveries judged in one transaction: each may write a user, a contact and their rows. */
const MOST_JUDGED = 50;

/** Has the webhooks judged that came too early for these contacts, in scheduled steps. Nothing when there are none. */
export async function judgeEarlyWebhooks(ctx: MutationCtx, newcomers: Newcomer[]): Promise<void> {
  if (newcomers.length === 0) return;
  const unmatched = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_outcome_contactId", (q) => q.eq("outcome", "unmatched"))
    .first();
  if (unmatched) await ctx.scheduler.runAfter(0, internal.sweeping.judgeEarly, { newcomers });
}

/** One such step. Answers those whose turn has not come. */
export async function judgeSomeEarly(
  ctx: MutationCtx,
  touched: Touched,
  newcomers: Newcomer[],
): Promise<Newcomer[]> {
  let judged = 0;
  for (const [index, newcomer] of newcomers.entries()) {
    if (judged >= MOST_JUDGED) return newcomers.slice(index);
    judged += await applyEarlyWebhooks(ctx, touched, newcomer);
  }
  return [];
}

async function apply(ctx: MutationCtx, touched: Touched, delivery: Delivery): Promise<void> {
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
  const summary = "The backend sent this event before it was known here whom it is about; now it was judged.";
  await recordWebhook(ctx, { type, eventAt, data }, verdict, summary);
}
