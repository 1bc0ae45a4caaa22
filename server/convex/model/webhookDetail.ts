import type { WebhookAttemptView, WebhookDetail } from "../../../shared/webhooks-api";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { whyNotReplayed, isWhole } from "./replayable";
import { webhookRow } from "./webhookRows";
import { verdictOf } from "./webhookVerdicts";

type Attempt = Doc<"webhookAttempts">;
type Delivery = Doc<"webhookDeliveries">;

/** Attempts of one delivery that are shown. */
const MOST_ATTEMPTS = 50;

/** A request, the delivery it brought, or was made into by an admin, and that one's other attempts. */
export async function webhookDetail(ctx: QueryCtx, attempt: Attempt): Promise<WebhookDetail> {
  const { headers, bytes, scheme, secretLabel, clockSkewS } = attempt;
  const brought = attempt.delivery ?? attempt.replayedAs;
  const delivery = brought ? await ctx.db.get("webhookDeliveries", brought) : null;
  const changedBy = attempt.outcome === "duplicate" ? null : delivery;
  const { contentRemovedAt = null, redacted = [] } = delivery ?? attempt;
  const why = whyNotReplayed(attempt, attempt.delivery ? delivery : null);
  return {
    ...(await webhookRow(ctx, attempt)),
    ...{ headers, bytes, verdict: verdictOf(attempt, delivery) },
    payload: delivery?.payload ?? attempt.rejectedBody ?? "",
    payloadTruncated: !delivery && !attempt.contentRemovedAt && !isWhole(attempt),
    ...{ contentRemovedAt, redacted },
    scheme: scheme ?? null,
    secretLabel: secretLabel ?? null,
    clockSkewS: clockSkewS ?? null,
    ...{ source: attempt.source ?? null, requests: attempt.requests ?? 1 },
    changes: changedBy?.changes ?? [],
    sessionsEnded: changedBy?.sessionsEnded ?? 0,
    mailStopped: !!changedBy?.mailStopped,
    delivery: delivery && deliveryView(delivery),
    attempts: delivery ? await attemptsOf(ctx, delivery) : [],
    replay: { allowed: why === null, unproven: !attempt.delivery, why },
  };
}

const deliveryView = (delivery: Delivery): WebhookDetail["delivery"] => ({
  deliveryId: delivery._id,
  outcome: delivery.outcome,
  cause: delivery.cause ?? null,
  message: delivery.failure?.message ?? null,
  sha256: delivery.sha256 ?? null,
  unproven: !!delivery.unproven,
});

async function attemptsOf(ctx: QueryCtx, { _id }: Delivery): Promise<WebhookAttemptView[]> {
  const arrivals = await ctx.db
    .query("webhookAttempts")
    .withIndex("by_delivery", (q) => q.eq("delivery", _id))
    .take(MOST_ATTEMPTS);
  const replays = await ctx.db
    .query("webhookReplays")
    .withIndex("by_delivery", (q) => q.eq("delivery", _id))
    .take(MOST_ATTEMPTS);
  return [...arrivals.map(arrivalView), ...replays.flatMap(replayView)]
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST_ATTEMPTS);
}

const arrivalView = ({ _id, receivedAt, outcome, cause }: Attempt): WebhookAttemptView => ({
  ...{ attemptId: _id, at: receivedAt, outcome, cause: cause ?? null },
  kind: outcome === "duplicate" ? "retry" : "first",
  ...{ by: null, reason: null, runId: null },
});

function replayView({
  _id,
  at,
  outcome,
  cause,
  by,
  reason,
  run,
}: Doc<"webhookReplays">): WebhookAttemptView[] {
  if (!outcome) return [];
  return [
    {
      ...{ attemptId: _id, kind: "replay", at, outcome, cause: cause ?? null },
      ...{ by, reason, runId: run ?? null },
    },
  ];
}
