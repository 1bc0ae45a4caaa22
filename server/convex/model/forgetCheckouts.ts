import { BEGIN_WITHIN_MS, CHECKOUT_KEPT_MS } from "../../../shared/checkout-api";
import type { MutationCtx } from "../_generated/server";
import { endCheckout, mayBeBooked } from "./checkouts";

/** Cleared away with each look for work: more than can come in meanwhile. */
const AT_ONCE = 20;

/** Deletes checkouts that ended long ago. Their bookings are the backend's, and stay there. */
export async function forgetCheckouts(ctx: MutationCtx): Promise<void> {
  const old = await ctx.db
    .query("checkouts")
    .withIndex("by_endedAt", (q) => q.gt("endedAt", 0).lt("endedAt", Date.now() - CHECKOUT_KEPT_MS))
    .take(AT_ONCE);
  for (const { _id } of old) await ctx.db.delete("checkouts", _id);
}

/** The oldest open ones that are looked at; among these are few that may be booked, and go on. */
const MOST_LOOKED_AT = 100;

/** Ends what nobody could begin in time, and what nobody could find out, whether or not the backend can be asked by now. */
export async function endLapsed(ctx: MutationCtx): Promise<void> {
  const before = Date.now() - BEGIN_WITHIN_MS;
  const open = await ctx.db
    .query("checkouts")
    .withIndex("by_endedAt", (q) => q.eq("endedAt", undefined).lte("_creationTime", before))
    .take(MOST_LOOKED_AT);
  for (const checkout of open.filter(({ isHeld }) => !isHeld)) {
    const isOld = checkout.askedAt < Date.now() - CHECKOUT_KEPT_MS;
    if (!mayBeBooked(checkout)) await endCheckout(ctx, checkout, { kind: "refused", why: "lapsed" });
    else if (isOld) await endCheckout(ctx, checkout, { kind: "refused", why: "never_known" });
  }
}
