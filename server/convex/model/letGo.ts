import { hasEnded } from "../../../shared/runs-api";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { cancelJob, triesOf, type Job } from "./jobs";
import { refreshLinks } from "./links";
import { settleRunItem, stopsWaiting } from "./runItems";
import { newTouched, type Touched } from "./touched";

type Run = Doc<"runs">;
type Item = Doc<"runItems">;

/** People with a job let go in one transaction: a job, a link and a count each. */
const LET_GO_PER_STEP = 50;
/** People without one: a count each. */
const UNSTARTED_PER_STEP = 200;

/** Where a letting-go is; `careful` since one has broken: each person gets a transaction within the step. */
export type LettingGo = { cursor: string | null; careful?: boolean | undefined };

/**
 * Lets one page of a run go that is paused, stopped or cancelled. What has begun is left to end by itself: the same once
 * more would be a job of another key, and perhaps a second welcome e-mail. A job that was there before the run goes on
 * without it. Whose job has not begun waits for the run to be resumed, or, like everybody whose turn has not come, is
 * skipped when it was cancelled. Answers the cursor of the next page, or `null`.
 */
export async function letGoOfPage(
  ctx: MutationCtx,
  run: Run,
  { cursor, careful = false }: LettingGo,
): Promise<string | null> {
  if (hasEnded(run.state) && (await skipUnstarted(ctx, run))) return cursor ?? START;
  const { page, isDone, continueCursor } = await ctx.db
    .query("runItems")
    .withIndex("by_run_outcome_cause", (q) => q.eq("run", run._id).eq("outcome", "waiting"))
    .paginate({ cursor: cursor === START ? null : cursor, numItems: LET_GO_PER_STEP });
  const touched = newTouched();
  let back = 0;
  const letGo = careful ? letGoCarefully : letGoOf;
  for (const item of page) if (await letGo(ctx, touched, run, item)) back++;
  await refreshLinks(ctx, touched);
  if (back > 0) await untake(ctx, run, back);
  return isDone ? null : continueCursor;
}

/** The next page is the first one. */
const START = "start";

async function skipUnstarted(ctx: MutationCtx, run: Run): Promise<boolean> {
  const items = await ctx.db
    .query("runItems")
    .withIndex("by_run_outcome_cause", (q) => q.eq("run", run._id).eq("outcome", "frozen"))
    .take(UNSTARTED_PER_STEP);
  const touched = newTouched();
  for (const item of items) await settleRunItem(ctx, touched, item._id, "skipped", whyUnstarted(run));
  await refreshLinks(ctx, touched);
  if (items.length > 0) await ctx.db.patch("runs", run._id, { taken: (run.taken ?? 0) + items.length });
  return items.length > 0;
}

function whyUnstarted({ state }: Run): string {
  if (state === "rejected") return "The run was rejected.";
  if (state === "withdrawn") return "The run was withdrawn.";
  if (state === "expired") return "Nobody approved the run in time.";
  return state === "outdated" ? "The run was not started: too much had changed." : "The run was cancelled.";
}

/** Whose data breaks it is left with their job, so that the others can go. */
async function letGoCarefully(ctx: MutationCtx, touched: Touched, run: Run, item: Item): Promise<boolean> {
  try {
    return await ctx.runMutation(internal.runSteps.letGoOne, { item: item._id });
  } catch {
    if (run.state === "cancelled") await settleRunItem(ctx, touched, item._id, "skipped", GOES_ON);
    return false;
  }
}

const GOES_ON = "The run was cancelled; the job they have goes on.";

/** Lets one person go in a transaction of their own. Whether they wait for their turn again. */
export async function letGoOne(ctx: MutationCtx, id: Id<"runItems">): Promise<boolean> {
  const item = await ctx.db.get("runItems", id);
  const run = item && (await ctx.db.get("runs", item.run));
  if (!item || !run) return false;
  const touched = newTouched();
  const back = await letGoOf(ctx, touched, run, item);
  await refreshLinks(ctx, touched);
  return back;
}

/** Whether the person waits for their turn again. */
async function letGoOf(ctx: MutationCtx, touched: Touched, run: Run, item: Item): Promise<boolean> {
  const job = item.job && (await ctx.db.get("syncJobs", item.job));
  if (!job || job.state === "running" || job.finishedAt !== undefined) return false;
  if (run.state === "cancelled") return letGoForGood(ctx, touched, item, job);
  if (hasBegun(job)) return false;
  await takeFrom(ctx, touched, item, job, "The run was paused.");
  stopsWaiting(touched, item);
  const back = { outcome: "frozen", job: undefined, joined: undefined, waits: undefined } as const;
  await ctx.db.patch("runItems", item._id, back);
  return true;
}

/**
 * Nothing has been sent for a job without an attempt, so ending it and making another later costs nothing. Attempts that
 * were spared may have sent something all the same; they leave their error.
 */
const hasBegun = (job: Job): boolean =>
  job.state !== "queued" || triesOf(job) > 0 || job.errorCode !== undefined;

async function letGoForGood(ctx: MutationCtx, touched: Touched, item: Item, job: Job): Promise<false> {
  const goesOn = item.joined || hasBegun(job);
  await takeFrom(ctx, touched, item, job, "The run was cancelled.");
  await settleRunItem(ctx, touched, item._id, "skipped", goesOn ? GOES_ON : "The run was cancelled.");
  return false;
}

/** From here on the job says nothing to the run; one that was made for it and has not begun ends. */
async function takeFrom(
  ctx: MutationCtx,
  touched: Touched,
  item: Item,
  job: Job,
  why: string,
): Promise<void> {
  await ctx.db.patch("syncJobs", job._id, { runItem: undefined });
  if (!item.joined && !hasBegun(job)) await cancelJob(ctx, touched, { ...job, runItem: undefined }, why);
}

async function untake(ctx: MutationCtx, run: Run, people: number): Promise<void> {
  const { taken = 0, started = 0 } = run;
  await ctx.db.patch("runs", run._id, { taken: taken - people, started: started - people });
}
