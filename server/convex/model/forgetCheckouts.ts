import { CHECKOUT_KEPT_MS } from "../../../shared/checkout-api";
import type { MutationCtx } from "../_generated/server";

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
