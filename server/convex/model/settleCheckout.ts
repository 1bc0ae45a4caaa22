import { v, type Infer } from "convex/values";
import { BEGIN_WITHIN_MS, CHECKOUT_LEASE_MS, checkoutRefusals } from "../../../shared/checkout-api";
import { SYNC_ERROR_CODES } from "../../../shared/sync-errors";
import type { MutationCtx } from "../_generated/server";
import { price } from "../tables/checkouts";
import { endCheckout, type Checkout } from "./checkouts";
import { oneOf } from "./selectionArgs";

/** How a try ended. `later`: no answer that counts; `asked` is false when the call never went out. */
export const checkoutOutcome = v.union(
  v.object({ kind: v.literal("booked"), ticketNumber: v.string(), contactId: v.string() }),
  v.object({ kind: v.literal("refused"), why: oneOf(checkoutRefusals) }),
  /** Refused, though it may have been booked before: the tickets that the backend shows since. */
  v.object({
    ...{ kind: v.literal("found"), tickets: v.array(v.string()), contactId: v.string() },
    why: oneOf(checkoutRefusals),
  }),
  v.object({
    kind: v.literal("later"),
    asked: v.boolean(),
    errorCode: v.optional(oneOf(SYNC_ERROR_CODES)),
    retryAfterMs: v.optional(v.number()),
  }),
);
type Outcome = Infer<typeof checkoutOutcome>;

export const checkoutSession = v.object({ sessionId: v.string(), price });

/** What was held back by Tandem's own gate is tried again after this, in ms: that is no failure. */
const HELD_BACK_MS = 2_000;
/** While somebody may still be looking, they do not wait longer than this for the next try, in ms. */
const LONGEST_ASKED_WAIT_MS = 10_000;
/** What may have been charged is never given up, and asked for at least this often, in ms. */
const SLOWEST_MS = 3_600_000;
const SOONEST_MS = 5_000;

/**
 * The backend has opened a session. At the price that was agreed it is confirmed next, and that is kept before the call:
 * whoever dies now leaves behind that it may be booked. Answers whether to confirm.
 */
export async function noteSession(
  ctx: MutationCtx,
  checkout: Checkout,
  { sessionId, price: asked }: Infer<typeof checkoutSession>,
): Promise<boolean> {
  // Withdrawn while the backend was asked: a session that nobody confirms costs nothing.
  if (checkout.step.kind !== "asked") return false;
  const { agreed } = checkout;
  if (asked.total !== agreed.total || asked.currency !== agreed.currency) {
    await endCheckout(ctx, checkout, { kind: "refused", why: "price_changed", price: asked });
    return false;
  }
  const wakeAt = Date.now() + CHECKOUT_LEASE_MS;
  const step = { kind: "confirming" as const, sessionId };
  await ctx.db.patch("checkouts", checkout._id, { step, customer: undefined, wakeAt });
  return true;
}

export async function settleCheckout(ctx: MutationCtx, checkout: Checkout, outcome: Outcome): Promise<void> {
  if (outcome.kind === "later") return putOff(ctx, checkout, outcome);
  if (outcome.kind === "refused") return endCheckout(ctx, checkout, outcome);
  if (outcome.kind === "found") return endAsFound(ctx, checkout, outcome);
  const { ticketNumber, contactId } = outcome;
  await endCheckout(ctx, checkout, { kind: "booked", ticketNumber }, { contactId });
}

/** Bookings of one contact that are read to tell whose ticket one is. */
const MOST_READ = 100;

/** Booked, when there is a ticket that no other checkout of theirs has got; else as the backend says. */
async function endAsFound(
  ctx: MutationCtx,
  checkout: Checkout,
  { tickets, contactId, why }: Extract<Outcome, { kind: "found" }>,
): Promise<void> {
  const others = await ctx.db
    .query("checkouts")
    .withIndex("by_contactId", (q) => q.eq("contactId", contactId))
    .order("desc")
    .take(MOST_READ);
  const known = others.flatMap(({ step }) => (step.kind === "booked" ? [step.ticketNumber] : []));
  const ticketNumber = tickets.find((ticket) => !known.includes(ticket));
  if (ticketNumber === undefined) return endCheckout(ctx, checkout, { kind: "refused", why });
  await endCheckout(ctx, checkout, { kind: "booked", ticketNumber }, { contactId });
}

async function putOff(
  ctx: MutationCtx,
  checkout: Checkout,
  { asked, errorCode, retryAfterMs = 0 }: Extract<Outcome, { kind: "later" }>,
): Promise<void> {
  const { _id, step, askedAt } = checkout;
  const wait = asked ? Math.max(retryAfterMs, waitAtAge(Date.now() - askedAt)) : HELD_BACK_MS;
  const over = { errorCode, isHeld: false };
  if (step.kind === "asked" || (step.kind === "confirming" && !asked)) {
    const soon = Date.now() + Math.min(wait, LONGEST_ASKED_WAIT_MS);
    const wakeAt = Math.min(soon, checkout.askedAt + BEGIN_WITHIN_MS);
    await ctx.db.patch("checkouts", _id, { ...over, wakeAt });
    return;
  }
  const unsure = step.kind === "confirming" ? { ...step, kind: "unknown" as const } : step;
  await ctx.db.patch("checkouts", _id, { ...over, wakeAt: Date.now() + wait, step: unsure });
}

/**
 * Longer the older it is, jittered, in ms. Not by the number of tries: most of those made in an outage are held back by
 * Tandem's own gate, and say nothing of the backend.
 */
function waitAtAge(ageMs: number): number {
  const wait = (ageMs / 2) * (0.5 + Math.random());
  return Math.min(Math.max(wait, SOONEST_MS), SLOWEST_MS);
}
