import { z } from "zod";

/** The webhook log: inputs and outputs of the tRPC router `webhooks`. Times are ms since epoch. */
export const webhookOutcomes = [
  "applied",
  "duplicate",
  "stale",
  "ignored",
  "unmatched",
  "failed",
  "rejected",
] as const;
export type WebhookOutcome = (typeof webhookOutcomes)[number];

export const rejectionCauses = [
  "signature",
  "timestamp",
  "malformed",
  "too_large",
  "content_type",
  "rate_limited",
] as const;
export type RejectionCause = (typeof rejectionCauses)[number];

/**
 * Why a genuine event `failed`: the field of its data that cannot be right, the one that another account has, or `error`
 * when applying it broke for no fault of the data.
 */
export const failureCauses = [
  "invalid_timestamp",
  "invalid_data",
  "invalid_frontendUserId",
  "invalid_contactId",
  "invalid_convexUserId",
  "invalid_email",
  "invalid_firstName",
  "invalid_lastName",
  "invalid_phone",
  "invalid_status",
  "invalid_reason",
  "taken_email",
  "error",
] as const;
export type FailureCause = (typeof failureCauses)[number];
export const webhookCauses = [...rejectionCauses, ...failureCauses] as const;
export type WebhookCause = (typeof webhookCauses)[number];

/** What of the log is looked at, or replayed. All that is given must hold; of a list any one. */
export const WebhookFilter = z.object({
  outcomes: z.array(z.enum(webhookOutcomes)).max(webhookOutcomes.length).optional(),
  types: z.array(z.string().max(100)).max(20).optional(),
  causes: z.array(z.enum(webhookCauses)).max(webhookCauses.length).optional(),
  /** Any ID of theirs, as `users.get` takes it. */
  person: z.string().max(200).optional(),
  /** The event ID or its beginning. */
  eventId: z.string().trim().max(300).optional(),
  /** Arrived from then on, and before then. */
  from: z.number().optional(),
  to: z.number().optional(),
});
export type WebhookFilter = z.infer<typeof WebhookFilter>;

/** Newest first. A page may be short, even empty, and have a next one: where a filter finds little among much. */
export const WebhooksListInput = WebhookFilter.extend({
  cursor: z.string().nullish(),
  limit: z.int().min(1).max(200).default(50),
});

/** One arrival at the door: a first delivery, the provider's retry of it, or a request that was refused. */
export const WebhookRow = z.object({
  attemptId: z.string(),
  deliveryId: z.string().nullable(),
  eventId: z.string().nullable(),
  type: z.string().nullable(),
  outcome: z.enum(webhookOutcomes),
  cause: z.string().nullable(),
  receivedAt: z.number(),
  eventAt: z.number().nullable(),
  durationMs: z.number(),
  person: z.object({ linkId: z.string().nullable(), name: z.string() }).nullable(),
});
export type WebhookRow = z.infer<typeof WebhookRow>;
export const WebhooksPage = z.object({ rows: z.array(WebhookRow), nextCursor: z.string().nullable() });

/**
 * Counts by outcome, cause and event type, each under everything else the log is narrowed to. Not `exact`: there are at
 * least so many.
 */
export const WebhookFacets = z.object({
  outcomes: z.record(z.enum(webhookOutcomes), z.int()),
  causes: z.partialRecord(z.enum(webhookCauses), z.int()),
  types: z.array(z.object({ type: z.string(), count: z.int() })),
  exact: z.boolean(),
});

export type WebhookFacets = z.infer<typeof WebhookFacets>;

export const FieldChange = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldChange = z.infer<typeof FieldChange>;

/** How a delivery was tried: as it first came, sent again by the provider, or replayed by an operator. */
export const attemptKinds = ["first", "retry", "replay"] as const;
export const WebhookAttemptView = z.object({
  attemptId: z.string(),
  kind: z.enum(attemptKinds),
  at: z.number(),
  outcome: z.enum(webhookOutcomes),
  cause: z.string().nullable(),
  /** Of a replay: who asked for it, why, and in which run. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
  runId: z.string().nullable(),
});
export type WebhookAttemptView = z.infer<typeof WebhookAttemptView>;

/** The event itself, one per event ID, and what has become of it by now. */
export const WebhookDelivery = z.object({
  deliveryId: z.string(),
  outcome: z.enum(webhookOutcomes),
  cause: z.string().nullable(),
  /** Of a failed one: what is wrong with the field. */
  message: z.string().nullable(),
  /** SHA-256 of the body as it came, hexadecimal. It stays when the content is removed. */
  sha256: z.string().nullable(),
  /** When the content was removed, by the settings' retention. */
  contentRemovedAt: z.number().nullable(),
  /** Fields whose values were replaced before anything was stored. */
  redacted: z.array(z.string()),
  /** An admin let it in although its signature or time had been refused. */
  unproven: z.boolean(),
});

export const WebhookDetail = WebhookRow.extend({
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Empty when it was removed. Of a refused request as much as was kept. */
  payload: z.string(),
  payloadTruncated: z.boolean(),
  bytes: z.int(),
  verdict: z.string(),
  scheme: z.string().nullable(),
  secretLabel: z.string().nullable(),
  clockSkewS: z.number().nullable(),
  /** Of a refused request: the network address it came from. */
  source: z.string().nullable(),
  /** How many requests this row stands for: a flood of forgeries has one for each source. */
  requests: z.int(),
  /** What the event has changed, whenever it was applied. */
  changes: z.array(FieldChange),
  sessionsEnded: z.int(),
  /** Whether a welcome e-mail that was about to be sent was stopped by it. */
  mailStopped: z.boolean(),
  delivery: WebhookDelivery.nullable(),
  /** Oldest first, at most 50. */
  attempts: z.array(WebhookAttemptView),
  /** Whether it can be replayed; `why` not. `unproven`: only by `replayRejected`. */
  replay: z.object({ allowed: z.boolean(), unproven: z.boolean(), why: z.string().nullable() }),
});
export type WebhookDetail = z.infer<typeof WebhookDetail>;

const Why = z.string().trim().min(3, "Say why, in at least 3 characters.").max(500);
export const ReplayInput = z.object({ attemptId: z.string(), reason: Why });
/** What the attempt has come to: `applied` also when there was nothing left to change. */
export const ReplayResult = z.object({
  attemptId: z.string(),
  deliveryId: z.string(),
  outcome: z.enum(webhookOutcomes),
  cause: z.string().nullable(),
  changes: z.array(FieldChange),
});
export type ReplayResult = z.infer<typeof ReplayResult>;

/** What an admin types to have a request applied that has not proved to come from the backend. */
export const UNPROVEN_PHRASE = "replay unproven";
export const ReplayRejectedInput = ReplayInput.extend({ typed: z.string() });

/** Deliveries that a filter finds: at least `count` when not `exact`. */
export const ReplayPreview = z.object({
  count: z.int(),
  exact: z.boolean(),
  byOutcome: z.partialRecord(z.enum(webhookOutcomes), z.int()),
});
export type ReplayPreview = z.infer<typeof ReplayPreview>;
/** Everything that matches and has arrived by now, oldest events of a person not before newer ones: order is by event time. */
export const ReplayAllInput = z.object({
  filter: WebhookFilter,
  name: z.string().trim().min(1, "Give the run a name.").max(120),
  reason: Why,
});

/** `paused` by a person and `stopped` by itself: both can be resumed. */
export const replayRunStates = ["running", "paused", "stopped", "cancelled", "done"] as const;
/** A run over deliveries. `found` grows until it is done; every delivery is replayed once. */
export const ReplayRun = z.object({
  runId: z.string(),
  name: z.string(),
  reason: z.string(),
  filter: WebhookFilter,
  state: z.enum(replayRunStates),
  /** Why it stopped by itself; `null` in any other state. */
  stopCause: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  /** Deliveries replayed by now, and what became of them. */
  replayed: z.int(),
  outcomes: z.partialRecord(z.enum(webhookOutcomes), z.int()),
  /** Deliveries not replayed, and why: their content was removed. */
  skipped: z.int(),
});
export type ReplayRun = z.infer<typeof ReplayRun>;
export const ReplayRef = z.object({ runId: z.string() });
export const ReplayRuns = z.object({ runs: z.array(ReplayRun), nextCursor: z.string().nullable() });
export const ReplayItem = z.object({
  attemptId: z.string(),
  eventId: z.string(),
  type: z.string(),
  at: z.number(),
  /** Absent outcome: skipped, with the reason in `why`. */
  outcome: z.enum(webhookOutcomes).nullable(),
  why: z.string().nullable(),
});
export const ReplayItems = z.object({ items: z.array(ReplayItem), nextCursor: z.string().nullable() });
export const ReplayItemsInput = ReplayRef.extend({ cursor: z.string().nullish() });

export const watchRanges = ["1h", "24h", "7d", "90d"] as const;
export type WatchRange = (typeof watchRanges)[number];
export const WatchInput = z.object({ range: z.enum(watchRanges) });
export const WebhookHistogramInput = WebhookFilter.extend(WatchInput.shape);
/**
 * Requests by outcome over time, oldest first, empty buckets too. `at` is when a bucket begins. They end now, or soon after
 * a time that was chosen. `range`: what they show, longer than asked for where such small buckets are not kept any more.
 * Not `exact`: there are at least so many.
 */
export const WebhookHistogram = z.object({
  range: z.enum(watchRanges),
  exact: z.boolean(),
  bucketMs: z.int(),
  buckets: z.array(z.object({ at: z.number(), counts: z.partialRecord(z.enum(webhookOutcomes), z.int()) })),
  totals: z.partialRecord(z.enum(webhookOutcomes), z.int()),
  /** Of the rejected and the failed ones. */
  causes: z.partialRecord(z.enum(webhookCauses), z.int()),
});
export type WebhookHistogram = z.infer<typeof WebhookHistogram>;

/** How long after the event's own time it was applied, in ms, at most 20 % too high. Null while nothing was applied. */
export const WebhookLag = z.object({
  count: z.int(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
});
export type WebhookLag = z.infer<typeof WebhookLag>;

/** `handled`: Tandem acts on it. */
export const WebhookTypes = z.object({
  types: z.array(
    z.object({
      type: z.string(),
      handled: z.boolean(),
      count: z.int(),
      firstSeenAt: z.number(),
      lastSeenAt: z.number(),
    }),
  ),
});

/** Failures with one cause of one event type. `open`: how many have not been mended by a replay. */
export const WebhookIssue = z.object({
  issueId: z.string(),
  type: z.string(),
  cause: z.enum(failureCauses),
  message: z.string(),
  count: z.int(),
  open: z.int(),
  firstSeenAt: z.number(),
  lastSeenAt: z.number(),
  /** Taken back by the next failure of its kind. */
  acknowledged: z.object({ at: z.number(), by: z.string(), note: z.string() }).nullable(),
});
export type WebhookIssue = z.infer<typeof WebhookIssue>;
/** The last seen first, at most 100. */
export const WebhookIssues = z.object({ issues: z.array(WebhookIssue) });
export const AcknowledgeInput = z.object({
  issueId: z.string(),
  note: z.string().trim().max(500).default(""),
});
export const ReplayIssueInput = z.object({ issueId: z.string(), reason: Why });

/** What arrives from now on, or after `lastEventId`, which the client puts in when it connects again. */
export const WebhookTailInput = WebhookFilter.pick({ outcomes: true, types: true, causes: true }).extend({
  lastEventId: z.string().nullish(),
});
export type WebhookTailInput = z.infer<typeof WebhookTailInput>;
