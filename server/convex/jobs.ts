import { v } from "convex/values";
import { LEASE_MS } from "../../shared/jobs";
import { SYNC_ERROR_CODES } from "../../shared/sync-errors";
import { guardedMutation, guardedQuery } from "./functions";
import { claimDueJobs, nextDueInMs } from "./model/claimJobs";
import { contactArgs } from "./model/contactArgs";
import { applyEarlyWebhooks } from "./model/earlyWebhooks";
import { isCurrentAttempt } from "./model/jobs";
import { refreshLinks } from "./model/links";
import { settleFailure, settleSuccess } from "./model/settle";
import { newTouched } from "./model/touched";
import { userByRef } from "./model/users";

/** Jobs claimed at once; each costs the refresh of one link. */
const MOST_CLAIMED = 50;

/**
 * Leases due jobs to a worker, live ones before bulk ones, with everything an attempt needs to know. `nextDueInMs` is
 * when there is more to do, or `null` when nothing is open. `leaseMs` is `LEASE_MS` unless given.
 */
export const claim = guardedMutation("system.work")({
  args: { worker: v.string(), limit: v.number(), leaseMs: v.optional(v.number()) },
  handler: async (ctx, { worker, limit, leaseMs = LEASE_MS }) => {
    const touched = newTouched();
    const jobs = await claimDueJobs(ctx, touched, { worker, limit: Math.min(limit, MOST_CLAIMED), leaseMs });
    await refreshLinks(ctx, touched);
    return { jobs, nextDueInMs: await nextDueInMs(ctx) };
  },
});

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
    const touched = newTouched();
    if (outcome.ok) await settleSuccess(ctx, touched, job, timing, outcome);
    else await settleFailure(ctx, touched, job, timing, outcome);
    const frontendUserId = outcome.ok && outcome.user.frontendUserId;
    if (frontendUserId) await applyEarlyWebhooks(ctx, touched, frontendUserId);
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
