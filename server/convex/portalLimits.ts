import { v } from "convex/values";
import { guardedMutation } from "./functions";
import { takeOne, whenFree } from "./model/portalLimits";

/** What one network may ask of the portal. The numbers are the server's (server/auth/portal-guard.ts). */

const waitMs = v.object({ waitMs: v.number() });
const of = { network: v.string(), most: v.number() };

/** Begins a registration: it counts, unless this network was told too much. */
export const beginRegistration = guardedMutation("system.work")({
  args: { ...of, mostTold: v.number() },
  returns: waitMs,
  handler: async (ctx, { network: key, most, mostTold }) => {
    const toldMs = await whenFree(ctx, { name: "told", key, most: mostTold });
    if (toldMs > 0) return { waitMs: toldMs };
    return { waitMs: await takeOne(ctx, { name: "registered", key, most }) };
  },
});

/** Whether this network may be told whether something is there. */
export const mayBeTold = guardedMutation("system.work")({
  args: of,
  returns: waitMs,
  handler: async (ctx, { network: key, most }) => ({
    waitMs: await whenFree(ctx, { name: "told", key, most }),
  }),
});

/** Counts that it is told so, before it hears it: many at the same moment hear no more than one after the other. */
export const tell = guardedMutation("system.work")({
  args: of,
  returns: waitMs,
  handler: async (ctx, { network: key, most }) => ({
    waitMs: await takeOne(ctx, { name: "told", key, most }),
  }),
});

/** Counts a question about events that goes on to the backend. */
export const lookUpEvents = guardedMutation("system.work")({
  args: of,
  returns: waitMs,
  handler: async (ctx, { network: key, most }) => ({
    waitMs: await takeOne(ctx, { name: "eventsLookedUp", key, most }),
  }),
});

/** Counts a booking: of its network, and of the guest's address. */
export const checkOut = guardedMutation("system.work")({
  args: { ...of, addressee: v.optional(v.object({ key: v.string(), most: v.number() })) },
  returns: waitMs,
  handler: async (ctx, { network: key, most, addressee }) => {
    const byNetwork = await takeOne(ctx, { name: "checkedOut", key, most });
    if (byNetwork > 0 || !addressee) return { waitMs: byNetwork };
    return { waitMs: await takeOne(ctx, { name: "checkedOutFor", ...addressee }) };
  },
});
