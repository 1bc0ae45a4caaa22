import type { UserWebhook } from "../../../shared/users-api";
import type { WebhookRow } from "../../../shared/webhooks-api";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { contactByCrmId } from "./contacts";
import { linkShowing } from "./findPerson";
import { linkOfUser } from "./links";

type Attempt = Doc<"webhookAttempts">;

/** An arrival, as a person's own log shows it. */
export const attemptRow = (attempt: Attempt): UserWebhook => ({
  attemptId: attempt._id,
  deliveryId: attempt.delivery ?? null,
  eventId: attempt.eventId ?? null,
  type: attempt.type ?? null,
  outcome: attempt.outcome,
  cause: attempt.cause ?? null,
  receivedAt: attempt.receivedAt,
});

/** An arrival, as the log of everything shows it: with the person it is about. */
export async function webhookRow(ctx: QueryCtx, attempt: Attempt): Promise<WebhookRow> {
  const { attemptId, deliveryId, eventId, type, cause, receivedAt } = attemptRow(attempt);
  return {
    ...{ attemptId, deliveryId, eventId, type, cause, receivedAt },
    outcome: attempt.outcome,
    eventAt: attempt.eventAt ?? null,
    durationMs: attempt.durationMs,
    person: await personOf(ctx, attempt),
  };
}

async function personOf(ctx: QueryCtx, { user, contactId }: Attempt): Promise<WebhookRow["person"]> {
  const contact = user || !contactId ? null : await contactByCrmId(ctx, contactId);
  const link = user ? await linkOfUser(ctx, user) : contact && (await linkShowing(ctx, contact));
  return link && { linkId: link._id, name: link.name };
}
