import { verdicts } from "../../../shared/fixed-sentences";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { linkShowing } from "./findPerson";
import { refreshLinks } from "./links";
import { replayByItself } from "./replayDelivery";
import { isDeleted } from "./shutOut";
import { newTouched } from "./touched";

/**
 * An event that tells an e-mail address which another account has cannot be applied. Once that one has given the address
 * up it can: nobody should have to remember it. Whom it was told of is found by the contact, so only where the CRM still
 * says so.
 */

/** Contacts with one address that are looked at: an office's may be that of thousands. */
const MOST_CONTACTS = 10;
/** The newest arrivals about one person that are looked through. */
const MOST_ARRIVALS = 50;

/** Has the events judged again that failed because an account had one of these addresses. */
export async function judgeFreedSoon(ctx: MutationCtx, emails: ReadonlySet<string>): Promise<void> {
  for (const email of emails) {
    for (const user of await waitingFor(ctx, email))
      await ctx.scheduler.runAfter(0, internal.webhookUpkeep.judgeTaken, { user });
  }
}

async function waitingFor(ctx: QueryCtx, email: string): Promise<Set<Id<"users">>> {
  const contacts = await ctx.db
    .query("contacts")
    .withIndex("by_emailKey", (q) => q.eq("emailKey", email))
    .take(MOST_CONTACTS);
  const waiting = new Set<Id<"users">>();
  for (const contact of contacts) {
    const user = (await linkShowing(ctx, contact))?.user;
    if (user && (await isWithout(ctx, user, email)) && (await refusedArrivals(ctx, user)).length > 0)
      waiting.add(user);
  }
  return waiting;
}

async function isWithout(ctx: QueryCtx, id: Id<"users">, email: string): Promise<boolean> {
  const user = await ctx.db.get("users", id);
  return user !== null && !isDeleted(user) && user.emailKey !== email;
}

async function refusedArrivals(ctx: QueryCtx, user: Id<"users">): Promise<Array<Doc<"webhookAttempts">>> {
  const arrivals = await ctx.db
    .query("webhookAttempts")
    .withIndex("by_user_receivedAt", (q) => q.eq("user", user))
    .order("desc")
    .take(MOST_ARRIVALS);
  return arrivals.filter(({ outcome, cause }) => outcome === "failed" && cause === "taken_email");
}

/** Judges them, in the order in which they happened. */
export async function judgeFreed(ctx: MutationCtx, user: Id<"users">): Promise<void> {
  const touched = newTouched();
  const ids = new Set((await refusedArrivals(ctx, user)).flatMap(({ delivery }) => delivery ?? []));
  const found = await Promise.all([...ids].map((id) => ctx.db.get("webhookDeliveries", id)));
  const refused = found.filter((delivery) => delivery !== null).filter(isStillRefused);
  for (const delivery of refused.sort((one, other) => one.eventAt - other.eventAt))
    await replayByItself(ctx, touched, delivery, verdicts.freed);
  await refreshLinks(ctx, touched);
}

/** Without its content nobody knows what it told. */
const isStillRefused = ({ outcome, cause, data }: Doc<"webhookDeliveries">): boolean =>
  outcome === "failed" && cause === "taken_email" && data !== undefined;
