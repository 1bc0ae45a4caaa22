import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** Arrivals of one delivery that are brought up to date: a provider tries about ten times. */
const MOST_ARRIVALS = 50;

type Person = { user?: Id<"users"> | undefined; contactId?: string | undefined };

/** It has been found out whom a delivery is about: its arrivals are then among theirs. */
export async function noteWhoIsMeant(
  ctx: MutationCtx,
  delivery: Id<"webhookDeliveries">,
  person: Person,
): Promise<void> {
  const arrivals = await ctx.db
    .query("webhookAttempts")
    .withIndex("by_delivery", (q) => q.eq("delivery", delivery))
    .take(MOST_ARRIVALS);
  for (const { _id, user, contactId } of arrivals)
    if (user !== person.user || contactId !== person.contactId)
      await ctx.db.patch("webhookAttempts", _id, person);
}
