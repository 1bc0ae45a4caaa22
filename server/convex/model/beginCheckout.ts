import { v, type Infer } from "convex/values";
import { languages } from "../../../shared/language";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fail } from "../functions";
import { checkoutByKey, type Checkout } from "./checkouts";
import { oneOf } from "./selectionArgs";
import { price } from "../tables/checkouts";

/** What is wanted, and the key by which it is wanted once. */
export const wanted = v.object({
  keyHash: v.string(),
  eventId: v.string(),
  eventName: v.string(),
  productId: v.string(),
  addonIds: v.array(v.string()),
  agreed: price,
  language: oneOf(languages),
});
export type Wanted = Infer<typeof wanted>;

type Who = { user: Id<"users"> } | { customer: NonNullable<Checkout["customer"]>; emailKey: string };

/** Keeps what somebody wants, before anybody is asked for it. The same key again is the same checkout. */
export async function beginCheckout(
  ctx: MutationCtx,
  want: Wanted,
  who: Who,
): Promise<{ checkoutId: Id<"checkouts">; isNew: boolean }> {
  const known = await checkoutByKey(ctx, want.keyHash);
  if (known) return { checkoutId: known._id, isNew: false };
  if ("user" in who) await refuseSecond(ctx, who.user, want.eventId);
  const now = Date.now();
  const begun = { step: { kind: "asked" as const }, attempt: 0, isHeld: false, wakeAt: now, askedAt: now };
  return { checkoutId: await ctx.db.insert("checkouts", { ...want, ...who, ...begun }), isNew: true };
}

/** A second window of the same member would book the same event twice. */
async function refuseSecond(ctx: MutationCtx, user: Id<"users">, eventId: string): Promise<void> {
  const open = await ctx.db
    .query("checkouts")
    .withIndex("by_user_eventId_endedAt", (q) =>
      q.eq("user", user).eq("eventId", eventId).eq("endedAt", undefined),
    )
    .first();
  if (!open) return;
  throw fail({
    code: "conflict",
    message: "You are booking this event already, in another window. Your account's page shows how it ends.",
  });
}
