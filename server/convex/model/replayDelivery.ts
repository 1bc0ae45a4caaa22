import { v, type Infer } from "convex/values";
import { readWebhook } from "../../../shared/backend-api";
import { roles } from "../../../shared/permissions";
import type { ReplayResult } from "../../../shared/replays-api";
import { failureCauses, type FailureCause } from "../../../shared/webhooks-api";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { applyWebhook, type Verdict } from "./applyWebhook";
import { recordEvent } from "./audit";
import type { EventData, KnownEvent } from "./eventArgs";
import { noteJudgedLater } from "./judgedLater";
import { refreshLinks } from "./links";
import { oneOf } from "./selectionArgs";
import { newTouched, type Touched } from "./touched";
import { recordWebhook } from "./webhookEvents";
import { messageOf, noteFailures, noteMended } from "./webhookIssues";

type Delivery = Doc<"webhookDeliveries">;
/** Who asked for it and why; `requestId` when it was asked for by itself and not as part of a run. */
export const askedArgs = v.object({
  actor: v.object({
    ...{ id: v.string(), name: v.string(), role: v.optional(oneOf(roles)) },
    token: v.optional(v.object({ id: v.string(), name: v.string() })),
  }),
  reason: v.string(),
  run: v.optional(v.id("webhookReplayRuns")),
  requestId: v.optional(v.string()),
});
export type Asked = Infer<typeof askedArgs>;

/** The same; when it breaks, that is the attempt's outcome, and nothing else of it is kept. */
export async function replaySafely(
  ctx: MutationCtx,
  delivery: Delivery,
  asked: Asked,
): Promise<ReplayResult> {
  try {
    return await ctx.runMutation(internal.webhookReplays.replayOne, { delivery: delivery._id, ...asked });
  } catch {
    return noteBroken(ctx, delivery, asked);
  }
}

/** An attempt that broke, for no fault of the data: in the log, and for the rest as if it had not been. */
export const noteBroken = (
  ctx: MutationCtx,
  delivery: Delivery,
  asked: Asked,
  why?: string,
): Promise<ReplayResult> =>
  noteAttempt(ctx, delivery, asked, { outcome: "failed", cause: "error", changes: [], why });

/** Notes an attempt with the delivery, and in the audit as what the operator did. */
async function noteAttempt(
  ctx: MutationCtx,
  delivery: Delivery,
  { actor, reason, run, requestId }: Asked,
  { outcome, cause, changes, why, user = delivery.user, contactId = delivery.contactId }: Result,
): Promise<ReplayResult> {
  const attemptId = await ctx.db.insert("webhookReplays", {
    ...{ delivery: delivery._id, at: Date.now(), outcome, cause, why, changes, reason, run },
    ...{ by: actor.name, byId: actor.id },
  });
  await recordEvent(ctx, {
    // Without a role it was asked for as part of a run, which only admins start.
    actor: { kind: "operator", ...actor, role: actor.role ?? "admin" },
    action: `replay ${delivery.type}`,
    summary: `Replayed the event ${delivery.eventId}: ${outcome}.`,
    ...{ outcome, user, contactId, reason, requestId, webhook: delivery.eventId },
    target: run && { kind: "replay", id: run },
  });
  return { attemptId, deliveryId: delivery._id, outcome, cause: cause ?? null, changes };
}

type Result = Pick<Verdict, "outcome" | "cause" | "changes" | "user" | "contactId"> & {
  why?: string | undefined;
};

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
  const verdict = await judgeAgain(ctx, touched, delivery, effectOfReplay);
  const result = await noteAttempt(ctx, delivery, asked, verdict);
  await refreshLinks(ctx, touched);
  return result;
}

const effectOfReplay = "A replay of this event was applied.";

/** The judgement itself; `summary` is what the timeline says of it, if it comes into effect. */
async function judgeAgain(
  ctx: MutationCtx,
  touched: Touched,
  delivery: Delivery,
  summary?: string,
): Promise<Verdict> {
  const event = readAgain(delivery);
  const verdict = await applyWebhook(ctx, touched, event);
  await bookReplay(ctx, delivery, event, verdict);
  if (didSomething(delivery, verdict)) await recordWebhook(ctx, event, verdict, summary);
  return verdict;
}

/** The same without anybody asking for it: what made it fail has gone. It stands among the replays, as Tandem's own. */
export async function replayByItself(
  ctx: MutationCtx,
  touched: Touched,
  delivery: Delivery,
  reason: string,
): Promise<void> {
  const { outcome, cause, changes } = await judgeAgain(ctx, touched, delivery);
  await ctx.db.insert("webhookReplays", {
    ...{ delivery: delivery._id, at: Date.now(), outcome, cause, changes, reason },
    ...{ by: "Tandem", byId: "system" },
  });
}

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
  await bookIssue(ctx, delivery, verdict, failure);
  if (delivery.outcome === "applied") return;
  await ctx.db.patch("webhookDeliveries", delivery._id, {
    ...{ ...verdict, cause: verdict.cause, mailStopped: verdict.mailStopped },
    ...{ data, failure, eventAt, frontendUserId: data.frontendUserId },
  });
  await noteJudgedLater(ctx, delivery._id, verdict);
}

async function bookIssue(
  ctx: MutationCtx,
  { outcome, cause, type }: Delivery,
  verdict: Verdict,
  failure: KnownEvent["failure"],
): Promise<void> {
  const [was, is] = [outcome === "failed" ? asFailure(cause) : undefined, verdict.cause];
  if (was === is) return;
  if (was) await noteMended(ctx, type, was);
  if (!is) return;
  const message = messageOf(is, failure);
  await noteFailures(ctx, [{ at: Date.now(), outcome: "failed", failure: { type, cause: is, message } }]);
}

const asFailure = (cause: string | undefined): FailureCause | undefined =>
  failureCauses.find((known) => known === cause);

/** Whether the event has come into effect by this replay. */
const didSomething = (delivery: Delivery, { outcome, changes, sessionsEnded }: Verdict): boolean =>
  outcome === "applied" && (delivery.outcome !== "applied" || changes.length > 0 || sessionsEnded > 0);
