import type { WebhookOutcome } from "../../../shared/webhooks-api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { applyWebhook, type Verdict } from "./applyWebhook";
import { bookFacts } from "./bookFacts";
import { refreshLinks } from "./links";
import { asKept, redactedNames } from "./redaction";
import { noteBeat } from "./silence";
import { newTouched, type Touched } from "./touched";
import { recordArrival, type Webhook } from "./webhookArrivals";
import { recordWebhook } from "./webhookEvents";
import type { Fact } from "./webhookFacts";

/**
 * Takes verified events in their order: each is stored, dropped when it was seen before, else applied as far as nothing
 * newer is known. Links, counters and the commit are shared by all of them.
 */
export async function takeWebhooks(ctx: MutationCtx, webhooks: Webhook[]): Promise<WebhookOutcome[]> {
  const touched = newTouched();
  const facts: Fact[] = [];
  const outcomes: WebhookOutcome[] = [];
  const batch = { touched, facts, redact: await redactedNames(ctx) };
  for (const webhook of webhooks) outcomes.push(await take(ctx, batch, webhook));
  const fresh = webhooks.filter((_, place) => outcomes[place] !== "duplicate");
  if (fresh.length > 0) await noteBeat(ctx, Math.max(...fresh.map(({ arrival }) => arrival.receivedAt)));
  await bookFacts(ctx, facts);
  await refreshLinks(ctx, touched);
  return outcomes;
}

/** What the events of one transaction share. `redact`: names of fields that are not kept. */
type Batch = { touched: Touched; facts: Fact[]; redact: string[] };

async function take(ctx: MutationCtx, batch: Batch, webhook: Webhook): Promise<WebhookOutcome> {
  const { touched, facts, redact } = batch;
  const { arrival } = webhook;
  const seen = await deliveryOf(ctx, webhook.event.eventId);
  if (seen && !seen.unproven) return takeAgain(ctx, facts, webhook, seen);
  if (seen) await setAside(ctx, seen);
  const applied = await applyWebhook(ctx, touched, webhook.event);
  const { event, verdict } = asKept(webhook.event, applied, redact);
  const delivery = await keep(ctx, { event, arrival }, verdict);
  const { outcome, cause, user, contactId } = verdict;
  await recordArrival(ctx, facts, arrival, outcome, { delivery, event, cause, user, contactId });
  await recordWebhook(ctx, event, verdict);
  return outcome;
}

/** An admin has let in something under this ID without proof. Now the genuine event is here, and the ID is its own. */
async function setAside(ctx: MutationCtx, unproven: Doc<"webhookDeliveries">): Promise<void> {
  await ctx.db.patch("webhookDeliveries", unproven._id, { eventId: `unproven_${unproven._id}` });
}

async function takeAgain(
  ctx: MutationCtx,
  facts: Fact[],
  { event, arrival }: Webhook,
  { _id, user, contactId }: Doc<"webhookDeliveries">,
): Promise<WebhookOutcome> {
  await recordArrival(ctx, facts, arrival, "duplicate", { delivery: _id, event, user, contactId });
  return "duplicate";
}

/** Keeps an event that cannot be applied for no fault of its own, so that it can be replayed when the code is mended. */
export async function takeBroken(ctx: MutationCtx, webhook: Webhook): Promise<WebhookOutcome> {
  const facts: Fact[] = [];
  const { arrival } = webhook;
  const seen = await deliveryOf(ctx, webhook.event.eventId);
  const outcome = seen ? await takeAgain(ctx, facts, webhook, seen) : "failed";
  if (!seen) {
    const { contactId } = webhook.event.data;
    const failed = { outcome: "failed", cause: "error" } as const;
    const broken = { ...failed, contactId, changes: [], sessionsEnded: 0 };
    const { event } = asKept(webhook.event, broken, await redactedNames(ctx));
    const delivery = await keep(ctx, { event, arrival }, broken);
    await recordArrival(ctx, facts, arrival, "failed", { delivery, event, contactId, cause: "error" });
  }
  await bookFacts(ctx, facts);
  return outcome;
}

type Kept = { event: Webhook["event"]; arrival: Pick<Webhook["arrival"], "receivedAt"> };

/** Stores an event and what became of it. */
export const keep = (
  ctx: MutationCtx,
  { event, arrival }: Kept,
  verdict: Verdict,
  marks: { unproven?: true } = {},
) =>
  ctx.db.insert("webhookDeliveries", {
    ...event,
    ...verdict,
    ...(verdict.contentRemovedAt ? { payload: "", data: undefined } : {}),
    ...marks,
    frontendUserId: event.data.frontendUserId,
    receivedAt: arrival.receivedAt,
  });

export const deliveryOf = (ctx: QueryCtx, eventId: string): Promise<Doc<"webhookDeliveries"> | null> =>
  ctx.db
    .query("webhookDeliveries")
    .withIndex("by_eventId", (q) => q.eq("eventId", eventId))
    .unique();
