import { nextWaitMs, type AttemptReceipt } from "../../../shared/jobs";
import { differingFields } from "../../../shared/link-state";
import { isTransientAt } from "../../../shared/sync-errors";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { bookAchieved, mirrorLookedAt, mirrorReadBack, whyDiffering, type Achieved } from "./achieved";
import { recordAttempt, timesFailedWith, type Failure, type Timing } from "./attempts";
import { applyEarlyWebhooks } from "./earlyWebhooks";
import { ended, ending, giveUp, recordEnd } from "./endJob";
import { enqueueJob } from "./enqueueJob";
import { isCurrentAttempt, triesOf, type Job } from "./jobs";
import { holdLane, pauseLane } from "./lane";
import { rowOfUser } from "./links";
import { attemptReceipt, jobReceipt, summaryOf } from "./receipts";
import { beginsWaiting, settleRunItem } from "./runItems";
import { noteAsked } from "./syncFacts";
import { noteJob, type Touched } from "./touched";
import { requireUser } from "./users";

export type Outcome = ({ ok: true } & Achieved) | ({ ok: false } & Failure);

/** Books how an attempt ended. `stale` when another attempt holds the job by now, or none: then nothing is changed. */
export async function settleJob(
  ctx: MutationCtx,
  touched: Touched,
  settlement: { jobId: Id<"syncJobs">; attempt: number; timing: Timing; outcome: Outcome },
): Promise<"settled" | "stale"> {
  const { jobId, attempt, timing, outcome } = settlement;
  const job = await ctx.db.get("syncJobs", jobId);
  if (!job || !isCurrentAttempt(job, attempt)) return "stale";
  // By its ID, which nobody further on knows: whoever needs the row there finds it read.
  await rowOfUser(ctx, touched, job.user, job.link);
  if (outcome.ok) await settleSuccess(ctx, touched, job, timing, outcome);
  else await settleFailure(ctx, touched, job, timing, outcome);
  const { frontendUserId, crmContactId: contactId } = outcome.ok ? outcome.user : {};
  if (frontendUserId) await applyEarlyWebhooks(ctx, touched, { frontendUserId, contactId });
  return "settled";
}

/** Books a success: the IDs, the mirror, the receipt. Both sides were read back; if they disagree it is not done. */
async function settleSuccess(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  timing: Timing,
  achieved: Achieved,
): Promise<void> {
  const before = await requireUser(ctx, job.user);
  const onlyLooked = job.kind === "update" && !achieved.wrote;
  const mirror = onlyLooked ? mirrorLookedAt : mirrorReadBack;
  const { user, contact, overtaken } = await bookAchieved(ctx, touched, before, achieved, mirror);
  const differing = contact ? differingFields(user, contact) : [];
  const receipt = contact ? attemptReceipt(before, user, contact, achieved) : undefined;
  // What the member has changed while the attempt was under way, the CRM has yet to be told.
  const isOpen = differing.length > 0 || user.untold !== undefined;
  if (isOpen && mustAgree[job.kind]) {
    if (before.profileUpdatedAt !== achieved.userUpdatedAt)
      return lookAgain(ctx, touched, job, timing, "user");
    if (overtaken) return lookAgain(ctx, touched, job, timing, "CRM contact");
    const message = whyDiffering(achieved, user, differing);
    return settleFailure(ctx, touched, job, timing, { code: "conflict", message }, receipt);
  }
  const summary = summaryOf(job, differing, achieved.unproved);
  await recordAttempt(ctx, touched, job, timing, null, { receipt });
  const succeeded = { ...ending("succeeded"), errorCode: undefined, errorMessage: undefined };
  noteJob(touched, job.user, { ended: { ...job, ...succeeded } });
  await ctx.db.patch("syncJobs", job._id, {
    ...succeeded,
    receipt: jobReceipt(user, achieved.readBackAt, differing, summary),
  });
  if (isOpen && thenAgrees[job.kind]) return agreeNext(ctx, touched, job, summary);
  await ended(ctx, touched, job, "done", summary);
}

/** Kinds that are only done when both sides agree, and kinds that another job makes agree. */
const mustAgree: Partial<Record<Job["kind"], true>> = { update: true, restore: true };
const thenAgrees: Partial<Record<Job["kind"], true>> = { register: true, link_existing: true };

/** Books a failed attempt: wait for the next one, or give up and ask for a person. */
async function settleFailure(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  timing: Timing,
  failure: Failure,
  receipt?: AttemptReceipt,
): Promise<void> {
  const nth = 1 + (await timesFailedWith(ctx, job, failure.code));
  await recordAttempt(ctx, touched, job, timing, failure, { receipt });
  if (failure.code === "unauthorized") return waitForAPerson(ctx, touched, job, timing, failure);
  if (failure.code === "rate_limited") await holdLane(ctx, failure.retryAfterMs);
  const transient = isTransientAt(failure.code, nth);
  const { hurriedFrom = 0, spared = 0 } = job;
  // It was tried before its time, for nothing: it is tried again at its time, and has lost no attempt.
  if (transient && hurriedFrom > Date.now())
    return putBack(ctx, touched, job, failure, { spared: spared + 1, wakeAt: hurriedFrom });
  const wait = transient ? nextWaitMs(triesOf(job), Math.random(), failure.retryAfterMs) : null;
  if (wait === null) return giveUp(ctx, touched, job, failure);
  await putBack(ctx, touched, job, failure, { wakeAt: Date.now() + wait });
  if (job.runItem) await beginsWaiting(ctx, touched, job.runItem);
}

/** The backend refuses Tandem's key. Nobody's attempt is spent on that: all work waits until an admin lets it go on. */
async function waitForAPerson(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  { startedAt, httpStatus }: Timing,
  failure: Failure,
): Promise<void> {
  await pauseLane(ctx, { httpStatus, message: failure.message, attemptStartedAt: startedAt });
  await putBack(ctx, touched, job, failure, { spared: (job.spared ?? 0) + 1, wakeAt: Date.now() });
}

async function putBack(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  { code, message }: Failure,
  next: { spared?: number; wakeAt: number },
): Promise<void> {
  noteJob(touched, job.user);
  await ctx.db.patch("syncJobs", job._id, {
    ...next,
    ...{ state: "waiting", leaseOwner: undefined, hurriedFrom: undefined },
    ...{ errorCode: code, errorMessage: message },
  });
}

/** One side changed while the job ran: the same again with what is known now, at once. */
async function lookAgain(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  timing: Timing,
  side: "user" | "CRM contact",
): Promise<void> {
  noteJob(touched, job.user);
  const message = `The ${side} changed meanwhile, so it is done once more.`;
  await recordAttempt(ctx, touched, job, timing, null, { message });
  await ctx.db.patch("syncJobs", job._id, { state: "queued", wakeAt: Date.now(), leaseOwner: undefined });
}

/**
 * Registered or linked, but the CRM knew the person already, or they changed meanwhile, and the fields differ. The same
 * again would not help (the backend knows the idempotency key), so the next job makes them agree; a run waits for that.
 */
async function agreeNext(ctx: MutationCtx, touched: Touched, job: Job, summary: string): Promise<void> {
  const { user, lane, requestedBy, reason, runItem, askedAt = job.createdAt, inBulk = false } = job;
  await recordEnd(ctx, job, "done", summary);
  noteAsked(touched, job, -1);
  const next = { user, kind: "update", lane, requestedBy, reason, runItem, askedAt, inBulk } as const;
  const id = await enqueueJob(ctx, touched, next);
  if (!runItem) return;
  const follower = await ctx.db.get("syncJobs", id);
  if (follower?.runItem === runItem) await ctx.db.patch("runItems", runItem, { job: id });
  else await settleRunItem(ctx, touched, runItem, "done", "The rest is done by a job of another run.");
}
