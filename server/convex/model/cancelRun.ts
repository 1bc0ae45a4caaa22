import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { cancelJob } from "./jobs";
import { refreshLinks } from "./links";
import { settleRunItem } from "./runItems";
import { newTouched, type Touched } from "./touched";

/** People of a cancelled run let go in one transaction: a job, a link and a count each. */
const LET_GO_PER_STEP = 50;

/**
 * Lets one page of a cancelled run go: who has not been started never is, what is under way is left to end by itself,
 * and a job that was there before the run goes on without it. Answers the cursor of the next page, or `null`.
 */
export async function letGoOfRun(
  ctx: MutationCtx,
  run: Id<"runs">,
  cursor: string | null,
): Promise<string | null> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("runItems")
    .withIndex("by_run_link", (q) => q.eq("run", run))
    .paginate({ cursor, numItems: LET_GO_PER_STEP });
  const touched = newTouched();
  for (const item of page) {
    if (item.outcome === "frozen") await settleRunItem(ctx, item._id, "skipped", "The run was cancelled.");
    if (item.outcome === "waiting") await letGoOfWaiting(ctx, touched, item);
  }
  await refreshLinks(ctx, touched);
  return isDone ? null : continueCursor;
}

async function letGoOfWaiting(ctx: MutationCtx, touched: Touched, item: Doc<"runItems">): Promise<void> {
  const job = item.job && (await ctx.db.get("syncJobs", item.job));
  if (!job || job.state === "running") return;
  if (!item.joined) return cancelJob(ctx, touched, job, "The run was cancelled.");
  await ctx.db.patch("syncJobs", job._id, { runItem: undefined });
  await settleRunItem(ctx, item._id, "skipped", "The run was cancelled; the job it had joined goes on.");
}
