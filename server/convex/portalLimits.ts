import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "./functions";
import { countedBy, countTry, waitOf } from "./model/guesses";
import { takeOne } from "./model/portalLimits";

/** What one network may ask of the portal, and of links for operators. The numbers are the server's (server/auth/). */

const waitMs = v.object({ waitMs: v.number() });
const of = { network: v.string(), most: v.number() };

/** Counts a registration of its network. */
export const beginRegistration = guardedMutation("system.work")({
  args: of,
  returns: waitMs,
  handler: async (ctx, { network: key, most }) => ({
    waitMs: await takeOne(ctx, { name: "registered", key, most }),
  }),
});

const told = { by: v.array(countedBy) };

/** How long until somebody may be told whether something is there: longer each time, once they have heard it often. */
export const untilTold = guardedQuery("system.work")({
  args: told,
  returns: waitMs,
  handler: async (ctx, { by }) => ({ waitMs: await waitOf(ctx, by) }),
});

/** Counts that they are told so, before they hear it: many at the same moment hear no more than one after the other. */
export const tell = guardedMutation("system.work")({
  args: told,
  returns: waitMs,
  handler: async (ctx, { by }) => ({ waitMs: await countTry(ctx, by) }),
});

/** Counts a question about events that goes on to the backend. */
export const lookUpEvents = guardedMutation("system.work")({
  args: of,
  returns: waitMs,
  handler: async (ctx, { network: key, most }) => ({
    waitMs: await takeOne(ctx, { name: "eventsLookedUp", key, most }),
  }),
});

/** Counts a booking: of its network, and of the guest's address; `ofAddress` where that one has had too many. */
export const checkOut = guardedMutation("system.work")({
  args: { ...of, addressee: v.optional(v.object({ key: v.string(), most: v.number() })) },
  returns: v.object({ waitMs: v.number(), ofAddress: v.boolean() }),
  handler: async (ctx, { network: key, most, addressee }) => {
    const byNetwork = await takeOne(ctx, { name: "checkedOut", key, most });
    if (byNetwork > 0 || !addressee) return { waitMs: byNetwork, ofAddress: false };
    return { waitMs: await takeOne(ctx, { name: "checkedOutFor", ...addressee }), ofAddress: true };
  },
});
