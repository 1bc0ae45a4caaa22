import { v } from "convex/values";
import { SYNC_ERROR_CODES } from "../../shared/sync-errors";
import { guardedMutation, guardedQuery } from "./functions";
import { isCurrentAttempt, leaseJob, type Job } from "./model/jobs";
import { refreshLinks } from "./model/links";
import { matchUser } from "./model/match";
import { settleFailure, settleSuccess } from "./model/settle";
import { newTouched, type Touched } from "./model/touched";
import { requireUser, userByRef, userRef } from "./model/users";
import { contactArgs } from "./model/contactArgs";
import type { MutationCtx, QueryCtx } from "./_generated/server";

/** Jobs claimed at once; each costs the refresh of one link. */
const MOST_CLAIMED = 50;

/**
 * Leases due jobs to a worker, live ones before bulk ones, with everything an attempt needs to know.
 * `nextWakeAt` is when there is more to do (ms since epoch), or `null` when nothing is open. `leaseMs` is `LEASE_MS`
 * unless given.
 */
export const claim = guardedMutation("system.work")({
  args: { worker: v.string(), limit: v.number(), leaseMs: v.optional(v.number()) },
  handler: async (ctx, { worker, limit, leaseMs }) => {
    const touched = newTouched();
    const due = await dueJobs(ctx, Math.min(limit, MOST_CLAIMED));
    const jobs = [];
    for (const job of due) {
      if (job.state === "running") await recordLostAttempt(ctx, job);
      const leased = await leaseJob(ctx, touched, job, worker);
      if (leaseMs !== undefined) await ctx.db.patch("syncJobs", job._id, { wakeAt: Date.now() + leaseMs });
      jobs.push(await workOf(ctx, leased));
    }
    await refreshLinks(ctx, touched);
    return { jobs, nextWakeAt: await nextWakeAt(ctx) };
  },
});

async function dueJobs(ctx: QueryCtx, limit: number): Promise<Job[]> {
  const now = Date.now();
  const due = (lane: "live" | "bulk", most: number) =>
    ctx.db
      .query("syncJobs")
      .withIndex("by_lane_wakeAt", (q) => q.eq("lane", lane).gt("wakeAt", 0).lte("wakeAt", now))
      .take(most);
  const live = await due("live", limit);
  return live.length < limit ? [...live, ...(await due("bulk", limit - live.length))] : live;
}

async function nextWakeAt(ctx: QueryCtx): Promise<number | null> {
  const first = (lane: "live" | "bulk") =>
    ctx.db
      .query("syncJobs")
      .withIndex("by_lane_wakeAt", (q) => q.eq("lane", lane).gt("wakeAt", 0))
      .first();
  const times = [await first("live"), await first("bulk")].flatMap((job) => job?.wakeAt ?? []);
  return times.length > 0 ? Math.min(...times) : null;
}

/** The worker that held the lease never said how it ended: it died, and people should see that. */
async function recordLostAttempt(ctx: MutationCtx, job: Job): Promise<void> {
  await ctx.db.insert("syncAttempts", {
    job: job._id,
    number: job.attempt,
    startedAt: Date.now(),
    durationMs: 0,
    outcome: "failed",
    message: "The worker stopped before this attempt ended. Another one took it over.",
  });
}

/** What an attempt works on. `contactId` is the contact the join shows beside the user, whoever names whom. */
async function workOf(ctx: QueryCtx, job: Job) {
  const user = await requireUser(ctx, job.user);
  const { other } = await matchUser(ctx, user);
  const { email, firstName, lastName, phone, salutation, title, organization, profession, position } = user;
  return {
    jobId: job._id,
    kind: job.kind,
    attempt: job.attempt,
    reason: job.reason ?? null,
    user: {
      userId: userRef(user),
      crmContactId: user.crmContactId ?? null,
      frontendUserId: user.frontendUserId ?? other?.frontendUserId ?? null,
      createdAt: user.createdAt,
      profileUpdatedAt: user.profileUpdatedAt,
      profile: { email, firstName, lastName, phone, salutation, title, organization, profession, position },
    },
    contactId: other?.crmId ?? null,
  };
}

/** Whether nobody here is the account that a contact names: it never existed, or it is soft-deleted. */
export const isGone = guardedQuery("system.work")({
  args: { userId: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { userId }) => {
    const user = await userByRef(ctx, userId);
    return !user || user.deletedAt !== undefined;
  },
});

/** Books how an attempt ended. `stale` when a later attempt holds the job: then nothing is changed. */
export const settle = guardedMutation("system.work")({
  args: {
    jobId: v.id("syncJobs"),
    attempt: v.number(),
    timing: v.object({ startedAt: v.number(), durationMs: v.number(), httpStatus: v.optional(v.number()) }),
    outcome: v.union(
      v.object({
        ok: v.literal(true),
        user: v.object({
          crmContactId: v.optional(v.string()),
          frontendUserId: v.optional(v.string()),
          email: v.optional(v.string()),
          firstName: v.optional(v.string()),
          lastName: v.optional(v.string()),
          phone: v.optional(v.string()),
        }),
        contact: v.optional(v.object(contactArgs)),
        readBackAt: v.number(),
        userUpdatedAt: v.number(),
      }),
      v.object({
        ok: v.literal(false),
        code: v.union(...SYNC_ERROR_CODES.map((code) => v.literal(code))),
        message: v.string(),
        retryAfterMs: v.optional(v.number()),
      }),
    ),
  },
  returns: v.union(v.literal("settled"), v.literal("stale")),
  handler: async (ctx, { jobId, attempt, timing, outcome }) => {
    const job = await ctx.db.get("syncJobs", jobId);
    if (!job || !isCurrentAttempt(job, attempt)) return "stale";
    const touched: Touched = newTouched();
    if (outcome.ok) await settleSuccess(ctx, touched, job, timing, outcome);
    else await settleFailure(ctx, touched, job, timing, outcome);
    await refreshLinks(ctx, touched);
    return "settled";
  },
});

/** How much is waiting, and since when. Counts no further than 1,000: beyond, it only matters that it is many. */
export const queueHealth = guardedQuery("users.read")({
  args: {},
  returns: v.object({ open: v.number(), oldestWaitingAt: v.union(v.number(), v.null()) }),
  handler: async (ctx) => {
    const open = await ctx.db
      .query("syncJobs")
      .withIndex("by_finishedAt", (q) => q.eq("finishedAt", undefined))
      .take(1000);
    return { open: open.length, oldestWaitingAt: open[0]?.createdAt ?? null };
  },
});
