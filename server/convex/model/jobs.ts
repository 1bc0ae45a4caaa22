import type { JobKind } from "../../../shared/link-state";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { settleRunItem } from "./runItems";
import type { Touched } from "./touched";

export type Job = Doc<"syncJobs">;

type NewJob = {
  user: Id<"users">;
  kind: JobKind;
  /** Live work (somebody waits for it) goes before bulk work. */
  lane: "live" | "bulk";
  /** Who asked, as shown to people. */
  requestedBy: string;
  reason?: string | undefined;
  runItem?: Id<"runItems"> | undefined;
};

/**
 * Asks for a call to the backend. There is at most one open job per (user, kind): an open one is reused and made due
 * now; one that is running is left to finish.
 */
export async function enqueueJob(ctx: MutationCtx, touched: Touched, job: NewJob): Promise<Id<"syncJobs">> {
  touched.users.add(job.user);
  const open = (await openJobs(ctx, job.user)).find(({ kind }) => kind === job.kind);
  if (open) {
    await wakeJob(ctx, touched, open, job.lane);
    if (job.runItem && !open.runItem) await ctx.db.patch("syncJobs", open._id, { runItem: job.runItem });
    return open._id;
  }
  const now = Date.now();
  return ctx.db.insert("syncJobs", { ...job, state: "queued", wakeAt: now, attempt: 0, createdAt: now });
}

/** Makes a job that waits for its next attempt due now, in the lane of whoever asks. */
export async function wakeJob(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  lane: Job["lane"],
): Promise<void> {
  if (job.state !== "waiting" && job.state !== "queued") return;
  touched.users.add(job.user);
  await ctx.db.patch("syncJobs", job._id, { wakeAt: Math.min(job.wakeAt ?? Infinity, Date.now()), lane });
}

/** The open jobs of a user: at most one of each kind. */
export async function openJobs(ctx: QueryCtx, user: Id<"users">): Promise<Job[]> {
  return ctx.db
    .query("syncJobs")
    .withIndex("by_user_finishedAt", (q) => q.eq("user", user).eq("finishedAt", undefined))
    .take(10);
}

/** Ends what is still open for a user, so that nothing is sent for somebody who has gone. */
export async function cancelOpenJobs(ctx: MutationCtx, touched: Touched, user: Id<"users">): Promise<void> {
  for (const job of await openJobs(ctx, user)) await cancelJob(ctx, touched, job, "The job was cancelled.");
}

/** Ends a job that has not ended. The worker that may be running it will find its settlement stale. */
export async function cancelJob(ctx: MutationCtx, touched: Touched, job: Job, why: string): Promise<void> {
  touched.users.add(job.user);
  await ctx.db.patch("syncJobs", job._id, {
    state: "cancelled",
    wakeAt: undefined,
    leaseOwner: undefined,
    finishedAt: Date.now(),
  });
  if (job.runItem) await settleRunItem(ctx, job.runItem, "skipped", why);
}

/** Takes a due job, or one whose lease has run out, for one attempt. Returns the job as it now is. */
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
  touched.users.add(job.user);
  return { ...job, ...lease };
}

/** Whether a settlement of `attempt` still counts: only the attempt that holds the lease may settle. */
export const isCurrentAttempt = (job: Job, attempt: number) =>
  job.state === "running" && job.attempt === attempt;
