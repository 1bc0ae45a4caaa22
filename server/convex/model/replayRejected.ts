import { readWebhook } from "../../../shared/backend-api";
import { whyNot } from "../../../shared/fixed-sentences";
import { UNPROVEN_PHRASE, type ReplayResult } from "../../../shared/replays-api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { applyWebhook } from "./applyWebhook";
import { recordEvent } from "./audit";
import { sha256 } from "./fingerprint";
import { refreshLinks } from "./links";
import { whyNotReplayed } from "./replayable";
import { deliveryOf, keep } from "./takeWebhooks";
import { newTouched } from "./touched";
import { recordWebhook } from "./webhookEvents";

type Attempt = Doc<"webhookAttempts">;
type Asked = { actor: Actor; reason: string; typed: string; requestId: string };

/**
 * Lets in what has not proved to come from the backend, on an admin's word: a wrong clock, or a secret rotated too
 * early. It becomes a delivery like any other, marked as unproven; the log keeps that it was refused.
 */
export async function replayRejected(
  ctx: MutationCtx,
  attempt: Attempt,
  asked: Asked,
): Promise<ReplayResult> {
  requireTyped(asked.typed);
  const why = whyNotReplayed(attempt, null);
  if (why) throw fail({ code: "conflict", field: "attemptId", message: why });
  const event = { ...eventOf(attempt), sha256: await sha256(attempt.rejectedBody ?? "") };
  const known = await deliveryOf(ctx, event.eventId);
  if (known) throw fail({ code: "conflict", field: "attemptId", message: whyKnown(known) });
  const touched = newTouched();
  const verdict = await applyWebhook(ctx, touched, event);
  const { outcome, cause, changes, user, contactId } = verdict;
  const delivery = await keep(ctx, { event, arrival: attempt }, verdict, { unproven: true });
  const { actor, reason, requestId } = asked;
  const attemptId = await ctx.db.insert("webhookReplays", {
    ...{ delivery, at: Date.now(), outcome, cause, changes, reason },
    ...{ by: actor.name, byId: actor.id },
  });
  await ctx.db.patch("webhookAttempts", attempt._id, { replayedAs: delivery, user, contactId });
  await recordWebhook(ctx, event, verdict, "An admin let in this event, whose origin is not proven.");
  await recordEvent(ctx, {
    ...{ actor, action: `replay unproven ${event.type}`, webhook: event.eventId },
    ...{ outcome, user, contactId, reason, requestId },
    summary: `Let in the event ${event.eventId}, refused for its ${attempt.cause ?? "signature"}: ${outcome}.`,
  });
  await refreshLinks(ctx, touched);
  return { attemptId, deliveryId: delivery, outcome, cause: cause ?? null, changes };
}

const whyKnown = ({ unproven }: Doc<"webhookDeliveries">) =>
  unproven ? whyNot.letInAlready : "This event has come with a valid signature too.";

function requireTyped(typed: string): void {
  if (typed.trim().toLowerCase() === UNPROVEN_PHRASE) return;
  throw fail({
    code: "needs_confirmation",
    field: "typed",
    message: `Type "${UNPROVEN_PHRASE}" to let in what has not proved to come from the backend.`,
  });
}

/** The event in the body that was kept; when it has no ID or time of its own, that of the header or of its arrival. */
function eventOf({ _id, rejectedBody = "", headers, receivedAt }: Attempt) {
  const read = readWebhook(rejectedBody);
  if (!read) throw fail({ code: "invalid", field: "attemptId", message: "Its body is not an event." });
  const header = headers.find(({ name }) => name === "webhook-id")?.value;
  return {
    ...read,
    eventId: read.eventId ?? header ?? `unproven_${_id}`,
    eventAt: Math.min(read.eventAt ?? receivedAt, receivedAt),
    payload: rejectedBody,
  };
}
