import { v } from "convex/values";
import type { CheckoutView } from "../../shared/checkout-api";
import { happened } from "../../shared/fixed-sentences";
import { emailKey } from "../../shared/normalize";
import type { Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { internal } from "./_generated/api";
import { fail, guardedMutation, guardedQuery, scheduledMutation, systemActor } from "./functions";
import { recordEvent } from "./model/audit";
import { beginCheckout, wanted } from "./model/beginCheckout";
import {
  checkoutByKey,
  checkoutView,
  endCheckout,
  hasEnded,
  isKnownToBackend,
  mayBeBooked,
  type Checkout,
} from "./model/checkouts";
import { hurryCheckout, hurryCheckouts } from "./model/hurryCheckouts";
import { endLapsed, forgetCheckouts } from "./model/forgetCheckouts";
import { refreshLinks } from "./model/links";
import { actingMember, memberActorOf } from "./model/members";
import { isProven } from "./model/provenAddress";
import { enqueueRegistration } from "./model/resync";
import { checkoutOutcome, checkoutSession, noteSession, settleCheckout } from "./model/settleCheckout";
import { checkoutWork, takeCheckout } from "./model/takeCheckout";
import { newTouched } from "./model/touched";
import type { User } from "./model/users";
import { customer as customerArgs } from "./tables/checkouts";

/** Bookings on their way to the backend: a server takes what is due, asks the backend, and says how that ended. */

const begun = v.object({ checkoutId: v.id("checkouts") });

/**
 * A member wants to book. Whom the backend does not know yet is brought there first, by the same press. Fails with
 * `conflict` while another checkout of theirs for the event is open.
 */
export const beginOwn = guardedMutation("portal.self")({
  args: { want: wanted, requestId: v.string() },
  returns: begun,
  handler: async (ctx, { want, requestId }) => {
    const user = await actingMember(ctx);
    const { checkoutId, isNew } = await beginCheckout(ctx, want, { user: user._id });
    if (!isNew) return { checkoutId };
    if (!isKnownToBackend(user)) await bringToBackend(ctx, user);
    const what = { action: "book event" as const, summary: happened.askedBooking };
    await recordEvent(ctx, { actor: ctx.actor, ...what, user: user._id, requestId });
    return { checkoutId };
  },
});

/** Somebody who is not signed in wants to book. */
export const beginAsGuest = guardedMutation("system.work")({
  args: { want: wanted, customer: customerArgs, requestId: v.string() },
  returns: begun,
  handler: async (ctx, { want, customer, requestId }) => {
    const key = emailKey(customer.email);
    if (!key) throw fail({ code: "invalid", field: "email", message: "Enter your e-mail address." });
    const { checkoutId, isNew } = await beginCheckout(ctx, want, { customer, emailKey: key });
    const what = { action: "book event" as const, summary: happened.guestBooking, requestId };
    if (isNew) await recordEvent(ctx, { actor: systemActor, ...what });
    return { checkoutId };
  },
});

async function bringToBackend(ctx: MutationCtx, user: User): Promise<void> {
  const touched = newTouched();
  await enqueueRegistration(ctx, touched, user, { requestedBy: "Member", lane: "live" });
  await refreshLinks(ctx, touched);
}

const byKey = { keyHash: v.string() };

/** How far a checkout is, for who has its key. `null`: there is none, or it ended long ago. */
export const look = guardedQuery("system.work")({
  args: byKey,
  handler: async (ctx, { keyHash }): Promise<CheckoutView | null> => {
    const checkout = await checkoutByKey(ctx, keyHash);
    if (!checkout) return null;
    return checkoutView(checkout, checkout.user ? await ctx.db.get("users", checkout.user) : null);
  },
});

/** Most checkouts that a member is shown. */
const MOST_SHOWN = 30;

/** Of so many the tickets are looked at. */
const MOST_TICKETS = 500;

/** What the acting member's bookings are found and shown by. */
export type OwnCheckouts = {
  /** The newest first. */
  checkouts: CheckoutView[];
  /** What they have booked here themselves, of all that is kept. */
  tickets: string[];
  frontendUserId: string | null;
  proven: boolean;
};

/** The acting member's own. */
export const own = guardedQuery("portal.self")({
  args: {},
  handler: async (ctx): Promise<OwnCheckouts> => {
    const user = await actingMember(ctx);
    const found = await ctx.db
      .query("checkouts")
      .withIndex("by_user", (q) => q.eq("user", user._id))
      .order("desc")
      .take(MOST_TICKETS);
    return {
      checkouts: found.slice(0, MOST_SHOWN).map((checkout) => checkoutView(checkout, user)),
      tickets: found.flatMap(({ step }) => (step.kind === "booked" ? [step.ticketNumber] : [])),
      frontendUserId: user.frontendUserId ?? null,
      proven: isProven(user),
    };
  },
});

/** Ends what the backend has not been asked to book. What may be booked already goes on; the next look tells. */
export const withdraw = guardedMutation("system.work")({
  args: { ...byKey, requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { keyHash, requestId }) => {
    const checkout = await checkoutByKey(ctx, keyHash);
    if (!checkout || hasEnded(checkout) || mayBeBooked(checkout)) return null;
    const by = { requestId, ...(checkout.user ? { actor: memberActorOf(checkout.user) } : {}) };
    await endCheckout(ctx, checkout, { kind: "refused", why: "withdrawn" }, by);
    return null;
  },
});

/** Makes what waits for its next try due now: somebody looks. */
export const hurry = guardedMutation("system.work")({
  args: { ...byKey, requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { keyHash, requestId }) => {
    const checkout = await checkoutByKey(ctx, keyHash);
    if (!checkout || !(await hurryCheckout(ctx, checkout))) return null;
    const { user } = checkout;
    const who = user
      ? { actor: memberActorOf(user), summary: happened.hurriedBooking, user }
      : { actor: systemActor, summary: happened.guestHurried };
    await recordEvent(ctx, { ...who, action: "hurry booking", requestId });
    return null;
  },
});

/** The backend is heard of again: whatever waits for its next try is tried now, page by page. */
export const hurryStep = scheduledMutation({
  args: { since: v.number(), cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { since, cursor }) => {
    const next = await hurryCheckouts(ctx, { since, cursor });
    if (next !== null) await ctx.scheduler.runAfter(0, internal.checkouts.hurryStep, { since, cursor: next });
  },
});

/**
 * Takes so many checkouts that are due, longest first; one whose lease ran out is due again. `more`: there may be others.
 * What has waited too long ends here, also where none may be taken.
 */
export const claim = guardedMutation("system.work")({
  args: { limit: v.number() },
  returns: v.object({ works: v.array(checkoutWork), more: v.boolean() }),
  handler: async (ctx, { limit }) => {
    await forgetCheckouts(ctx);
    await endLapsed(ctx);
    const works = [];
    const due = limit > 0 ? await dueCheckouts(ctx, limit) : [];
    for (const checkout of due) {
      const work = await takeCheckout(ctx, checkout);
      if (work) works.push(work);
    }
    return { works, more: limit > 0 && due.length === limit };
  },
});

const dueCheckouts = (ctx: MutationCtx, limit: number) =>
  ctx.db
    .query("checkouts")
    .withIndex("by_wakeAt", (q) => q.gt("wakeAt", 0).lte("wakeAt", Date.now()))
    .take(limit);

const tried = { checkoutId: v.id("checkouts"), attempt: v.number() };

/** The backend has opened a session. Answers whether to confirm it. */
export const opened = guardedMutation("system.work")({
  args: { ...tried, session: checkoutSession },
  returns: v.boolean(),
  handler: async (ctx, { checkoutId, attempt, session }) => {
    const checkout = await heldBy(ctx, checkoutId, attempt);
    return checkout ? noteSession(ctx, checkout, session) : false;
  },
});

/** How a try ended. Answers `false` when somebody else has taken it over, or it has ended: then nothing is changed. */
export const settle = guardedMutation("system.work")({
  args: { ...tried, outcome: checkoutOutcome },
  returns: v.boolean(),
  handler: async (ctx, { checkoutId, attempt, outcome }) => {
    const checkout = await heldBy(ctx, checkoutId, attempt);
    if (checkout) await settleCheckout(ctx, checkout, outcome);
    return checkout !== null;
  },
});

/** The checkout, unless it has ended or this try is no longer the last one. */
async function heldBy(
  ctx: MutationCtx,
  checkoutId: Id<"checkouts">,
  attempt: number,
): Promise<Checkout | null> {
  const checkout = await ctx.db.get("checkouts", checkoutId);
  return checkout?.attempt === attempt && checkout.endedAt === undefined ? checkout : null;
}
