import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { JobColumns } from "./touched";

/** Jobs looked at for one that was not cancelled; somebody whose every late job was has nothing to say of them. */
const LOOKED_AT = 30;

/**
 * The job a user's link speaks of: the newest open one, else the one that ended last. A cancelled one has settled
 * nothing, so what was known before it still stands: who had failed has failed still.
 */
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
  const newest = () =>
    ctx.db
      .query("syncJobs")
      .withIndex("by_user_finishedAt", (q) => q.eq("user", user))
      .order("desc");
  const last = await newest().first();
  if (last?.state !== "cancelled") return last;
  return (await newest().take(LOOKED_AT)).find(({ state }) => state !== "cancelled") ?? null;
}
