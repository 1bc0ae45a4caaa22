import { readWebhook } from "../../../shared/backend-api";
import { failureCauses, type FailureCause, type ReplayResult } from "../../../shared/webhooks-api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Actor } from "../functions";
import { applyWebhook, type Verdict } from "./applyWebhook";
import { recordEvent } from "./audit";
import type { EventData, KnownEvent } from "./eventArgs";
import { refreshLinks } from "./links";
import { newTouched } from "./touched";
import { recordWebhook } from "./webhookEvents";
import { noteFailures, noteMended } from "./webhookIssues";
import { noteWhoIsMeant } from "./whoIsMeant";

type Delivery = Doc<"webhookDeliveries">;
export type Replayer = Pick<Actor, "id" | "name">;
/** Who asked for it and why; `requestId` when it was asked for by itself and not as part of a run. */
type Asked = { actor: Replayer; reason: string; run?: Id<"webhookReplayRuns">; requestId?: string };

/**
 * Judges a delivery once more, by the code as it is now and by what is known now. What holds already is not done again:
 * no session ends twice, nobody gets mail, and the change is on the timeline once, when it was made.
 */
export async function replayDelivery(
  ctx: MutationCtx,
  delivery: Delivery,
  asked: Asked,
): Promise<ReplayResult> {
  const touched = newTouched();
  const event = readAgain(delivery);
  const verdict = await applyWebhook(ctx, touched, event);
  await bookReplay(ctx, delivery, event, verdict);
  const { outcome, cause, changes } = verdict;
  const { actor, reason, run } = asked;
  const attemptId = await ctx.db.insert("webhookReplays", {
    ...{ delivery: delivery._id, at: Date.now(), outcome, cause, changes, reason, run },
    ...{ by: actor.name, byId: actor.id },
  });
  if (didSomething(delivery, verdict)) await recordWebhook(ctx, event, verdict, effectOfReplay);
  await recordReplay(ctx, delivery, verdict, asked);
  await refreshLinks(ctx, touched);
  return { attemptId, deliveryId: delivery._id, outcome, cause: cause ?? null, changes };
}

const effectOfReplay = "A replay of this event was applied.";

/** What the event says, as the code reads it by now; where values were not kept, only what was. */
function readAgain({
  eventId,
  type,
  eventAt,
  payload,
  data = {},
  failure,
  redacted = [],
  receivedAt,
}: Delivery): KnownEvent {
  const known = { eventId, type, cameAt: receivedAt };
  const read = readWebhook(payload);
  if (!read) return { ...known, eventAt, data, ...(failure ? { failure } : {}) };
  const kept = Object.entries(read.data).filter(([field]) => !redacted.includes(field));
  const isOfKept = read.failure && !redacted.includes(read.failure.field);
  return {
    ...{ ...known, eventAt: Math.min(read.eventAt ?? eventAt, eventAt) },
    data: Object.fromEntries(kept) as EventData,
    ...(isOfKept ? { failure: read.failure } : {}),
  };
}

/** What was applied once stays applied, also when something newer has come since. */
async function bookReplay(
  ctx: MutationCtx,
  delivery: Delivery,
  { data, failure, eventAt }: KnownEvent,
  verdict: Verdict,
): Promise<void> {
  const { user, contactId } = verdict;
  await bookIssue(ctx, delivery, verdict, failure?.message);
  if (delivery.outcome === "applied") return;
  await ctx.db.patch("webhookDeliveries", delivery._id, {
    ...{ ...verdict, cause: verdict.cause, mailStopped: verdict.mailStopped },
    ...{ data, failure, eventAt, frontendUserId: data.frontendUserId },
  });
  await noteWhoIsMeant(ctx, delivery._id, { user, contactId });
}

async function bookIssue(
  ctx: MutationCtx,
  { outcome, cause, type }: Delivery,
  verdict: Verdict,
  message = "Applying it broke.",
): Promise<void> {
  const [was, is] = [outcome === "failed" ? asFailure(cause) : undefined, verdict.cause];
  if (was === is) return;
  if (was) await noteMended(ctx, type, was);
  if (is)
    await noteFailures(ctx, [{ at: Date.now(), outcome: "failed", failure: { type, cause: is, message } }]);
}

const asFailure = (cause: string | undefined): FailureCause | undefined =>
  failureCauses.find((known) => known === cause);

/** Whether the event has come into effect by this replay. */
const didSomething = (delivery: Delivery, { outcome, changes, sessionsEnded }: Verdict): boolean =>
  outcome === "applied" && (delivery.outcome !== "applied" || changes.length > 0 || sessionsEnded > 0);

async function recordReplay(
  ctx: MutationCtx,
  { type, eventId }: Delivery,
  { outcome, user, contactId }: Verdict,
  { actor, reason, requestId }: Asked,
): Promise<void> {
  await recordEvent(ctx, {
    actor: { kind: "operator", role: "admin", ...actor },
    action: `replay ${type}`,
    summary: `Replayed the event ${eventId}: ${outcome}.`,
    ...{ outcome, user, contactId, reason, requestId },
  });
}
