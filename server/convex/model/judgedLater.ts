import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Verdict } from "./applyWebhook";
import { bookFacts } from "./bookFacts";

/** Arrivals of one delivery that are brought up to date: a provider tries about ten times. */
const MOST_ARRIVALS = 50;

type Attempt = Doc<"webhookAttempts">;

/**
 * A delivery was judged after it had arrived. Its arrivals are then among those of whom it is about. One that was
 * unmatched and has failed is in the log, and in its numbers, among the failures: there its issue looks for it.
 */
export async function noteJudgedLater(
  ctx: MutationCtx,
  delivery: Id<"webhookDeliveries">,
  verdict: Verdict,
): Promise<void> {
  const arrivals = await ctx.db
    .query("webhookAttempts")
    .withIndex("by_delivery", (q) => q.eq("delivery", delivery))
    .take(MOST_ARRIVALS);
  for (const arrival of arrivals) {
    await noteWhoIsMeant(ctx, arrival, verdict);
    if (arrival.outcome === "unmatched" && verdict.outcome === "failed")
      await noteFailedLater(ctx, arrival, verdict);
  }
}

async function noteWhoIsMeant(ctx: MutationCtx, arrival: Attempt, { user, contactId }: Verdict) {
  if (arrival.user !== user || arrival.contactId !== contactId)
    await ctx.db.patch("webhookAttempts", arrival._id, { user, contactId });
}

/** Counted where it was counted when it arrived. The issue is booked by who judges, once a delivery. */
async function noteFailedLater(ctx: MutationCtx, { _id, receivedAt: at, type }: Attempt, { cause }: Verdict) {
  await ctx.db.patch("webhookAttempts", _id, { outcome: "failed", cause, unmatchedFirst: true });
  await bookFacts(ctx, [
    { at, type, outcome: "unmatched", times: -1 },
    { at, type, outcome: "failed", cause },
  ]);
}
