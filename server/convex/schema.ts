import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { auditTargetKinds } from "../../shared/audit-api";
import { jobKinds, linkStates } from "../../shared/link-state";
import { jobStates, lanes } from "../../shared/jobs";
import { operatorRoles } from "../../shared/permissions";
import { findingKinds, sweepKinds, sweepPhases, sweepStates } from "../../shared/reconcile-api";
import { runStates } from "../../shared/run-states";
import { runActions } from "../../shared/runs-api";
import { failureCauses, replayRunStates, webhookCauses, webhookOutcomes } from "../../shared/webhooks-api";
import { findingCounts } from "./model/findingCounts";
import { attemptReceipt } from "./model/receiptArgs";
import { contactArgs } from "./model/contactArgs";
import { eventData, eventFailure } from "./model/eventArgs";
import { heard, mark } from "./model/eventClocks";
import { oneOf, selectionArgs } from "./model/selectionArgs";
import { storedSettings } from "./model/settingsArgs";
import { syncBucketSizes } from "./model/syncBuckets";
import { bucketSizes } from "./model/bucketCover";
import { webhookFilter } from "./model/webhookFilterArgs";
import { snapshotUserArgs } from "./model/userArgs";

/**
 * How the e-mail and phone are looked up; `matchEmail` is set only while the record is left-over (link states,
 * Matching), and `reviewed` while somebody's rejection keeps it from somebody (matchDecisions).
 */
const lookupKeys = {
  emailKey: v.optional(v.string()),
  phoneKey: v.optional(v.string()),
  matchEmail: v.optional(v.string()),
  reviewed: v.optional(v.literal(true)),
};

const lastWebhook = v.optional(v.object({ at: v.number(), type: v.string() }));
export const fieldChange = v.object({
  field: v.string(),
  before: v.union(v.string(), v.null()),
  after: v.union(v.string(), v.null()),
});

/** In all tables: timestamps are ms since epoch; a field that is absent is unknown, never empty. */
export default defineSchema({
  /** Inserted by registration and import, never deleted here. Read by everything. */
  users: defineTable({
    ...snapshotUserArgs,
    ...lookupKeys,
    /** Only of an imported user: the ID it had in the deployment it comes from. */
    externalId: v.optional(v.string()),
    profileUpdatedAt: v.number(),
    suspendedAt: v.optional(v.number()),
    /**
     * When it was last decided whether the user is deleted, and whether they are suspended: here or, by its own clock,
     * in the backend. Like `profileUpdatedAt` for the profile: an event that is older is stale.
     */
    deletionDecidedAt: v.optional(v.number()),
    suspensionDecidedAt: v.optional(v.number()),
    /** Which event decided that, and each field of the profile; absent or of another time: somebody else did. */
    decidedBy: v.optional(v.object({ deletion: v.optional(mark), suspension: v.optional(mark) })),
    heard: v.optional(heard),
    lastWebhook,
  })
    .index("by_externalId", ["externalId"])
    .index("by_emailKey_deletedAt", ["emailKey", "deletedAt"])
    .index("by_phoneKey", ["phoneKey"])
    .index("by_crmContactId", ["crmContactId"])
    .index("by_frontendUserId", ["frontendUserId"])
    .index("by_matchEmail_reviewed", ["matchEmail", "reviewed"]),

  /** One per registered account: how it signs in to the portal. argon2id only. Inserted by registration. */
  credentials: defineTable({
    user: v.id("users"),
    emailKey: v.string(),
    passwordHash: v.string(),
  })
    .index("by_user", ["user"])
    .index("by_emailKey", ["emailKey"]),

  /** Portal sessions: SHA-256 of the cookie's token. Deleted at sign-out, soft-delete and suspension. */
  memberSessions: defineTable({
    user: v.id("users"),
    tokenHash: v.string(),
    expiresAt: v.number(),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_user", ["user"]),

  /** The mirror of the CRM's contacts. Written by import, by jobs that read a contact back, and by webhooks. */
  contacts: defineTable({
    ...contactArgs,
    ...lookupKeys,
    /** When the mirror last heard of this contact. */
    readAt: v.number(),
    /** Which event told each field, since the contact was last known as a whole. */
    heard: v.optional(heard),
    lastWebhook,
  })
    .index("by_crmId", ["crmId"])
    .index("by_emailKey", ["emailKey"])
    .index("by_phoneKey", ["phoneKey"])
    .index("by_convexUserId", ["convexUserId", "crmId"])
    .index("by_frontendUserId", ["frontendUserId"])
    .index("by_matchEmail_reviewed", ["matchEmail", "reviewed"]),

  /**
   * When a sweep found that the CRM does not have a contact any more, so that a late webhook does not bring it back into
   * the mirror. Written, and forgotten after 30 days, by model/goneContacts.ts.
   */
  goneContacts: defineTable({ crmId: v.string(), goneAt: v.number() })
    .index("by_crmId", ["crmId"])
    .index("by_goneAt", ["goneAt"]),

  /** The join, one row per person. Written only by refreshLink (model/links.ts). Read by every list. */
  links: defineTable({
    user: v.optional(v.id("users")),
    contact: v.optional(v.id("contacts")),
    userId: v.optional(v.string()),
    contactId: v.optional(v.string()),
    frontendUserId: v.optional(v.string()),
    name: v.string(),
    email: v.optional(v.string()),
    state: oneOf(linkStates),
    /** Since when it is in this state. Absent in rows of an older version. */
    stateSince: v.optional(v.number()),
    reason: v.string(),
    /** State and reason of the two sides by themselves, without the job. Absent in rows of an older version. */
    join: v.optional(v.object({ state: oneOf(linkStates), reason: v.string() })),
    userStatus: v.optional(oneOf(["active", "suspended", "deleted"])),
    jobState: v.optional(oneOf(["queued", "running", "waiting"])),
    errorCode: v.optional(v.string()),
    /** It is among the counters of errors (model/linkCounters.ts). */
    countedByError: v.optional(v.literal(true)),
    attempts: v.number(),
    nextAttemptAt: v.optional(v.number()),
    createdAt: v.number(),
    lastSyncAt: v.optional(v.number()),
    lastWebhookAt: v.optional(v.number()),
    lastWebhookType: v.optional(v.string()),
    updatedAt: v.number(),
    sortName: v.string(),
    sortEmail: v.string(),
    /** The words of the names, and those of everything people are searched by. */
    searchName: v.string(),
    searchText: v.string(),
  })
    .index("by_user", ["user"])
    .index("by_contact", ["contact", "user"])
    .index("by_sortName", ["sortName"])
    .index("by_sortEmail", ["sortEmail"])
    .index("by_createdAt", ["createdAt"])
    .index("by_lastSyncAt", ["lastSyncAt"])
    .index("by_lastWebhookAt", ["lastWebhookAt"])
    .index("by_attempts", ["attempts"])
    .index("by_state_sortName", ["state", "sortName"])
    .index("by_state_sortEmail", ["state", "sortEmail"])
    .index("by_state_createdAt", ["state", "createdAt"])
    .index("by_state_lastSyncAt", ["state", "lastSyncAt"])
    .index("by_state_lastWebhookAt", ["state", "lastWebhookAt"])
    .index("by_state_attempts", ["state", "attempts"])
    .index("by_state_errorCode_stateSince", ["state", "errorCode", "stateSince"])
    .searchIndex("search_name", { searchField: "searchName", filterFields: ["state"] })
    .searchIndex("search_text", { searchField: "searchText", filterFields: ["state"] }),

  /**
   * What people have decided about a pair: one row each, replaced by the next decision. Inserted by match review and
   * deleted by its undo (model/decideMatch.ts). Read by the join: a rejected pair is not matched by e-mail.
   */
  matchDecisions: defineTable({
    user: v.id("users"),
    contactId: v.string(),
    verdict: oneOf(["accepted", "rejected"]),
    decidedBy: v.string(),
    decidedAt: v.number(),
    reason: v.string(),
  })
    .index("by_user_contactId", ["user", "contactId"])
    .index("by_user_verdict", ["user", "verdict"])
    .index("by_contactId_verdict", ["contactId", "verdict"]),

  /**
   * Contacts asked to register, each known by the SHA-256 of the token in its link. Inserted by invite, which deletes
   * an unused one of the same contact. Read by registration, which marks it as used, and by the contact's page.
   */
  invitations: defineTable({
    contactId: v.string(),
    tokenHash: v.string(),
    emailKey: v.optional(v.string()),
    createdBy: v.string(),
    createdAt: v.number(),
    expiresAt: v.number(),
    usedAt: v.optional(v.number()),
    /** The item of the run that invited; absent when the link was made by hand. */
    runItem: v.optional(v.id("runItems")),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_contactId", ["contactId"]),

  /**
   * Every call to the backend that changes something. Inserted by enqueue, moved by claim and settle.
   * `wakeAt` is when a worker should look at it again: its due time, or the end of the lease of whoever runs it;
   * absent once it has ended. So an expired lease is simply due again.
   */
  syncJobs: defineTable({
    user: v.id("users"),
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
    .index("by_frontendUserId_outcome", ["frontendUserId", "outcome"])
    .index("by_outcome_contactId", ["outcome", "contactId"])
    .index("by_receivedAt", ["receivedAt"])
    .index("by_user", ["user", "receivedAt"]),

  /** When the backend was heard of, at most one row in half an hour. Written and forgotten by model/silence.ts only. */
  webhookBeats: defineTable({ at: v.number() }).index("by_at", ["at"]),

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

  /**
   * An attempt that an operator made: by whom and why. Without an outcome it was passed over in a run, for the reason in
   * `why`. Inserted by model/replayDelivery.ts only.
   */
  webhookReplays: defineTable({
    delivery: v.id("webhookDeliveries"),
    run: v.optional(v.id("webhookReplayRuns")),
    at: v.number(),
    outcome: v.optional(oneOf(webhookOutcomes)),
    cause: v.optional(oneOf(webhookCauses)),
    why: v.optional(v.string()),
    changes: v.array(fieldChange),
    by: v.string(),
    byId: v.string(),
    reason: v.string(),
  })
    .index("by_delivery", ["delivery", "at"])
    .index("by_run", ["run"]),

  /**
   * Many deliveries replayed: what a filter found and how far that has got. Inserted by webhookReplays.replayAll, moved
   * by its own chain of scheduled steps (model/replayChain.ts).
   */
  webhookReplayRuns: defineTable({
    name: v.string(),
    reason: v.string(),
    filter: webhookFilter,
    state: oneOf(replayRunStates),
    cursor: v.union(v.string(), v.null()),
    replayed: v.number(),
    skipped: v.number(),
    outcomes: v.record(v.string(), v.number()),
    /** Which step of the chain comes next, so that an older one does nothing, and the record of that step. */
    chain: v.optional(v.number()),
    step: v.optional(v.id("_scheduled_functions")),
    /** Which of those who look after the chain does so, for the same reason. */
    watch: v.optional(v.number()),
    /** How often the step has broken that comes next; since one has, deliveries are replayed one in a step. */
    broke: v.optional(v.number()),
    careful: v.optional(v.literal(true)),
    stopCause: v.optional(v.string()),
    createdBy: v.string(),
    createdById: v.string(),
    createdAt: v.number(),
    finishedAt: v.optional(v.number()),
  }).index("by_createdAt", ["createdAt"]),

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

  /**
   * A bulk button pressed: a frozen selection and how far it has got. Inserted by model/startRun.ts, moved by the run's
   * own chain of scheduled steps (runSteps.ts) and by people.
   */
  runs: defineTable({
    name: v.string(),
    reason: v.string(),
    action: oneOf(runActions),
    state: oneOf(runStates),
    /**
     * What was picked, its lists of IDs only until it is frozen; `cursor` is how far that has got. Only rows made
     * before the run take part. `failed`: who failed in another run.
     */
    selection: v.union(selectionArgs, v.object({ by: v.literal("failed"), run: v.id("runs") })),
    cursor: v.union(v.string(), v.null()),
    /** When everybody who takes part was noted down; `total` grows until then. */
    frozenAt: v.optional(v.number()),
    total: v.number(),
    /** Of a destructive action: the count that was typed. No more people are noted down. */
    most: v.optional(v.number()),
    /** People whose turn has come, and those of them for whom there was something to do. */
    taken: v.optional(v.number()),
    started: v.optional(v.number()),
    /** `since`: what had ended when a person let the stopped run go on, so that it is not held against it again. */
    canary: v.optional(
      v.object({
        stopAboveFailedPercent: v.number(),
        stage: v.union(v.literal(1), v.literal(2), v.literal(3)),
        since: v.object({ done: v.number(), failed: v.number() }),
      }),
    ),
    stopCause: v.optional(v.string()),
    /** Which chain of steps moves this run, so that an older one stops; its next step is due then, absent at its end. */
    chain: v.optional(v.number()),
    stepDueAt: v.optional(v.number()),
    /**
     * `false` since a step broke. `true` since the one begun in its place broke too: people are started one by one, so
     * that who breaks it is found.
     */
    careful: v.optional(v.boolean()),
    pace: v.optional(v.object({ at: v.number(), settled: v.number(), perSecond: v.number() })),
    retryOf: v.optional(v.id("runs")),
    retriedBy: v.optional(v.id("runs")),
    createdBy: v.string(),
    createdById: v.optional(v.string()),
    createdAt: v.number(),
    finishedAt: v.optional(v.number()),
  })
    .index("by_state_stepDueAt", ["state", "stepDueAt"])
    .index("by_createdAt", ["createdAt"]),

  /**
   * One person in a run, with the outcome. Inserted while freezing (`frozen`: their turn has not come), settled with
   * the job (`waiting`: it has not ended). A pause puts who has not begun back to `frozen`.
   */
  runItems: defineTable({
    run: v.id("runs"),
    link: v.id("links"),
    name: v.string(),
    user: v.optional(v.id("users")),
    outcome: oneOf(["frozen", "waiting", "done", "skipped", "failed"]),
    why: v.optional(v.string()),
    /** Of who failed: the class of the error. Of who failed or was skipped: what many of them have in common. */
    code: v.optional(v.string()),
    cause: v.optional(v.id("runCauses")),
    /** The job that decides the outcome. `joined` when it was open already and the run only hurried it on. */
    job: v.optional(v.id("syncJobs")),
    joined: v.optional(v.boolean()),
    /** Whether its end wakes the run, so that others get their turn. */
    wakes: v.optional(v.boolean()),
    /** Set when the job has failed and waits for another attempt, until it ends: it takes no place in the window. */
    waits: v.optional(v.boolean()),
  })
    .index("by_run", ["run"])
    .index("by_run_outcome", ["run", "outcome"])
    .index("by_run_cause", ["run", "cause"])
    .index("by_run_link", ["run", "link"]),

  /** Why people of a run failed or were skipped, each cause once. Inserted by model/runCauses.ts, counted in `counters`. */
  runCauses: defineTable({
    run: v.id("runs"),
    outcome: oneOf(["failed", "skipped"]),
    /** The error code and the message but for what names one person. */
    key: v.string(),
    code: v.optional(v.string()),
    message: v.string(),
  }).index("by_run_outcome_key", ["run", "outcome", "key"]),

  /**
   * A comparison of the mirror with the CRM, and how far it has got. Inserted by model/startSweep.ts, moved by
   * sweeping.ts for the worker that holds it, deleted after 90 days. Read by the page of sweeps and by the schedule.
   */
  sweeps: defineTable({
    kind: oneOf(sweepKinds),
    state: oneOf(sweepStates),
    phase: oneOf(sweepPhases),
    startedBy: v.string(),
    startedAt: v.number(),
    finishedAt: v.optional(v.number()),
    /** Only of `changes`: from when on changes are asked for. */
    updatedSince: v.optional(v.number()),
    /** Only of `hot`: up to whom the people in each state have had their turn. */
    turns: v.optional(v.record(v.string(), v.object({ createdAt: v.number(), rowCreatedAt: v.number() }))),
    /** The newest change it has met, by the CRM's clock, but not after its own start by ours. */
    newest: v.number(),
    /** Since when a change should have come as a webhook. */
    listeningSince: v.number(),
    /** Reading: how many of the CRM's list are booked. Comparing: the last CRM contact ID of the mirror that is. */
    offset: v.number(),
    comparedTo: v.string(),
    toRead: v.optional(v.number()),
    changed: v.number(),
    unreadable: v.number(),
    findings: v.object(findingCounts),
    mirrored: v.optional(v.number()),
    notMet: v.optional(v.number()),
    decision: v.optional(
      v.object({
        what: oneOf(["apply", "discard"]),
        by: v.string(),
        at: v.number(),
        reason: v.optional(v.string()),
      }),
    ),
    /** Failures in a row, what the last one was, and when it goes on. */
    failures: v.number(),
    cause: v.optional(v.object({ code: v.string(), message: v.string() })),
    /** How many of those failures, up to the last one, had its code. */
    sameFailures: v.optional(v.number()),
    retryAt: v.optional(v.number()),
    /** Who works on it, and until when they are believed to be alive. */
    worker: v.optional(v.string()),
    leaseUntil: v.optional(v.number()),
  })
    .index("by_state", ["state"])
    .index("by_startedAt", ["startedAt"])
    .index("by_kind_startedAt", ["kind", "startedAt"])
    .index("by_kind_state_startedAt", ["kind", "state", "startedAt"]),

  /**
   * CRM contact IDs, about a hundred a row: of a full sweep those it has met, of a hot one those it is to read. So an
   * unchanged contact costs no write of its own. Inserted by bookings, deleted when the sweep has ended.
   */
  sweepIds: defineTable({
    sweep: v.id("sweeps"),
    number: v.number(),
    crmIds: v.array(v.string()),
  }).index("by_sweep_number", ["sweep", "number"]),

  /** What a sweep has found, one person a row. Inserted by bookings, `absent` ones decided by them; deleted with the sweep. */
  sweepFindings: defineTable({
    sweep: v.id("sweeps"),
    kind: oneOf(findingKinds),
    link: v.optional(v.id("links")),
    contactId: v.optional(v.string()),
    name: v.string(),
    from: v.optional(oneOf(linkStates)),
    to: v.optional(oneOf(linkStates)),
    reason: v.optional(v.string()),
    changedAt: v.optional(v.number()),
    foundAt: v.number(),
  }).index("by_sweep_kind", ["sweep", "kind"]),

  /** What happened to whom and who did it: the audit, and each user's timeline. Inserted by model/audit.ts only. */
  auditEvents: defineTable({
    at: v.number(),
    actor: v.object({ kind: v.string(), id: v.string(), name: v.string(), role: v.optional(v.string()) }),
    action: v.string(),
    summary: v.string(),
    outcome: v.optional(v.string()),
    user: v.optional(v.id("users")),
    contactId: v.optional(v.string()),
    target: v.optional(v.object({ kind: oneOf(auditTargetKinds), id: v.string() })),
    changes: v.array(fieldChange),
    reason: v.optional(v.string()),
    requestId: v.optional(v.string()),
    webhook: v.optional(v.string()),
  })
    .index("by_user", ["user", "at"])
    .index("by_contactId", ["contactId", "at"])
    .index("by_target", ["target.id", "at"])
    .index("by_actor", ["actor.id", "at"])
    .index("by_action", ["action", "at"])
    .index("by_requestId", ["requestId", "at"])
    .index("by_at", ["at"]),

  /** The people at the desk. */
  operators: defineTable({
    email: v.string(),
    emailKey: v.string(),
    name: v.string(),
    role: oneOf(operatorRoles),
    passwordHash: v.string(),
    disabledAt: v.optional(v.number()),
  }).index("by_emailKey", ["emailKey"]),

  /**
   * Views of the users that operators keep: `search` is the part of the list's address that says what is seen. Inserted,
   * changed and deleted by savedViews.ts.
   */
  savedViews: defineTable({
    owner: v.string(),
    ownerName: v.string(),
    name: v.string(),
    /** For everybody at the desk, not for its owner alone. */
    shared: v.boolean(),
    search: v.string(),
    changedAt: v.number(),
  })
    .index("by_owner", ["owner"])
    .index("by_shared", ["shared"]),

  /** How an operator likes the desk, at most one row each. Written by savedViews.keepColumns. */
  operatorPreferences: defineTable({ operator: v.string(), usersColumns: v.optional(v.string()) }).index(
    "by_operator",
    ["operator"],
  ),

  /**
   * What lets somebody in at the desk, each known by the SHA-256 of its token: sessions, and the one-time link of the
   * first start (`kind: "set_up"`, no operator yet). Deleted when used up or signed out.
   */
  operatorSessions: defineTable({
    kind: oneOf(["session", "set_up"]),
    operator: v.optional(v.id("operators")),
    tokenHash: v.string(),
    expiresAt: v.number(),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_kind", ["kind"])
    .index("by_operator", ["operator"]),

  /** What admins have changed: at most one document, made by the first change. Written by model/settings.ts. */
  settings: defineTable({
    ...storedSettings,
    /** Counts changes, so that nobody overwrites what they have not seen. */
    version: v.number(),
    changedAt: v.number(),
    changedBy: v.string(),
    /** When the time of the full sweep was last changed: what would have been due before that is not due now. */
    fullChangedAt: v.optional(v.number()),
  }),

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

  /** Sums kept in the transaction of the change, in shards so that writers do not wait for each other. */
  counters: defineTable({ name: v.string(), shard: v.number(), value: v.number() }).index("by_name_shard", [
    "name",
    "shard",
  ]),
});
