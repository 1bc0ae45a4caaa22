import { z } from "zod";
import { Plain, PersonalContent, PersonalName, PersonalValue, PersonalWords } from "./personal";

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
  types: z.array(Plain.max(100)).max(20).optional(),
  causes: z.array(z.enum(webhookCauses)).max(webhookCauses.length).optional(),
  /** Any ID of theirs, as `users.get` takes it. */
  person: Plain.max(200).optional(),
  /** The event ID or its beginning. */
  eventId: Plain.trim().max(300).optional(),
  /** Arrived from then on, and before then. */
  from: z.number().optional(),
  to: z.number().optional(),
});
export type WebhookFilter = z.infer<typeof WebhookFilter>;

/** Newest first. A page may be short, even empty, and have a next one: where a filter finds little among much. */
export const WebhooksListInput = WebhookFilter.extend({
  cursor: Plain.nullish(),
  limit: z.int().min(1).max(200).default(50),
});

/** One arrival at the door: a first delivery, the provider's retry of it, or a request that was refused. */
export const WebhookRow = z.object({
  attemptId: Plain,
  deliveryId: Plain.nullable(),
  eventId: Plain.nullable(),
  type: Plain.nullable(),
  outcome: z.enum(webhookOutcomes),
  cause: Plain.nullable(),
  receivedAt: z.number(),
  eventAt: z.number().nullable(),
  durationMs: z.number(),
  person: z.object({ linkId: Plain.nullable(), name: PersonalName }).nullable(),
});
export type WebhookRow = z.infer<typeof WebhookRow>;
export const WebhooksPage = z.object({ rows: z.array(WebhookRow), nextCursor: Plain.nullable() });

/**
 * Counts by outcome, cause and event type, each under everything else the log is narrowed to. Not `exact`: there are at
 * least so many.
 */
export const WebhookFacets = z.object({
  outcomes: z.record(z.enum(webhookOutcomes), z.int()),
  causes: z.partialRecord(z.enum(webhookCauses), z.int()),
  types: z.array(z.object({ type: Plain, count: z.int() })),
  exact: z.boolean(),
});

export type WebhookFacets = z.infer<typeof WebhookFacets>;

export const FieldChange = z.object({
  field: Plain,
  before: PersonalValue.nullable(),
  after: PersonalValue.nullable(),
});
export type FieldChange = z.infer<typeof FieldChange>;

/** How a delivery was tried: as it first came, sent again by the provider, or replayed by an operator. */
export const attemptKinds = ["first", "retry", "replay"] as const;
export const WebhookAttemptView = z.object({
  attemptId: Plain,
  kind: z.enum(attemptKinds),
  at: z.number(),
  outcome: z.enum(webhookOutcomes),
  cause: Plain.nullable(),
  /** Of a replay: who asked for it, why, and in which run. */
  by: Plain.nullable(),
  reason: PersonalContent.nullable(),
  runId: Plain.nullable(),
});
export type WebhookAttemptView = z.infer<typeof WebhookAttemptView>;

/** The event itself, one per event ID, and what has become of it by now. */
export const WebhookDelivery = z.object({
  deliveryId: Plain,
  outcome: z.enum(webhookOutcomes),
  cause: Plain.nullable(),
  /** Of a failed one: what is wrong with the field. */
  message: PersonalWords.nullable(),
  /** SHA-256 of the body as it came, hexadecimal. It stays when the content is removed. */
  sha256: Plain.nullable(),
  /** An admin let it in although its signature or time had been refused. */
  unproven: z.boolean(),
});

export const WebhookDetail = WebhookRow.extend({
  headers: z.array(z.object({ name: Plain, value: PersonalContent })),
  /** Empty when it was removed. Of a refused request as much as was kept. */
  payload: PersonalContent,
  payloadTruncated: z.boolean(),
  /** When the content was removed, by the settings' retention. */
  contentRemovedAt: z.number().nullable(),
  /** Fields whose values were replaced before anything was stored. */
  redacted: z.array(Plain),
  bytes: z.int(),
  verdict: PersonalWords,
  scheme: Plain.nullable(),
  secretLabel: Plain.nullable(),
  clockSkewS: z.number().nullable(),
  /** Of a refused request: the network address it came from. */
  source: PersonalContent.nullable(),
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
  replay: z.object({ allowed: z.boolean(), unproven: z.boolean(), why: Plain.nullable() }),
});
export type WebhookDetail = z.infer<typeof WebhookDetail>;

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
      type: Plain,
      handled: z.boolean(),
      count: z.int(),
      firstSeenAt: z.number(),
      lastSeenAt: z.number(),
    }),
  ),
});

/** Failures with one cause of one event type. `open`: how many have not been mended by a replay. */
export const WebhookIssue = z.object({
  issueId: Plain,
  type: Plain,
  cause: z.enum(failureCauses),
  message: PersonalWords,
  count: z.int(),
  open: z.int(),
  firstSeenAt: z.number(),
  lastSeenAt: z.number(),
  /** Taken back by the next failure of its kind. */
  acknowledged: z.object({ at: z.number(), by: Plain, note: PersonalContent }).nullable(),
});
export type WebhookIssue = z.infer<typeof WebhookIssue>;
/** The last seen first, at most 100. */
export const WebhookIssues = z.object({ issues: z.array(WebhookIssue) });
export const AcknowledgeInput = z.object({
  issueId: Plain,
  note: z.string().trim().max(500).default(""),
});

/** What arrives from now on, or after `lastEventId`, which the client puts in when it connects again. */
export const WebhookTailInput = WebhookFilter.pick({ outcomes: true, types: true, causes: true }).extend({
  lastEventId: Plain.nullish(),
});
export type WebhookTailInput = z.infer<typeof WebhookTailInput>;
