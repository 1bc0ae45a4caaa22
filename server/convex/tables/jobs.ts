import { defineTable } from "convex/server";
import { v } from "convex/values";
import { jobKinds } from "../../../shared/link-state";
import { jobStates, lanes } from "../../../shared/jobs";
import { attemptReceipt } from "../model/receiptArgs";
import { oneOf } from "../model/selectionArgs";
import { syncBucketSizes } from "../model/syncBuckets";

/** Jobs for the backend, their attempts, and what holds them up. */
export const jobTables = {
  /**
   * Every call to the backend that changes something. Inserted by enqueue, moved by claim and settle.
   * `wakeAt` is when a worker should look at it again: its due time, or the end of the lease of whoever runs it;
   * absent once it has ended. So an expired lease is simply due again.
   */
  syncJobs: defineTable({
    user: v.id("users"),
    /** The user's row, where whoever asked knew it: to read it by its ID costs less than to look it up. */
    link: v.optional(v.id("links")),
    kind: oneOf(jobKinds),
    state: oneOf(jobStates),
    lane: oneOf(lanes),
    /** Part of the queue, by user (`shardOf`). Absent in jobs of an older version: they are one more part. */
    shard: v.optional(v.number()),
    wakeAt: v.optional(v.number()),
    /** The attempt under way or the last one, from 1; 0 before the first. It fences off late settlements. */
    attempt: v.number(),
    /** Attempts that do not count: given back before they began, or met by a refused key. */
    spared: v.optional(v.number()),
    /** Tried early because the backend seems to be back; its time was this. If it is not, that try does not count. */
    hurriedFrom: v.optional(v.number()),
    attemptStartedAt: v.optional(v.number()),
    leaseOwner: v.optional(v.string()),
    requestedBy: v.string(),
    reason: v.optional(v.string()),
    runItem: v.optional(v.id("runItems")),
    /** A run made it, for one of many: how fast people are linked does not count it, whoever wakes it later. */
    inBulk: v.optional(v.boolean()),
    /** Of an update that a person has decided: whose value each of these fields gets. */
    choices: v.optional(v.record(v.string(), oneOf(["convex", "crm"]))),
    /** What the other side held when each of them was chosen, `null` for nothing. */
    replaced: v.optional(v.record(v.string(), v.union(v.string(), v.null()))),
    errorCode: v.optional(v.string()),
    errorMessage: v.optional(v.string()),
    receipt: v.optional(
      v.object({
        readBackAt: v.number(),
        crmContactId: v.union(v.string(), v.null()),
        frontendUserId: v.union(v.string(), v.null()),
        agrees: v.boolean(),
        summary: v.string(),
      }),
    ),
    createdAt: v.number(),
    /** Of a job that does the rest of another: when that one was asked for. */
    askedAt: v.optional(v.number()),
    /** Absent while the job is open, so (user, absent) finds the open ones. */
    finishedAt: v.optional(v.number()),
  })
    .index("by_lane_shard_wakeAt", ["lane", "shard", "wakeAt"])
    .index("by_user_finishedAt", ["user", "finishedAt"])
    .index("by_user", ["user"])
    .index("by_finishedAt", ["finishedAt", "createdAt"]),

  /** One row per finished try of a job. Inserted by settle. Read by the user's page. */
  syncAttempts: defineTable({
    job: v.id("syncJobs"),
    number: v.number(),
    startedAt: v.number(),
    durationMs: v.number(),
    outcome: oneOf(["succeeded", "failed"]),
    httpStatus: v.optional(v.number()),
    errorCode: v.optional(v.string()),
    message: v.optional(v.string()),
    receipt: v.optional(attemptReceipt),
  }).index("by_job", ["job", "number"]),

  /**
   * Of each hour and day: how attempts ended, and how fast the people were linked who were asked for in it. Written with
   * each of them; hours are deleted when no range shows them any more (model/syncBuckets.ts). Read by the overview.
   */
  syncBuckets: defineTable({
    size: oneOf(syncBucketSizes),
    start: v.number(),
    shard: v.number(),
    counts: v.record(v.string(), v.number()),
  }).index("by_size_start_shard", ["size", "start", "shard"]),

  /**
   * Whether work for the backend waits, for a person or because it answered 429. One document, made by the first pause
   * or wait. Written by settle and by sweeps, and by an admin's resume (model/lane.ts). Read by claim and by every server.
   */
  lanes: defineTable({
    name: v.string(),
    heldUntil: v.optional(v.number()),
    pausedAt: v.optional(v.number()),
    cause: v.optional(v.object({ httpStatus: v.union(v.number(), v.null()), message: v.string() })),
    resumedAt: v.optional(v.number()),
    resumedBy: v.optional(v.string()),
  }).index("by_name", ["name"]),
};
