import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { isCurrentAttempt, triesOf, type Job } from "./jobs";
import { noteJob, type Touched } from "./touched";

export type Held = { jobId: Id<"syncJobs">; attempt: number };

/** Takes a job for one attempt. Returns the job as it now is. */
export async function leaseJob(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  { worker, leaseMs }: { worker: string; leaseMs: number },
): Promise<Job> {
  const now = Date.now();
  const lease = {
    state: "running" as const,
    attempt: job.attempt + 1,
    attemptStartedAt: now,
    leaseOwner: worker,
    wakeAt: now + leaseMs,
  };
  await ctx.db.patch("syncJobs", job._id, lease);
  noteJob(touched, job.user);
  return { ...job, ...lease };
}

/** Holds on to jobs whose attempts take long. Answers those that were lost meanwhile. */
export async function renewLeases(ctx: MutationCtx, held: Held[], leaseMs: number): Promise<Held[]> {
  const lost: Held[] = [];
  for (const attempt of held) {
    const job = await ctx.db.get("syncJobs", attempt.jobId);
    if (!job || !isCurrentAttempt(job, attempt.attempt)) lost.push(attempt);
    else await ctx.db.patch("syncJobs", job._id, { wakeAt: Date.now() + leaseMs });
  }
  return lost;
}

/** Gives back jobs whose attempts have not begun, as if they had never been taken. */
export async function releaseJobs(ctx: MutationCtx, touched: Touched, held: Held[]): Promise<void> {
  for (const { jobId, attempt } of held) {
    const job = await ctx.db.get("syncJobs", jobId);
    if (!job || !isCurrentAttempt(job, attempt)) continue;
    noteJob(touched, job.user);
    const spared = (job.spared ?? 0) + 1;
    await ctx.db.patch("syncJobs", jobId, {
      ...{ state: triesOf({ attempt, spared }) === 0 ? "queued" : "waiting", spared, wakeAt: Date.now() },
      ...{ leaseOwner: undefined, attemptStartedAt: undefined },
    });
  }
}
