import type { AttemptReceipt } from "../../../shared/jobs";
import type { SyncErrorCode } from "../../../shared/sync-errors";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Job } from "./jobs";
import { noteAttempt } from "./syncFacts";
import type { Touched } from "./touched";

/** Attempts looked at to see what a job has met before; the schedule of retries allows fewer. */
const ATTEMPTS_READ = 50;

/** When an attempt ran, as the worker tells it. Times in ms since epoch. */
export type Timing = { startedAt: number; durationMs: number; httpStatus?: number | undefined };
export type Failure = { code: SyncErrorCode; message: string; retryAfterMs?: number | undefined };

/** Notes down how the attempt under way ended: with `failure`, or well, which `message` may explain. */
export async function recordAttempt(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  timing: Timing,
  failure: Failure | null,
  { message, receipt }: { message?: string; receipt?: AttemptReceipt | undefined } = {},
): Promise<void> {
  const outcome = failure ? "failed" : "succeeded";
  noteAttempt(touched, outcome);
  await ctx.db.insert("syncAttempts", {
    job: job._id,
    number: job.attempt,
    ...timing,
    outcome,
    errorCode: failure?.code,
    message: failure?.message ?? message,
    receipt,
  });
}

/** The worker that held the lease never said how it ended: it died, or could not tell, and people should see that. */
export async function recordLostAttempt(ctx: MutationCtx, touched: Touched, job: Job): Promise<void> {
  noteAttempt(touched, "failed");
  const now = Date.now();
  const startedAt = job.attemptStartedAt ?? now;
  await ctx.db.insert("syncAttempts", {
    ...{ job: job._id, number: job.attempt, startedAt, durationMs: now - startedAt, outcome: "failed" },
    message: "Nobody told how this attempt ended: its worker stopped, or the store refused it.",
  });
}

/** How many attempts of this job have failed with this error class so far. */
export async function timesFailedWith(ctx: QueryCtx, job: Job, code: SyncErrorCode): Promise<number> {
  return (await newestAttempts(ctx, job)).filter(({ errorCode }) => errorCode === code).length;
}

/** How many of this job's newest attempts were lost, one after the other. */
export async function lostInARow(ctx: QueryCtx, job: Job): Promise<number> {
  const attempts = await newestAttempts(ctx, job);
  const told = attempts.findIndex(({ outcome, errorCode }) => outcome === "succeeded" || errorCode);
  return told === -1 ? attempts.length : told;
}

const newestAttempts = (ctx: QueryCtx, job: Job): Promise<Doc<"syncAttempts">[]> =>
  ctx.db
    .query("syncAttempts")
    .withIndex("by_job", (q) => q.eq("job", job._id))
    .order("desc")
    .take(ATTEMPTS_READ);
