import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { JobColumns } from "./touched";

/** The job a user's link speaks of: the newest open one, else the one that ended last. */
export async function jobThatSpeaksFor(
  ctx: QueryCtx,
  user: Id<"users">,
  justEnded?: JobColumns,
): Promise<JobColumns | null> {
  const open = await ctx.db
    .query("syncJobs")
    .withIndex("by_user_finishedAt", (q) => q.eq("user", user).eq("finishedAt", undefined))
    .order("desc")
    .first();
  if (open ?? justEnded) return open ?? justEnded ?? null;
  return ctx.db
    .query("syncJobs")
    .withIndex("by_user_finishedAt", (q) => q.eq("user", user))
    .order("desc")
    .first();
}
