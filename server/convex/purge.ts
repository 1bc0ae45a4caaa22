import { v } from "convex/values";
import { fail, guardedMutation, scheduledMutation } from "./functions";
import { beginPurge } from "./model/beginPurge";
import { lookForPurges } from "./model/duePurges";
import { refreshLinks } from "./model/links";
import { requirePerson } from "./model/personForRepair";
import { stepOfPurge } from "./model/purgeSteps";
import { newTouched } from "./model/touched";
import { isDeleted } from "./model/shutOut";
import { emailKey } from "../../shared/normalize";
import { typedToPurge } from "../../shared/purge-api";

/** Forgetting people: by itself when their time is over, or at once because an admin says so. */

/** To be called now and then by a server: begins what is due, resumes what has stalled. */
export const look = guardedMutation("system.work")({
  args: {},
  returns: v.object({ begun: v.number(), stalled: v.number(), isMore: v.boolean() }),
  handler: (ctx) => lookForPurges(ctx),
});

/** The same after a purge has ended: others may have waited for their turn. */
export const goOn = scheduledMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await lookForPurges(ctx);
    return null;
  },
});

/** A step of one purge. */
export const step = scheduledMutation({
  args: { purge: v.id("purges"), chain: v.number() },
  returns: v.null(),
  handler: async (ctx, { purge, chain }) => {
    await stepOfPurge(ctx, purge, chain);
    return null;
  },
});

/**
 * Purges somebody soft-deleted now, for good. `typed` is what the operator has copied by hand: their e-mail address, or
 * the link ID of who has none.
 */
export const now = guardedMutation("users.purge")({
  args: { id: v.string(), typed: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { id, typed, requestId }) => {
    const { link, user } = await requirePerson(ctx, id);
    if (!user || !isDeleted(user))
      throw fail({ code: "conflict", field: "id", message: "Only somebody soft-deleted can be purged." });
    if (emailKey(typed) !== emailKey(typedToPurge({ ...link, linkId: link._id })))
      throw fail({
        code: "invalid",
        field: "typed",
        message: "This is not what is to be typed. Nobody was purged.",
      });
    const touched = newTouched();
    await beginPurge(ctx, touched, user, { actor: ctx.actor, requestId });
    await refreshLinks(ctx, touched);
    return null;
  },
});
