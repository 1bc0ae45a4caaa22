import { v } from "convex/values";
import { internal } from "./_generated/api";
import { scheduledMutation } from "./functions";
import { recordEvent } from "./model/audit";
import { removeOf } from "./model/auditRemoval";

/** Forgets in the audit what it says of a person, page by page, and tells how much that was. To be scheduled by a purge. */
export const forget = scheduledMutation({
  args: {
    user: v.id("users"),
    cursor: v.optional(v.union(v.string(), v.null())),
    removed: v.optional(v.number()),
  },
  returns: v.null(),
  handler: async (ctx, { user, cursor = null, removed = 0 }) => {
    const page = await removeOf(ctx, user, cursor);
    const all = removed + page.removed;
    if (!page.isDone) {
      await ctx.scheduler.runAfter(0, internal.auditRemoval.forget, {
        user,
        cursor: page.next,
        removed: all,
      });
      return null;
    }
    const summary = `Removed ${all} personal ${all === 1 ? "value" : "values"} from the audit.`;
    await recordEvent(ctx, { actor: ctx.actor, action: "remove personal values", summary, user });
    return null;
  },
});
