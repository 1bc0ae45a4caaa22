import { v } from "convex/values";
import { Health } from "../../shared/health-api";
import { LEASE_MS, lanes } from "../../shared/jobs";
import { SYNC_ERROR_CODES } from "../../shared/sync-errors";
import { internal } from "./_generated/api";
import { guardedMutation, guardedQuery, scheduledMutation, shownQuery } from "./functions";
import { claimDueJobs } from "./model/claimJobs";
import { contactArgs } from "./model/contactArgs";
import { hurryPlace } from "./model/hurryJobs";
import { isShut, laneWait } from "./model/lane";
import { releaseJobs, renewLeases } from "./model/leases";
import { refreshLinks } from "./model/links";
import { allPlaces, lookAtQueue } from "./model/queue";
import { comparedValues } from "./model/receiptArgs";
import { oneOf } from "./model/selectionArgs";
import { readOwners } from "./model/settings";
import { settleJob } from "./model/settle";
import { newTouched } from "./model/touched";
import { userByRef } from "./model/users";

/** Jobs moved in one transaction: each costs a user, a link, a job, a contact, an event and a run's item. */
const MOST_AT_ONCE = 50;

const place = v.object({ lane: oneOf(lanes), shard: v.optional(v.number()) });
const held = v.array(v.object({ jobId: v.id("syncJobs"), attempt: v.number() }));

/**
 * Where jobs are due, live places first, and in how many ms there will be more. Nothing is due while the backend's
 * lane is paused, or the backend asked everybody to wait. A query, so that looking is in nobody's way.
 */
export const look = guardedQuery("system.work")({
  args: {},
  returns: v.object({ due: v.array(place), nextDueInMs: v.union(v.number(), v.null()), paused: v.boolean() }),
  handler: async (ctx) => {
    const { paused, heldForMs } = await laneWait(ctx);
    if (paused) return { due: [], nextDueInMs: null, paused };
    if (heldForMs > 0) return { due: [], nextDueInMs: heldForMs, paused };
    return { ...(await lookAtQueue(ctx)), paused };
  },
});

/**
 * Leases due jobs of these places to a worker, everywhere unless given, with everything an attempt needs to know.
 * `leaseMs` is `LEASE_MS` unless given.
 */
export const claim = guardedMutation("system.work")({
  args: {
    worker: v.string(),
    limit: v.number(),
    leaseMs: v.optional(v.number()),
    places: v.optional(v.array(place)),
  },
  handler: async (ctx, { worker, limit, leaseMs = LEASE_MS, places = allPlaces }) => {
    if (await isShut(ctx)) return [];
    const touched = newTouched();
    const claim = { worker, leaseMs, places, limit: Math.min(limit, MOST_AT_ONCE) };
    const jobs = await claimDueJobs(ctx, touched, claim);
    await refreshLinks(ctx, touched);
    if (jobs.length === 0) return [];
    // An attempt goes by one answer from its first call to its last.
    const owners = await readOwners(ctx);
    return jobs.map((job) => ({ ...job, owners }));
  },
});

/** Holds on to attempts that take long. Answers those that were taken over or cancelled meanwhile. */
export const renew = guardedMutation("system.work")({
  args: { held, leaseMs: v.optional(v.number()) },
  returns: held,
  handler: (ctx, { held, leaseMs = LEASE_MS }) => renewLeases(ctx, held, leaseMs),
});

/** Gives jobs back whose attempts have not begun. */
export const release = guardedMutation("system.work")({
  args: { held },
  returns: v.null(),
  handler: async (ctx, { held }) => {
    const touched = newTouched();
    await releaseJobs(ctx, touched, held);
    await refreshLinks(ctx, touched);
    return null;
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

/** Books how attempts ended, at most 50. `stale` where another attempt holds the job: there nothing is changed. */
export const settle = guardedMutation("system.work")({
  args: {
    settlements: v.array(
      v.object({
        jobId: v.id("syncJobs"),
        attempt: v.number(),
        timing: v.object({
          startedAt: v.number(),
          durationMs: v.number(),
          httpStatus: v.optional(v.number()),
        }),
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
            unproved: v.optional(v.literal(true)),
            told: v.optional(v.literal(true)),
            wrote: v.optional(v.object({ before: comparedValues, toCrm: comparedValues })),
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
      }),
    ),
  },
  returns: v.array(v.union(v.literal("settled"), v.literal("stale"))),
  handler: async (ctx, { settlements }) => {
    const touched = newTouched();
    const results: Array<"settled" | "stale"> = [];
    for (const settlement of settlements) results.push(await settleJob(ctx, touched, settlement));
    await refreshLinks(ctx, touched);
    return results;
  },
});

/**
 * The backend is alive again: whoever waits for their next try because it could not be reached is tried now, and so are
 * bookings. Goes through the queue place by place in scheduled steps.
 */
export const hurry = guardedMutation("system.work")({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const from = { since: Date.now(), cursor: null };
    await ctx.scheduler.runAfter(0, internal.jobs.hurryStep, { place: 0, ...from });
    await ctx.scheduler.runAfter(0, internal.checkouts.hurryStep, from);
    return null;
  },
});

export const hurryStep = scheduledMutation({
  args: { place: v.number(), since: v.number(), cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { place, since, cursor }) => {
    const here = allPlaces[place];
    if (!here) return;
    const touched = newTouched();
    const next = await hurryPlace(ctx, touched, here, { since, cursor });
    await refreshLinks(ctx, touched);
    const step = { place: next === null ? place + 1 : place, since, cursor: next };
    await ctx.scheduler.runAfter(0, internal.jobs.hurryStep, step);
  },
});

/** How much is waiting, and since when. Counts no further than 1,000: beyond, it only matters that it is many. */
export const queueHealth = shownQuery("users.read")({
  shows: Health.shape.queue,
  args: {},
  handler: async (ctx) => {
    const open = await ctx.db
      .query("syncJobs")
      .withIndex("by_finishedAt", (q) => q.eq("finishedAt", undefined))
      .take(1000);
    return { open: open.length, oldestWaitingAt: open[0]?.createdAt ?? null };
  },
});
