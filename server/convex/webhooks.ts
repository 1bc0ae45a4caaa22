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
import { newTouched } from "./model/touched";
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

/**
 * Takes a verified event: stores the delivery, drops what was seen before or is out of date, applies the rest and
 * refreshes the links, all in one transaction. Only when this has committed may the sender be told 2xx.
 */
export const receive = guardedMutation("system.work")({
  args: { event: eventArgs, arrival: arrivalObject },
  returns: v.object({ outcome: v.union(...webhookOutcomes.map((outcome) => v.literal(outcome))) }),
  handler: async (ctx, { event, arrival }) => {
    const seen = await ctx.db
      .query("webhookDeliveries")
      .withIndex("by_eventId", (q) => q.eq("eventId", event.eventId))
      .unique();
    if (seen) {
      const { user, contactId } = seen;
      await recordArrival(ctx, arrival, "duplicate", { delivery: seen._id, event, user, contactId });
      return { outcome: "duplicate" as const };
    }
    const touched = newTouched();
    const verdict = await applyWebhook(ctx, touched, event);
    const { outcome, user, contactId } = verdict;
    const delivery = await ctx.db.insert("webhookDeliveries", {
      ...event,
      ...verdict,
      frontendUserId: event.data.frontendUserId,
      receivedAt: arrival.receivedAt,
    });
    await noteBeat(ctx, arrival.receivedAt);
    await recordArrival(ctx, arrival, outcome, { delivery, event, user, contactId });
    await refreshLinks(ctx, touched);
    await recordWebhook(ctx, event, verdict);
    return { outcome };
  },
});

/** Logs a request that was refused at the door. It changes nothing else. */
export const reject = guardedMutation("system.work")({
  args: {
    arrival: arrivalObject,
    cause: v.union(...rejectionCauses.map((cause) => v.literal(cause))),
    body: v.string(),
  },
  returns: v.null(),
  handler: async (ctx, { arrival, cause, body }) => {
    await recordArrival(ctx, arrival, "rejected", { cause, rejectedBody: body });
    return null;
  },
});

type About = {
  delivery?: Id<"webhookDeliveries">;
  event?: WebhookEvent;
  cause?: string;
  rejectedBody?: string;
  user?: Id<"users"> | undefined;
  contactId?: string | undefined;
};

async function recordArrival(
  ctx: MutationCtx,
  arrival: Arrival,
  outcome: WebhookOutcome,
  { event, ...about }: About,
): Promise<void> {
  const { eventId, type, eventAt } = event ?? {};
  await ctx.db.insert("webhookAttempts", { ...arrival, ...about, eventId, type, eventAt, outcome });
  const counted: Array<[string, number]> = [[`webhooks:${outcome}`, 1]];
  if (type) counted.push([`webhookType:${type}`, 1]);
  await addToCounters(ctx, new Map(counted));
}
