import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { cancelJob } from "./jobs";
import { refreshLinks } from "./links";
import { settleRunItem } from "./runItems";
import { newTouched, type Touched } from "./touched";

type Run = Doc<"runs">;
type Item = Doc<"runItems">;

/** People with a job let go in one transaction: a job, a link and a count each. */
const LET_GO_PER_STEP = 50;
/** People without one: a count each. */
const UNSTARTED_PER_STEP = 200;

/**
 * Lets one page of a run go that is paused, stopped or cancelled. What runs at the backend is left to end by itself, and
 * a job that was there before the run goes on without it. Whose job has not begun waits for the run to be resumed, or,
 * like everybody whose turn has not come, is skipped when it was cancelled. Answers the cursor of the next page, or
 * `null`.
 */
export async function letGoOfPage(ctx: MutationCtx, run: Run, cursor: string | null): Promise<string | null> {
  if (run.state === "cancelled" && (await skipUnstarted(ctx, run))) return cursor ?? START;
  const { page, isDone, continueCursor } = await ctx.db
    .query("runItems")
    .withIndex("by_run_outcome", (q) => q.eq("run", run._id).eq("outcome", "waiting"))
    .paginate({ cursor: cursor === START ? null : cursor, numItems: LET_GO_PER_STEP });
  const touched = newTouched();
  let back = 0;
  for (const item of page) if (await letGoOf(ctx, touched, run, item)) back++;
  await refreshLinks(ctx, touched);
  if (back > 0) await untake(ctx, run, back);
  return isDone ? null : continueCursor;
}

/** The next page is the first one. */
const START = "start";

async function skipUnstarted(ctx: MutationCtx, run: Run): Promise<boolean> {
  const items = await ctx.db
    .query("runItems")
    .withIndex("by_run_outcome", (q) => q.eq("run", run._id).eq("outcome", "frozen"))
    .take(UNSTARTED_PER_STEP);
  const touched = newTouched();
  for (const item of items) await settleRunItem(ctx, touched, item._id, "skipped", "The run was cancelled.");
  await refreshLinks(ctx, touched);
  if (items.length > 0) await ctx.db.patch("runs", run._id, { taken: (run.taken ?? 0) + items.length });
  return items.length > 0;
}

/** Whether the person waits for their turn again. */
async function letGoOf(ctx: MutationCtx, touched: Touched, run: Run, item: Item): Promise<boolean> {
  const job = item.job && (await ctx.db.get("syncJobs", item.job));
  if (!job || job.state === "running" || job.finishedAt !== undefined) return false;
  const cancelled = run.state === "cancelled";
  await ctx.db.patch("syncJobs", job._id, { runItem: undefined });
  if (!item.joined) {
    const why = cancelled ? "The run was cancelled." : "The run was paused.";
    await cancelJob(ctx, touched, { ...job, runItem: undefined }, why);
  }
  if (cancelled) {
    const goesOn = "The run was cancelled; the job it had joined goes on.";
    await settleRunItem(ctx, touched, item._id, "skipped", item.joined ? goesOn : "The run was cancelled.");
    return false;
  }
  await ctx.db.patch("runItems", item._id, { outcome: "frozen", job: undefined, joined: undefined });
  return true;
}

async function untake(ctx: MutationCtx, run: Run, people: number): Promise<void> {
  const { taken = 0, started = 0 } = run;
  await ctx.db.patch("runs", run._id, { taken: taken - people, started: started - people });
}
