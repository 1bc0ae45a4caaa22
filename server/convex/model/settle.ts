import { differingFields } from "../../../shared/link-state";
import { jobNames, nextWaitMs } from "../../../shared/jobs";
import { isTransientAt } from "../../../shared/sync-errors";
import type { MutationCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { bookAchieved, type Achieved } from "./achieved";
import { recordAttempt, timesFailedWith, type Failure, type Timing } from "./attempts";
import { recordEvent } from "./audit";
import { enqueueJob, type Job } from "./jobs";
import { settleRunItem } from "./runItems";
import type { Touched } from "./touched";
import { requireUser, type User } from "./users";

/** Books a success: the IDs, the mirror, the receipt. Both sides were read back; if they disagree it is not done. */
export async function settleSuccess(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  timing: Timing,
  achieved: Achieved,
): Promise<void> {
  const before = await requireUser(ctx, job.user);
  const contact = await bookAchieved(ctx, touched, before, achieved);
  const user = await requireUser(ctx, job.user);
  const differing = contact ? differingFields(user, contact) : [];
  if (differing.length > 0 && (job.kind === "update" || job.kind === "restore")) {
    if (before.profileUpdatedAt !== achieved.userUpdatedAt) return lookAgain(ctx, touched, job, timing);
    const message = `Written, but read back these fields still differ: ${differing.join(", ")}.`;
    return settleFailure(ctx, touched, job, timing, { code: "conflict", message });
  }
  const summary = receiptSummary(job, differing);
  await recordAttempt(ctx, job, timing, null);
  await ctx.db.patch("syncJobs", job._id, {
    ...ending("succeeded"),
    errorCode: undefined,
    errorMessage: undefined,
    receipt: receiptOf(user, achieved.readBackAt, differing, summary),
  });
  if (job.kind === "register" && differing.length > 0) return agreeNext(ctx, touched, job, summary);
  await ended(ctx, touched, job, "done", summary);
}

const ending = (state: "succeeded" | "failed") => ({
  state,
  wakeAt: undefined,
  leaseOwner: undefined,
  finishedAt: Date.now(),
});

const receiptOf = (user: User, readBackAt: number, differing: string[], summary: string) => ({
  ...{ readBackAt, summary, agrees: differing.length === 0 },
  crmContactId: user.crmContactId ?? null,
  frontendUserId: user.frontendUserId ?? null,
});

const receiptSummaries: Record<Job["kind"], string> = {
  register: "Registered in the backend and read back from both sides.",
  update: "Both sides read back; they agree.",
  link_existing: "The IDs are stored on both sides and were read back.",
  resend_welcome: "The backend has logged the welcome e-mail as sent.",
  restore: "The CRM contact is active again; read back.",
  archive: "The CRM contact is archived; read back.",
};

const receiptSummary = ({ kind }: Job, differing: string[]) =>
  differing.length > 0
    ? `${receiptSummaries[kind]} These fields still differ: ${differing.join(", ")}.`
    : receiptSummaries[kind];

/** Books a failed attempt: wait for the next one, or give up and ask for a person. */
export async function settleFailure(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  timing: Timing,
  failure: Failure,
): Promise<void> {
  const nth = 1 + (await timesFailedWith(ctx, job, failure.code));
  const wait = isTransientAt(failure.code, nth)
    ? nextWaitMs(job.attempt, Math.random(), failure.retryAfterMs)
    : null;
  await recordAttempt(ctx, job, timing, failure);
  if (wait === null) return giveUp(ctx, touched, job, failure);
  touched.users.add(job.user);
  await ctx.db.patch("syncJobs", job._id, {
    ...{ state: "waiting", wakeAt: Date.now() + wait, leaseOwner: undefined },
    ...{ errorCode: failure.code, errorMessage: failure.message },
  });
}

/** No attempt follows: from here on it takes a person. */
export async function giveUp(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  { code, message }: Failure,
): Promise<void> {
  await ctx.db.patch("syncJobs", job._id, { ...ending("failed"), errorCode: code, errorMessage: message });
  await ended(ctx, touched, job, "failed", message);
}

/** A user changed while their job ran: the same again with what is known now, at once. */
async function lookAgain(ctx: MutationCtx, touched: Touched, job: Job, timing: Timing): Promise<void> {
  touched.users.add(job.user);
  await recordAttempt(ctx, job, timing, null, "The user changed meanwhile, so it is done once more.");
  await ctx.db.patch("syncJobs", job._id, { state: "queued", wakeAt: Date.now(), leaseOwner: undefined });
}

/**
 * Registered, but the CRM knew the person already, or they changed meanwhile, and the fields differ. Registering again
 * would not help (the backend knows the idempotency key), so the next job makes them agree; a run waits for that one.
 */
async function agreeNext(ctx: MutationCtx, touched: Touched, job: Job, summary: string): Promise<void> {
  const { user, lane, requestedBy, reason, runItem } = job;
  await recordEnd(ctx, job, "done", summary);
  const id = await enqueueJob(ctx, touched, { user, kind: "update", lane, requestedBy, reason, runItem });
  if (!runItem) return;
  const next = await ctx.db.get("syncJobs", id);
  if (next?.runItem === runItem) await ctx.db.patch("runItems", runItem, { job: id });
  else await settleRunItem(ctx, runItem, "done", "The rest is done by a job of another run.");
}

async function ended(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  outcome: "done" | "failed",
  summary: string,
): Promise<void> {
  touched.users.add(job.user);
  await recordEnd(ctx, job, outcome, summary);
  if (job.runItem) await settleRunItem(ctx, job.runItem, outcome, outcome === "failed" ? summary : undefined);
}

async function recordEnd(
  ctx: MutationCtx,
  job: Job,
  outcome: "done" | "failed",
  summary: string,
): Promise<void> {
  await recordEvent(ctx, {
    actor: systemActor,
    action: `job ${job.kind}`,
    summary: outcome === "done" ? summary : `${jobNames[job.kind]} failed: ${summary}`,
    outcome,
    user: job.user,
    reason: job.reason,
  });
}
