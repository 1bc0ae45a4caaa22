import { v } from "convex/values";
import { DeskCheckouts, LateCheckouts, type DeskCheckout } from "../../shared/desk-checkouts-api";
import { happened } from "../../shared/fixed-sentences";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { fail, guardedMutation, shownQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { endCheckout } from "./model/checkouts";
import { checkoutsOfPerson, lateCheckouts } from "./model/checkoutsOfPerson";
import { deskCheckout } from "./model/deskCheckout";
import { personById } from "./model/findPerson";
import { hurryCheckout } from "./model/hurryCheckouts";
import { linkOfUser } from "./model/links";
import { nobody } from "./model/nobody";

/** Bookings on their way to the backend, for the desk. */

/** Most that one person is shown with. */
const MOST_SHOWN = 30;
/** So many late ones tell what is wrong. */
const FIRST_SHOWN = 5;

/** A person's bookings on their way and what came of them, the newest first; those too that they began as a guest. */
export const ofPerson = shownQuery("users.read")({
  shows: DeskCheckouts,
  args: { id: v.string() },
  handler: async (ctx, { id }): Promise<DeskCheckout[]> => {
    const link = await personById(ctx, id);
    if (!link) throw await nobody(ctx, id);
    const found = await checkoutsOfPerson(ctx, link, MOST_SHOWN);
    return Promise.all(found.map((checkout) => deskCheckout(ctx, checkout)));
  },
});

/** Those that have waited for longer than a booking takes. */
export const late = shownQuery("users.read")({
  shows: LateCheckouts,
  args: {},
  handler: async (ctx): Promise<LateCheckouts> => {
    const { count, unknown, first } = await lateCheckouts(ctx, FIRST_SHOWN);
    return {
      ...{ count, unknown, oldestAt: first[0]?.askedAt ?? null },
      first: await Promise.all(
        first.map(async (checkout) => ({
          ...(await deskCheckout(ctx, checkout)),
          who: await whoBooks(ctx, checkout),
        })),
      ),
    };
  },
});

async function whoBooks(
  ctx: QueryCtx,
  { user, emailKey = "" }: Doc<"checkouts">,
): Promise<LateCheckouts["first"][number]["who"]> {
  const link = user && (await linkOfUser(ctx, user));
  return link ? { kind: "person", linkId: link._id, name: link.name } : { kind: "guest", email: emailKey };
}

/** Does not wait for a booking's next try. */
export const hurry = guardedMutation("users.resync")({
  args: { id: v.string(), checkoutId: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { id, checkoutId, requestId }) => {
    const link = await personById(ctx, id);
    if (!link) throw await nobody(ctx, id);
    const found = await checkoutsOfPerson(ctx, link, MOST_SHOWN);
    const checkout = found.find(({ _id }) => _id === checkoutId);
    if (!checkout)
      throw fail({ code: "not_found", field: "checkoutId", message: "No such booking is known." });
    if (!(await hurryCheckout(ctx, checkout)))
      throw fail({ code: "conflict", message: "This booking has ended, or is being tried right now." });
    const about = { user: link.user, contactId: link.contactId };
    const what = { action: "hurry booking" as const, summary: happened.hurriedBooking, requestId };
    await recordEvent(ctx, { actor: ctx.actor, ...what, ...about });
    return null;
  },
});

/**
 * Ends a booking of which the backend never said how it ended, as the acting operator has found it there: with its
 * ticket, or `null` where there is none. Fails with `conflict` unless it may be booked and nobody asks for it right now.
 */
export const settle = guardedMutation("bookings.settle")({
  args: { checkoutId: v.string(), ticketNumber: v.union(v.string(), v.null()), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { checkoutId, ticketNumber, requestId }) => {
    const id = ctx.db.normalizeId("checkouts", checkoutId);
    const checkout = id && (await ctx.db.get("checkouts", id));
    if (!checkout)
      throw fail({ code: "not_found", field: "checkoutId", message: "No such booking is known." });
    if (checkout.step.kind !== "unknown" || checkout.isHeld)
      throw fail({ code: "conflict", message: "This booking has ended, or is being tried right now." });
    const end =
      ticketNumber === null
        ? { kind: "refused" as const, why: "found_none" as const }
        : { kind: "booked" as const, ticketNumber };
    const by = { actor: ctx.actor, action: "settle booking" as const, requestId };
    await endCheckout(ctx, checkout, end, { ...by, contactId: await contactIdOf(ctx, checkout) });
    return null;
  },
});

/** Whose it is at the CRM: a guest's is found by the address they typed, until that is forgotten with the end. */
async function contactIdOf(ctx: QueryCtx, { user: id, emailKey }: Doc<"checkouts">) {
  if (id) return (await ctx.db.get("users", id))?.crmContactId;
  if (emailKey === undefined) return undefined;
  const [contact, other] = await ctx.db
    .query("contacts")
    .withIndex("by_emailKey", (q) => q.eq("emailKey", emailKey))
    .take(2);
  return other ? undefined : contact?.crmId;
}
