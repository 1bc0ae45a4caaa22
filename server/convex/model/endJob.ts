import { jobNames } from "../../../shared/jobs";
import type { MutationCtx } from "../_generated/server";
import { systemActor } from "../functions";
import type { Failure } from "./attempts";
import { recordEvent } from "./audit";
import type { Job } from "./jobs";
import { settleRunItem } from "./runItems";
import { noteEnd } from "./syncFacts";
import { noteJob, type Touched } from "./touched";

/** The fields of a job that has ended by an attempt of its own. */
export const ending = (state: "succeeded" | "failed") => ({
  state,
  wakeAt: undefined,
  leaseOwner: undefined,
  finishedAt: Date.now(),
});

/** No attempt follows: from here on it takes a person. */
export async function giveUp(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  { code, message }: Failure,
): Promise<void> {
  const failed = { ...ending("failed"), errorCode: code, errorMessage: message };
  await ctx.db.patch("syncJobs", job._id, failed);
  noteJob(touched, job.user, { ended: { ...job, ...failed } });
  await ended(ctx, touched, job, "failed", message);
}

/** Tells the user's history and the run that waits for it. */
export async function ended(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  outcome: "done" | "failed",
  summary: string,
): Promise<void> {
  await recordEnd(ctx, job, outcome, summary);
  noteEnd(touched, job, outcome);
  if (job.runItem)
    await settleRunItem(ctx, touched, job.runItem, outcome, outcome === "failed" ? summary : undefined);
}

/**
 * Notes the end of a job in the user's history. Where a run asked for it, the history tells of the run already, and the
 * run keeps what went well: what takes a person is told again.
 */
export async function recordEnd(
  ctx: MutationCtx,
  job: Job,
  outcome: "done" | "failed",
  summary: string,
): Promise<void> {
  if (job.runItem && outcome === "done") return;
  await recordEvent(ctx, {
    actor: systemActor,
    action: `job ${job.kind}`,
    summary: outcome === "done" ? summary : `${jobNames[job.kind]} failed: ${summary}`,
    outcome,
    user: job.user,
    reason: job.reason,
  });
}
