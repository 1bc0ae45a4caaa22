import type { AuditAction } from "../../../shared/audit-api";
import { BEGIN_WITHIN_MS, type CheckoutStep, type CheckoutView } from "../../../shared/checkout-api";
import { happened } from "../../../shared/fixed-sentences";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type Actor, systemActor } from "../functions";
import { recordEvent } from "./audit";
import type { User } from "./users";

export type Checkout = Doc<"checkouts">;
export type EndedStep = Extract<Checkout["step"], { kind: "booked" | "refused" }>;

export const checkoutByKey = (ctx: QueryCtx, keyHash: string): Promise<Checkout | null> =>
  ctx.db
    .query("checkouts")
    .withIndex("by_keyHash", (q) => q.eq("keyHash", keyHash))
    .unique();

export const hasEnded = ({ endedAt }: Checkout): boolean => endedAt !== undefined;

/**
 * Whether the backend may have booked it already. A session that is to be confirmed while nobody is at it waits for its
 * first call: whoever had made that would have kept how it ended, or still hold it.
 */
export const mayBeBooked = ({ step, isHeld }: Checkout): boolean =>
  step.kind === "unknown" || (step.kind === "confirming" && isHeld);

/** Whether the backend knows this member: only then is what they book theirs there too. */
export const isKnownToBackend = ({ frontendUserId, crmContactId }: User): boolean =>
  Boolean(frontendUserId && crmContactId);

/** Who ended it, in which request; Tandem by itself unless given. `contactId`: whose the booking is, where that is known. */
type By = {
  actor?: Actor;
  action?: AuditAction;
  requestId?: string | undefined;
  contactId?: string | undefined;
};

/** The end of a checkout. What is no longer needed of a guest goes with it. */
export async function endCheckout(
  ctx: MutationCtx,
  checkout: Checkout,
  step: EndedStep,
  { contactId, ...by }: By = {},
): Promise<void> {
  const over = { wakeAt: undefined, isHeld: false, customer: undefined, emailKey: undefined };
  await ctx.db.patch("checkouts", checkout._id, { ...over, step, contactId, endedAt: Date.now() });
  const { user } = checkout;
  const told = { actor: systemActor, action: "book event" as const, ...by, user, contactId };
  await recordEvent(ctx, { ...told, ...endSays(step, by) });
}

function endSays(step: EndedStep, { action }: By) {
  const isSettled = action === "settle booking";
  if (step.kind === "booked")
    return { summary: isSettled ? happened.settledBooked : happened.booked, outcome: "done" };
  const { why: reason } = step;
  if (isSettled) return { summary: happened.settledNotBooked, outcome: "done" };
  const summary = reason === "never_known" ? happened.neverKnown : happened.notBooked;
  return { summary, outcome: "failed", reason };
}

/** As the person who booked sees it. `user`: whose it is, as they are now. */
export function checkoutView(checkout: Checkout, user: User | null): CheckoutView {
  const { _id, eventId, eventName, productId, agreed, askedAt } = checkout;
  return { checkoutId: _id, eventId, eventName, productId, agreed, askedAt, step: stepView(checkout, user) };
}

function stepView(checkout: Checkout, user: User | null): CheckoutStep {
  const { step, askedAt, wakeAt, isHeld } = checkout;
  const until = askedAt + BEGIN_WITHIN_MS;
  switch (step.kind) {
    case "asked": {
      const waitsFor = user && !isKnownToBackend(user) ? "account" : "backend";
      return { kind: "asked", waitsFor, until };
    }
    case "confirming":
      return mayBeBooked(checkout) ? { kind: "confirming" } : { kind: "asked", waitsFor: "backend", until };
    case "unknown":
      return { kind: "unknown", nextTryAt: isHeld ? Date.now() : (wakeAt ?? Date.now()) };
    case "booked":
      return { kind: "booked", ticketNumber: step.ticketNumber };
    case "refused":
      return { kind: "refused", why: step.why, price: step.price ?? null };
  }
}
