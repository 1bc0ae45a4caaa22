import { differingFields } from "../../../shared/link-state";
import { jobNames, nextWaitMs } from "../../../shared/jobs";
import { isTransientAt, type SyncErrorCode } from "../../../shared/sync-errors";
import type { MutationCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { mirrorContact, type ContactFields } from "./contacts";
import type { Job } from "./jobs";
import { usersNaming } from "./match";
import { settleRunItem } from "./runItems";
import type { Touched } from "./touched";
import { patchUser, requireUser, type User, type UserFields } from "./users";

/** Accounts one person can have registered and deleted before; more would be an attack. */
const MOST_FORMER_OWNERS = 20;

/** How one attempt ended, as the worker tells it. Times in ms since epoch. */
export type Timing = { startedAt: number; durationMs: number; httpStatus?: number | undefined };
export type Success = {
  /** What the backend gave or the CRM knew better; written to the user. */
  user: Partial<
    Pick<UserFields, "crmContactId" | "frontendUserId" | "email" | "firstName" | "lastName" | "phone">
  >;
  /** The contact as read back after writing; absent when the job is not about one. */
  contact?: ContactFields | undefined;
  readBackAt: number;
  /** When the user had last changed as the attempt began: a later change is not this attempt's failure. */
  userUpdatedAt: number;
};
export type Failure = { code: SyncErrorCode; message: string; retryAfterMs?: number | undefined };

/** Books a success: the IDs, the mirror, the receipt. Both sides were read back; if they disagree it is not done. */
export async function settleSuccess(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  timing: Timing,
  success: Success,
): Promise<void> {
  const before = await requireUser(ctx, job.user);
  await patchUser(ctx, touched, before, { ...success.user, lastSyncedAt: success.readBackAt });
  if (success.contact) await mirrorContact(ctx, touched, success.contact, success.readBackAt);
  const user = await requireUser(ctx, job.user);
  if (success.user.crmContactId) await releaseContact(ctx, touched, user, success.user.crmContactId);
  const differing = success.contact ? differingFields(user, success.contact) : [];
  if (differing.length > 0 && job.kind !== "link_existing") {
    if (user.profileUpdatedAt > success.userUpdatedAt) return requeue(ctx, touched, job);
    const message = `Written, but read back these fields still differ: ${differing.join(", ")}.`;
    return settleFailure(ctx, touched, job, timing, { code: "conflict", message });
  }
  const summary = receiptSummary(job, differing);
  await recordAttempt(ctx, job, timing, null);
  await ctx.db.patch("syncJobs", job._id, {
    state: "succeeded",
    wakeAt: undefined,
    leaseOwner: undefined,
    errorCode: undefined,
    errorMessage: undefined,
    finishedAt: Date.now(),
    receipt: {
      readBackAt: success.readBackAt,
      crmContactId: user.crmContactId ?? null,
      frontendUserId: user.frontendUserId ?? null,
      agrees: differing.length === 0,
      summary,
    },
  });
  await ended(ctx, touched, job, "done", summary);
}

/** People soft-deleted here give their contact up to whoever has registered anew with their e-mail. */
async function releaseContact(
  ctx: MutationCtx,
  touched: Touched,
  owner: User,
  crmContactId: string,
): Promise<void> {
  for (const former of await usersNaming(ctx, crmContactId, MOST_FORMER_OWNERS)) {
    if (former._id === owner._id || !former.deletedAt) continue;
    await patchUser(ctx, touched, former, { crmContactId: undefined });
    await recordEvent(ctx, {
      actor: systemActor,
      action: "release contact",
      summary: "The CRM contact now belongs to a newer account of this person.",
      user: former._id,
    });
  }
}

const receiptSummaries: Record<Job["kind"], string> = {
  register: "Registered in the backend and read back from both sides.",
  update: "Both sides read back; they agree.",
  link_existing: "The IDs are stored on both sides and were read back.",
  resend_welcome: "The backend has logged the welcome e-mail as sent.",
  restore: "The CRM contact is active again; read back.",
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
  const nth = job.errorCode === failure.code ? 2 : 1;
  const wait = isTransientAt(failure.code, nth)
    ? nextWaitMs(job.attempt, Math.random(), failure.retryAfterMs)
    : null;
  const error = { errorCode: failure.code, errorMessage: failure.message, leaseOwner: undefined };
  await recordAttempt(ctx, job, timing, failure);
  touched.users.add(job.user);
  if (wait !== null) {
    await ctx.db.patch("syncJobs", job._id, { ...error, state: "waiting", wakeAt: Date.now() + wait });
    return;
  }
  await ctx.db.patch("syncJobs", job._id, {
    ...error,
    state: "failed",
    wakeAt: undefined,
    finishedAt: Date.now(),
  });
  await ended(ctx, touched, job, "failed", failure.message);
}

/** A person changed while their job ran: look again, at once. */
async function requeue(ctx: MutationCtx, touched: Touched, job: Job): Promise<void> {
  touched.users.add(job.user);
  await ctx.db.patch("syncJobs", job._id, { state: "queued", wakeAt: Date.now(), leaseOwner: undefined });
}

async function recordAttempt(
  ctx: MutationCtx,
  job: Job,
  timing: Timing,
  failure: Failure | null,
): Promise<void> {
  await ctx.db.insert("syncAttempts", {
    job: job._id,
    number: job.attempt,
    ...timing,
    outcome: failure ? "failed" : "succeeded",
    errorCode: failure?.code,
    message: failure?.message,
  });
}

async function ended(
  ctx: MutationCtx,
  touched: Touched,
  job: Job,
  outcome: "done" | "failed",
  summary: string,
): Promise<void> {
  touched.users.add(job.user);
  await recordEvent(ctx, {
    actor: systemActor,
    action: `job ${job.kind}`,
    summary: outcome === "done" ? summary : `${jobNames[job.kind]} failed: ${summary}`,
    outcome,
    user: job.user,
    reason: job.reason,
  });
  if (job.runItem) await settleRunItem(ctx, job.runItem, outcome, outcome === "failed" ? summary : undefined);
}
