import type { DeskCheckout } from "../../../shared/desk-checkouts-api";
import type { QueryCtx } from "../_generated/server";
import { type Checkout, checkoutView } from "./checkouts";

/** A booking on its way, as the desk sees it. */
export async function deskCheckout(ctx: QueryCtx, checkout: Checkout): Promise<DeskCheckout> {
  const user = checkout.user ? await ctx.db.get("users", checkout.user) : null;
  const { step, ...told } = checkoutView(checkout, user);
  const { errorCode = null, endedAt = checkout.askedAt } = checkout;
  const asGuest = checkout.user === undefined;
  if (step.kind !== "refused") return { ...told, step, errorCode, asGuest };
  return { ...told, step: { kind: "refused", why: step.why, endedAt }, errorCode, asGuest };
}
