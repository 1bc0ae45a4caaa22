import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

/** The job a user's link speaks of: the newest open one, else the one that ended last. */
export async function jobThatSpeaksFor(ctx: QueryCtx, user: Id<"users">): Promise<Doc<"syncJobs"> | null> {
  const open = await ctx.db
    .query("syncJobs")
    .withIndex("by_user_finishedAt", (q) => q.eq("user", user).eq("finishedAt", undefined))
    .order("desc")
    .first();
  if (open) return open;
  return ctx.db
    .query("syncJobs")
    .withIndex("by_user_finishedAt", (q) => q.eq("user", user))
    .order("desc")
    .first();
}
