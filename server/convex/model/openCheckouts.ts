import { openCheckoutSteps, type CheckoutRefusal, type OpenCheckoutStep } from "../../../shared/checkout-api";
import type { QueryCtx } from "../_generated/server";

/** Rows read of each kind to say how many there are; beyond, it only matters that they are many. */
const MOST_COUNTED = 1_000;
const DAY_MS = 24 * 3_600_000;

/** Bookings that are under way, by how far they are, and since when the oldest of them is, in ms since epoch. */
export type OpenCheckouts = { steps: Record<OpenCheckoutStep, number>; oldestAt: number | null };

export async function countOpen(ctx: QueryCtx): Promise<OpenCheckouts> {
  const open = await ctx.db
    .query("checkouts")
    .withIndex("by_endedAt", (q) => q.eq("endedAt", undefined))
    .take(MOST_COUNTED);
  const steps: OpenCheckouts["steps"] = { asked: 0, confirming: 0, unknown: 0 };
  for (const step of openCheckoutSteps)
    steps[step] = open.filter((checkout) => checkout.step.kind === step).length;
  return { steps, oldestAt: open[0]?.askedAt ?? null };
}

/** Why bookings of the last day came to nothing, and how many of each. */
export async function countRefused(ctx: QueryCtx): Promise<Map<CheckoutRefusal, number>> {
  const ended = await ctx.db
    .query("checkouts")
    .withIndex("by_endedAt", (q) => q.gt("endedAt", Date.now() - DAY_MS))
    .order("desc")
    .take(MOST_COUNTED);
  const counts = new Map<CheckoutRefusal, number>();
  for (const { step } of ended)
    if (step.kind === "refused") counts.set(step.why, (counts.get(step.why) ?? 0) + 1);
  return counts;
}
