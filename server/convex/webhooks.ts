import { v } from "convex/values";
import { rejectionCauses, webhookOutcomes } from "../../shared/webhooks-api";
import { redactBody } from "../../shared/webhook-redact";
import { guardedMutation } from "./functions";
import { bookFacts } from "./model/bookFacts";
import { redactedNames } from "./model/redaction";
import { oneOf } from "./model/selectionArgs";
import { takeBroken, takeWebhooks } from "./model/takeWebhooks";
import { arrivalArgs, recordArrival, webhookArgs } from "./model/webhookArrivals";
import type { Fact } from "./model/webhookFacts";

/** What the door hands over. Only when one of these has committed may the sender be told anything. */
const outcomeLiteral = oneOf(webhookOutcomes);

/**
 * Takes a verified event: stores the delivery, drops what was seen before or is out of date, applies the rest and
 * refreshes the links, all in one transaction. Only when this has committed may the sender be told 2xx.
 */
export const receive = guardedMutation("system.work")({
  args: webhookArgs.fields,
  returns: v.object({ outcome: outcomeLiteral }),
  handler: async (ctx, webhook) => {
    const [outcome = "failed"] = await takeWebhooks(ctx, [webhook]);
    return { outcome };
  },
});

/**
 * The same for several events that came at once, in their order; each has its own outcome. A commit, the counters and the
 * links are shared, so that one event costs a fraction. When this throws, nothing is kept of any of them.
 */
export const receiveAll = guardedMutation("system.work")({
  args: { webhooks: v.array(webhookArgs) },
  returns: v.array(outcomeLiteral),
  handler: (ctx, { webhooks }) => takeWebhooks(ctx, webhooks),
});

/**
 * Keeps an event that cannot be applied for no fault of its own: applying it broke. So it is not lost, the sender need
 * not send it again for days, and it can be replayed when the code is mended.
 */
export const keepFailed = guardedMutation("system.work")({
  args: webhookArgs.fields,
  returns: v.object({ outcome: outcomeLiteral }),
  handler: async (ctx, webhook) => ({ outcome: await takeBroken(ctx, webhook) }),
});

/** Logs a request that was refused at the door, and answers its row. It changes nothing else. */
export const reject = guardedMutation("system.work")({
  args: { arrival: arrivalArgs, source: v.string(), cause: oneOf(rejectionCauses), body: v.string() },
  returns: v.id("webhookAttempts"),
  handler: async (ctx, { arrival, source, cause, body }) => {
    const facts: Fact[] = [];
    const { body: rejectedBody, redacted } = redactBody(body, await redactedNames(ctx));
    const about = { source, cause, rejectedBody, ...(redacted.length > 0 ? { redacted } : {}) };
    const attempt = await recordArrival(ctx, facts, arrival, "rejected", about);
    await bookFacts(ctx, facts);
    return attempt;
  },
});

/** Counts refused requests that got no row of their own, as `more` on top of the one that stands for them. */
export const countRefusals = guardedMutation("system.work")({
  args: { attempt: v.id("webhookAttempts"), more: v.number() },
  returns: v.null(),
  handler: async (ctx, { attempt, more }) => {
    const row = await ctx.db.get("webhookAttempts", attempt);
    if (!row) return null;
    await ctx.db.patch("webhookAttempts", attempt, { requests: (row.requests ?? 1) + more });
    const { outcome, cause } = row;
    await bookFacts(ctx, [{ at: Date.now(), outcome, cause, times: more }]);
    return null;
  },
});
