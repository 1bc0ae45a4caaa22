import type { WebhookDetail, WebhookRow } from "../../shared/webhooks-api";

/** An arrival as the server would send it; say only what the test is about. */
export const anArrival = (given: Partial<WebhookRow> = {}): WebhookRow => ({
  ...{ attemptId: "a1", deliveryId: "d1", eventId: "evt_1", type: "user.updated" },
  ...{ outcome: "applied", cause: null, receivedAt: 10_000, eventAt: 9_000, durationMs: 4 },
  person: { linkId: "link1", name: "Dr. Jörg Müller" },
  ...given,
});

export const aDelivery = (
  given: Partial<NonNullable<WebhookDetail["delivery"]>> = {},
): WebhookDetail["delivery"] => ({
  ...{ deliveryId: "d1", outcome: "applied", cause: null, message: null, sha256: "9f86d081" },
  unproven: false,
  ...given,
});

export const aWebhook = (given: Partial<WebhookDetail> = {}): WebhookDetail => ({
  ...anArrival(),
  headers: [{ name: "content-type", value: "application/json" }],
  payload: '{"type":"user.updated"}',
  ...{
    payloadTruncated: false,
    contentRemovedAt: null,
    redacted: [],
    bytes: 23,
    verdict: "Genuine, new and in order: it was applied.",
  },
  ...{ scheme: "standard", secretLabel: "2026-11", clockSkewS: 0, source: null, requests: 1 },
  ...{ changes: [], sessionsEnded: 0, mailStopped: false, delivery: aDelivery(), attempts: [] },
  replay: { allowed: true, unproven: false, why: null },
  ...given,
});

/** A request refused at the door for its signature. */
export const aRefusal = (given: Partial<WebhookDetail> = {}): WebhookDetail =>
  aWebhook({
    ...{ outcome: "rejected", cause: "signature", deliveryId: null, delivery: null, person: null },
    ...{ scheme: null, secretLabel: null, eventAt: null },
    replay: { allowed: true, unproven: true, why: null },
    ...given,
  });
