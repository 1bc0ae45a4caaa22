import type { QueryCtx } from "../_generated/server";
import type { ContactFields } from "./contacts";
import type { Learnt } from "./mirrorNewer";
import type { Sweep } from "./sweeps";

/** An event can be stamped a moment before or after the change it tells of, in ms. */
const NEAR_MS = 5_000;
/** A webhook that is younger than this may still be on its way, in ms. */
const GRACE_MS = 120_000;
/** The clocks of the CRM and of this deployment may differ by this much, in ms. */
const CLOCKS_DIFFER_MS = 300_000;
/** Arrivals looked through. More than these about one contact after one change are not silence. */
const MOST_ARRIVALS = 50;

/** Whether a change that a sweep has just met should have come as a webhook, and did not. */
export async function isMissed(
  ctx: QueryCtx,
  { listeningSince }: Sweep,
  { crmId, updatedAt }: ContactFields,
  { before }: Learnt,
): Promise<boolean> {
  if (before && before.updatedAt >= updatedAt) return false;
  if (updatedAt < listeningSince || updatedAt > Date.now() - GRACE_MS) return false;
  const arrivals = await ctx.db
    .query("webhookAttempts")
    .withIndex("by_contactId_receivedAt", (q) =>
      q.eq("contactId", crmId).gte("receivedAt", updatedAt - CLOCKS_DIFFER_MS),
    )
    .take(MOST_ARRIVALS);
  const heard = arrivals.some(({ eventAt }) => eventAt !== undefined && eventAt >= updatedAt - NEAR_MS);
  return !heard && arrivals.length < MOST_ARRIVALS;
}
