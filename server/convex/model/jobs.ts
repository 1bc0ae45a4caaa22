import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { settleRunItem } from "./runItems";
import { noteAsked } from "./syncFacts";
import { noteJob, type Touched } from "./touched";

/**
 * What is common to a job's transitions, each of which has a file of its own: `enqueueJob`, `claimJobs`, `leases`,
 * `recoverJob`, `settle`. The states and the ways between them are drawn in docs/jobs.md.
 */
export type Job = Doc<"syncJobs">;

/** The open jobs of a user: at most one of each kind. */
export async function openJobs(ctx: QueryCtx, user: Id<"users">): Promise<Job[]> {
  return ctx.db
    .query("syncJobs")
    .withIndex("by_user_finishedAt", (q) => q.eq("user", user).eq("finishedAt", undefined))
    .take(10);
}

/** Ends what is still open for a user, so that nothing is sent for somebody who has gone. Answers what that was. */
export async function cancelOpenJobs(ctx: MutationCtx, touched: Touched, user: Id<"users">): Promise<Job[]> {
  const open = await openJobs(ctx, user);
  for (const job of open) await cancelJob(ctx, touched, job, "The job was cancelled.");
  return open;
}

/** Ends a job that has not ended. The worker that may be running it will find its settlement stale. */
export async function cancelJob(ctx: MutationCtx, touched: Touched, job: Job, why: string): Promise<void> {
  noteJob(touched, job.user);
  noteAsked(touched, job, -1);
  await ctx.db.patch("syncJobs", job._id, {
    state: "cancelled",
    wakeAt: undefined,
    leaseOwner: undefined,
    finishedAt: Date.now(),
  });
  if (job.runItem) await settleRunItem(ctx, touched, job.runItem, "skipped", why);
}

/** How many attempts of a job count, the one under way too. The numbers themselves only ever rise: they are the fence. */
export const triesOf = ({ attempt, spared = 0 }: Pick<Job, "attempt" | "spared">): number => attempt - spared;

/** Whether an attempt is still the one that holds the job: the attempt number fences off whoever lost it. */
export const isCurrentAttempt = (job: Job, attempt: number): boolean =>
  job.state === "running" && job.attempt === attempt;
