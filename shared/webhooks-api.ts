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

export const WebhooksListInput = z.object({
  outcomes: z.array(z.enum(webhookOutcomes)).max(webhookOutcomes.length).optional(),
  types: z.array(z.string().max(100)).max(20).optional(),
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

/** Counts over the whole log, by outcome and by event type. */
export const WebhookFacets = z.object({
  outcomes: z.record(z.enum(webhookOutcomes), z.int()),
  types: z.array(z.object({ type: z.string(), count: z.int() })),
});

export const FieldChange = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldChange = z.infer<typeof FieldChange>;

export const WebhookDetail = WebhookRow.extend({
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  payload: z.string(),
  payloadTruncated: z.boolean(),
  bytes: z.int(),
  verdict: z.string(),
  scheme: z.string().nullable(),
  secretLabel: z.string().nullable(),
  clockSkewS: z.number().nullable(),
  changes: z.array(FieldChange),
  sessionsEnded: z.int(),
  arrivals: z.array(
    z.object({
      attemptId: z.string(),
      receivedAt: z.number(),
      outcome: z.enum(webhookOutcomes),
      cause: z.string().nullable(),
    }),
  ),
});
export type WebhookDetail = z.infer<typeof WebhookDetail>;
