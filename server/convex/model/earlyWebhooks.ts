import { happened } from "../../../shared/fixed-sentences";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { applyWebhook } from "./applyWebhook";
import { judgeIfEarly, unmatchedAbout, type Newcomer } from "./judgeEarly";
import { noteJudgedLater } from "./judgedLater";
import type { Touched } from "./touched";
import { recordWebhook } from "./webhookEvents";
import { messageOf, noteFailures } from "./webhookIssues";

type Delivery = Doc<"webhookDeliveries">;

/**
 * Webhooks judged for one newcomer in one transaction; more of them are judged in scheduled ones. Each is read twice and
 * written with its payload, 256 KB at most, and a transaction may read 16 MB.
 */
const MOST_EARLY = 8;

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
  const early = await unmatchedAbout(ctx, newcomer, MOST_EARLY);
  let judged = 0;
  for (const delivery of early.sort((a, b) => a.eventAt - b.eventAt))
    if (await apply(ctx, touched, delivery)) judged++;
  if (judged > 0 && early.length >= MOST_EARLY) await judgeIfEarly(ctx, newcomer);
  return early.length;
}

/** Deliveries judged in one such step before it ends with a newcomer. */
const MOST_JUDGED = 8;

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

/** Whether it is known by now whom the delivery is about. */
async function apply(ctx: MutationCtx, touched: Touched, delivery: Delivery): Promise<boolean> {
  const { eventId, type, eventAt, receivedAt: cameAt, data } = delivery;
  if (!data) return false;
  const event = { eventId, type, eventAt, cameAt, data };
  const verdict = await applyWebhook(ctx, touched, event);
  if (verdict.outcome === "unmatched") return false;
  const { cause } = verdict;
  await ctx.db.patch("webhookDeliveries", delivery._id, verdict);
  await noteJudgedLater(ctx, delivery._id, verdict);
  const failure = cause && { type, cause, message: messageOf(cause, undefined) };
  await noteFailures(ctx, [{ at: Date.now(), outcome: verdict.outcome, failure }]);
  const summary = happened["webhook.early"];
  await recordWebhook(ctx, event, verdict, summary);
  return true;
}
