import { defineTable } from "convex/server";
import { v } from "convex/values";
import { failureCauses, webhookCauses, webhookOutcomes } from "../../../shared/webhooks-api";
import { eventData, eventFailure } from "../model/eventArgs";
import { oneOf } from "../model/selectionArgs";
import { bucketSizes } from "../model/bucketCover";
import { fieldChange } from "../model/fieldChange";

/** What the backend tells: deliveries, requests at the door, and their sums. */
export const webhookTables = {
  /** One per event ID the backend proved to have sent. Inserted and judged by webhooks.receiveAll in one transaction. */
  webhookDeliveries: defineTable({
    eventId: v.string(),
    type: v.string(),
    eventAt: v.number(),
    receivedAt: v.number(),
    outcome: oneOf(webhookOutcomes),
    cause: v.optional(oneOf(webhookCauses)),
    user: v.optional(v.id("users")),
    contactId: v.optional(v.string()),
    payload: v.string(),
    /** What was understood of the payload, so that an event that came too early can be applied later. */
    data: v.optional(eventData),
    failure: v.optional(eventFailure),
    frontendUserId: v.optional(v.string()),
    changes: v.array(fieldChange),
    sessionsEnded: v.number(),
    mailStopped: v.optional(v.literal(true)),
    /** Of the body as it came; `payload` is empty once its time is over, and without the values of `redacted` fields. */
    sha256: v.optional(v.string()),
    contentRemovedAt: v.optional(v.number()),
    redacted: v.optional(v.array(v.string())),
    /** An admin let it in although its signature or its time was refused. */
    unproven: v.optional(v.literal(true)),
    /** The last run that came to it, so that several arrivals of it are one item there. */
    replayRun: v.optional(v.id("webhookReplayRuns")),
  })
    .index("by_eventId", ["eventId"])
    .index("by_frontendUserId_outcome_contactId", ["frontendUserId", "outcome", "contactId"])
    .index("by_outcome_contactId", ["outcome", "contactId"])
    .index("by_receivedAt", ["receivedAt"])
    .index("by_user", ["user", "receivedAt"]),

  /**
   * Everything that reached the door, refused requests too. Inserted once per request and never changed, except that
   * it may be found out later whom it is about and that it cannot be applied (model/judgedLater.ts), and how many
   * forgeries a row stands for.
   */
  webhookAttempts: defineTable({
    delivery: v.optional(v.id("webhookDeliveries")),
    eventId: v.optional(v.string()),
    type: v.optional(v.string()),
    eventAt: v.optional(v.number()),
    outcome: oneOf(webhookOutcomes),
    cause: v.optional(oneOf(webhookCauses)),
    receivedAt: v.number(),
    durationMs: v.number(),
    bytes: v.number(),
    headers: v.array(v.object({ name: v.string(), value: v.string() })),
    /** Only of refused requests (a delivery keeps its own), and only the beginning. */
    rejectedBody: v.optional(v.string()),
    contentRemovedAt: v.optional(v.number()),
    redacted: v.optional(v.array(v.string())),
    /** Only of refused requests: what an admin made of it. */
    replayedAs: v.optional(v.id("webhookDeliveries")),
    /** Only of refused requests: the network address they came from. */
    source: v.optional(v.string()),
    /** It was about somebody unknown when it came, and failed when they were known. */
    unmatchedFirst: v.optional(v.literal(true)),
    /** Of `rate_limited`: how many requests of this source this row stands for; absent for one. */
    requests: v.optional(v.number()),
    scheme: v.optional(v.string()),
    secretLabel: v.optional(v.string()),
    clockSkewS: v.optional(v.number()),
    user: v.optional(v.id("users")),
    contactId: v.optional(v.string()),
  })
    .index("by_receivedAt", ["receivedAt"])
    .index("by_outcome_cause_receivedAt", ["outcome", "cause", "receivedAt"])
    .index("by_outcome_type_receivedAt", ["outcome", "type", "receivedAt"])
    .index("by_outcome_type_cause_receivedAt", ["outcome", "type", "cause", "receivedAt"])
    .index("by_user_receivedAt", ["user", "receivedAt"])
    .index("by_contactId_receivedAt", ["contactId", "receivedAt"])
    .index("by_delivery", ["delivery", "receivedAt"]),

  /** When the backend was heard of, at most one row in half an hour. Written and forgotten by model/silence.ts only. */
  webhookBeats: defineTable({ at: v.number() }).index("by_at", ["at"]),

  /**
   * How many requests of each minute, hour and day had which outcome, cause and lag, and of which type they were.
   * Written with each of them, put into one document when their time is over, and deleted when no range shows them any
   * more (model/webhookBuckets.ts). Read by the histogram and the facets of the log.
   */
  webhookBuckets: defineTable({
    size: oneOf(bucketSizes),
    start: v.number(),
    /** 0 when its time is over. */
    shard: v.number(),
    counts: v.record(v.string(), v.number()),
    types: v.optional(v.array(v.object({ type: v.string(), counts: v.record(v.string(), v.number()) }))),
  })
    .index("by_size_start_shard", ["size", "start", "shard"])
    .index("by_size_shard_start", ["size", "shard", "start"]),

  /** The same of all times by event type, an empty one for what was refused. Written by model/webhookTypes.ts. */
  webhookTypes: defineTable({
    type: v.string(),
    shard: v.number(),
    counts: v.record(v.string(), v.number()),
    firstSeenAt: v.number(),
    lastSeenAt: v.number(),
  }).index("by_type_shard", ["type", "shard"]),

  /** Up to which row the content that is too old was removed. Written by model/forgetContent.ts. */
  webhookUpkeep: defineTable({
    table: oneOf(["webhookDeliveries", "webhookAttempts"]),
    place: v.object({ at: v.number(), created: v.number() }),
  }).index("by_table", ["table"]),

  /** Failures of one cause and event type. Inserted with the first one, counted up and down by model/webhookIssues.ts. */
  webhookIssues: defineTable({
    type: v.string(),
    cause: oneOf(failureCauses),
    message: v.string(),
    count: v.number(),
    /** Those whose delivery is still failed. */
    open: v.number(),
    firstSeenAt: v.number(),
    lastSeenAt: v.number(),
    acknowledged: v.optional(v.object({ at: v.number(), by: v.string(), note: v.string() })),
  })
    .index("by_type_cause", ["type", "cause"])
    .index("by_lastSeenAt", ["lastSeenAt"]),
};
