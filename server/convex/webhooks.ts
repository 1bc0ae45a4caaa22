import { v } from "convex/values";
import { rejectionCauses, webhookOutcomes, type WebhookOutcome } from "../../shared/webhooks-api";
import type { MutationCtx } from "./_generated/server";
import type { Id } from "./_generated/dataModel";
import { guardedMutation } from "./functions";
import { applyWebhook } from "./model/applyWebhook";
import { addToCounters } from "./model/counters";
import { eventArgs, type WebhookEvent } from "./model/eventArgs";
import { refreshLinks } from "./model/links";
import { noteBeat } from "./model/silence";
import { countOne, newTouched, type Touched } from "./model/touched";
import { recordWebhook } from "./model/webhookEvents";

/** What is kept of every request that reached the door. `durationMs`: from its first byte until this transaction. */
const arrivalArgs = {
  receivedAt: v.number(),
  durationMs: v.number(),
  bytes: v.number(),
  headers: v.array(v.object({ name: v.string(), value: v.string() })),
  scheme: v.optional(v.string()),
  secretLabel: v.optional(v.string()),
  clockSkewS: v.optional(v.number()),
};
const arrivalObject = v.object(arrivalArgs);
type Arrival = typeof arrivalObject.type;

const outcomeLiteral = v.union(...webhookOutcomes.map((outcome) => v.literal(outcome)));

/** A verified event and how it came. */
const webhookObject = v.object({ event: eventArgs, arrival: arrivalObject });
type Webhook = typeof webhookObject.type;

/**
 * Takes a verified event: stores the delivery, drops what was seen before or is out of date, applies the rest and
 * refreshes the links, all in one transaction. Only when this has committed may the sender be told 2xx.
 */
export const receive = guardedMutation("system.work")({
  args: webhookObject.fields,
  returns: v.object({ outcome: outcomeLiteral }),
  handler: async (ctx, webhook) => {
    const [outcome = "failed"] = await takeAll(ctx, [webhook]);
    return { outcome };
  },
});

/**
 * The same for several events that came at once, in their order; each has its own outcome. A commit, the counters and the
 * links are shared, so that one event costs a fraction. When this throws, nothing is kept of any of them.
 */
export const receiveAll = guardedMutation("system.work")({
  args: { webhooks: v.array(webhookObject) },
  returns: v.array(outcomeLiteral),
  handler: (ctx, { webhooks }) => takeAll(ctx, webhooks),
});

async function takeAll(ctx: MutationCtx, webhooks: Webhook[]): Promise<WebhookOutcome[]> {
  const touched = newTouched();
  const outcomes: WebhookOutcome[] = [];
  for (const webhook of webhooks) outcomes.push(await take(ctx, touched, webhook));
  const fresh = webhooks.filter((_, place) => outcomes[place] !== "duplicate");
  if (fresh.length > 0) await noteBeat(ctx, Math.max(...fresh.map(({ arrival }) => arrival.receivedAt)));
  await refreshLinks(ctx, touched);
  return outcomes;
}

async function take(
  ctx: MutationCtx,
  touched: Touched,
  { event, arrival }: Webhook,
): Promise<WebhookOutcome> {
  const seen = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_eventId", (q) => q.eq("eventId", event.eventId))
    .unique();
  if (seen) {
    const { user, contactId } = seen;
    await recordArrival(ctx, touched, arrival, "duplicate", { delivery: seen._id, event, user, contactId });
    return "duplicate";
  }
  const verdict = await applyWebhook(ctx, touched, event);
  const { outcome, cause, user, contactId } = verdict;
  const delivery = await ctx.db.insert("webhookDeliveries", {
    ...event,
    ...verdict,
    frontendUserId: event.data.frontendUserId,
    receivedAt: arrival.receivedAt,
  });
  await recordArrival(ctx, touched, arrival, outcome, { delivery, event, cause, user, contactId });
  await recordWebhook(ctx, event, verdict);
  return outcome;
}

/**
 * Keeps an event that cannot be applied for no fault of its own: applying it broke. So it is not lost, the sender need
 * not send it again for days, and it can be replayed when the code is mended.
 */
export const keepFailed = guardedMutation("system.work")({
  args: webhookObject.fields,
  returns: v.object({ outcome: outcomeLiteral }),
  handler: async (ctx, { event, arrival }) => {
    const touched = newTouched();
    const { contactId, frontendUserId } = event.data;
    const seen = await ctx.db
      .query("webhookDeliveries")
      .withIndex("by_eventId", (q) => q.eq("eventId", event.eventId))
      .unique();
    const outcome = seen ? ("duplicate" as const) : ("failed" as const);
    const delivery =
      seen?._id ??
      (await ctx.db.insert("webhookDeliveries", {
        ...event,
        ...{ outcome, cause: "error", contactId, frontendUserId, changes: [], sessionsEnded: 0 },
        receivedAt: arrival.receivedAt,
      }));
    const cause = seen ? undefined : "error";
    await recordArrival(ctx, touched, arrival, outcome, { delivery, event, contactId, cause });
    await addToCounters(ctx, touched.counted);
    return { outcome };
  },
});

/** Logs a request that was refused at the door, and answers its row. It changes nothing else. */
export const reject = guardedMutation("system.work")({
  args: {
    arrival: arrivalObject,
    source: v.string(),
    cause: v.union(...rejectionCauses.map((cause) => v.literal(cause))),
    body: v.string(),
  },
  returns: v.id("webhookAttempts"),
  handler: async (ctx, { arrival, source, cause, body }) => {
    const touched = newTouched();
    const attempt = await recordArrival(ctx, touched, arrival, "rejected", {
      ...{ source, cause },
      rejectedBody: body,
    });
    await addToCounters(ctx, touched.counted);
    return attempt;
  },
});

/** Counts refused requests that got no row of their own, as `more` on top of the one that stands for them. */
export const countRefusals = guardedMutation("system.work")({
  args: { attempt: v.id("webhookAttempts"), more: v.number() },
  returns: v.null(),
  handler: async (ctx, { attempt, more }) => {
    const row = await ctx.db.get("webhookAttempts", attempt);
    if (row) await ctx.db.patch("webhookAttempts", attempt, { requests: (row.requests ?? 1) + more });
    await addToCounters(ctx, new Map([["webhooks:rejected", more]]));
    return null;
  },
});

type About = {
  delivery?: Id<"webhookDeliveries">;
  event?: WebhookEvent;
  cause?: string | undefined;
  source?: string;
  rejectedBody?: string;
  user?: Id<"users"> | undefined;
  contactId?: string | undefined;
};

/** One row per request, and counted with the links: `touched` has to be booked by the caller. */
function recordArrival(
  ctx: MutationCtx,
  touched: Touched,
  arrival: Arrival,
  outcome: WebhookOutcome,
  { event, ...about }: About,
): Promise<Id<"webhookAttempts">> {
  const { eventId, type, eventAt } = event ?? {};
  countOne(touched, `webhooks:${outcome}`);
  if (type) countOne(touched, `webhookType:${type}`);
  return ctx.db.insert("webhookAttempts", { ...arrival, ...about, eventId, type, eventAt, outcome });
}
