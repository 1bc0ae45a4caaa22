import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Checkout } from "./checkouts";

/** Checkouts looked at in one transaction. */
const PER_STEP = 100;

/** Makes what waits for its next try due now. What is due already, or is being tried, is left alone: `false`. */
export async function hurryCheckout(ctx: MutationCtx, { _id, wakeAt, isHeld }: Checkout): Promise<boolean> {
  const now = Date.now();
  if (wakeAt === undefined || isHeld || wakeAt <= now) return false;
  await ctx.db.patch("checkouts", _id, { wakeAt: now });
  return true;
}

/**
 * The same for one page of those that would have woken after `since`, in ms since epoch. Answers the cursor of the next
 * page, or `null` at the end.
 */
export async function hurryCheckouts(
  ctx: MutationCtx,
  { since, cursor }: { since: number; cursor: string | null },
): Promise<string | null> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("checkouts")
    .withIndex("by_wakeAt", (q) => q.gt("wakeAt", since))
    .paginate({ cursor, numItems: PER_STEP });
  for (const checkout of page) await hurryCheckout(ctx, checkout);
  return isDone ? null : continueCursor;
}

/** The newest of one member that are looked at. */
const MOST_OF_MEMBER = 20;

/** The backend knows them now: what they have asked for meanwhile waits no longer. */
export async function hurryCheckoutsOf(ctx: MutationCtx, user: Id<"users">): Promise<void> {
  const newest = await ctx.db
    .query("checkouts")
    .withIndex("by_user", (q) => q.eq("user", user))
    .order("desc")
    .take(MOST_OF_MEMBER);
  for (const checkout of newest) await hurryCheckout(ctx, checkout);
}
