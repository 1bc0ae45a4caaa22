import { v } from "convex/values";
import {
  watchRanges,
  WebhookHistogram,
  WebhookIssues,
  WebhookLag,
  WebhookTypes,
} from "../../shared/webhooks-api";
import { lagWithin } from "../../shared/webhook-lag";
import { fail, guardedMutation, shownQuery } from "./functions";
import { handledTypes } from "./model/applyWebhook";
import { recordEvent } from "./model/audit";
import { oneOf } from "./model/selectionArgs";
import { windowOf } from "./model/watchWindow";
import { bucketsIn } from "./model/webhookBuckets";
import { added, lagsIn, outcomesIn, type Counts } from "./model/webhookFacts";
import { webhookFilterArgs } from "./model/webhookFilterArgs";
import { histogramOf } from "./model/webhookHistogram";
import { issuesOf, issueView } from "./model/webhookIssues";
import { typeTotals } from "./model/webhookTypes";

/** What people look at to see whether webhooks are well. All of it is counted when they come, and never looked through. */
const rangeArgs = { range: oneOf(watchRanges) };

/** Requests by outcome over time. */
export const histogram = shownQuery("webhooks.read")({
  shows: WebhookHistogram,
  args: { ...rangeArgs, ...webhookFilterArgs },
  handler: (ctx, { range, ...filter }) => histogramOf(ctx, range, filter),
});

/** How late events are applied. */
export const lag = shownQuery("webhooks.read")({
  shows: WebhookLag,
  args: rangeArgs,
  handler: async (ctx, { range }): Promise<WebhookLag> => {
    const buckets = await bucketsIn(ctx, windowOf(range, {}, Date.now()));
    const lags = lagsIn(buckets.reduce<Counts>((sum, { counted }) => added(sum, counted.counts), {}));
    return {
      count: [...lags.values()].reduce((sum, count) => sum + count, 0),
      p50Ms: lagWithin(lags, 0.5),
      p95Ms: lagWithin(lags, 0.95),
      p99Ms: lagWithin(lags, 0.99),
    };
  },
});

/** Every event type that was ever seen. */
export const types = shownQuery("webhooks.read")({
  shows: WebhookTypes,
  args: {},
  handler: async (ctx) => {
    const { types } = await typeTotals(ctx);
    return {
      types: types.map(({ type, counts, firstSeenAt, lastSeenAt }) => ({
        ...{ type, handled: handledTypes.has(type), firstSeenAt, lastSeenAt },
        count: Object.values(outcomesIn(counts)).reduce((sum, count) => sum + count, 0),
      })),
    };
  },
});

/** Failures by what they have in common. */
export const issues = shownQuery("webhooks.read")({
  shows: WebhookIssues,
  args: {},
  handler: async (ctx) => ({ issues: await issuesOf(ctx) }),
});

/** Somebody has seen it and looks after it. The next failure of this kind asks again. */
export const acknowledge = guardedMutation("webhooks.acknowledge")({
  args: { issueId: v.string(), note: v.string(), requestId: v.string() },
  handler: async (ctx, { issueId, note, requestId }) => {
    const id = ctx.db.normalizeId("webhookIssues", issueId);
    const issue = id && (await ctx.db.get("webhookIssues", id));
    if (!issue) throw fail({ code: "not_found", field: "issueId", message: "There is no such issue." });
    const acknowledged = { at: Date.now(), by: ctx.actor.name, note };
    await ctx.db.patch("webhookIssues", issue._id, { acknowledged });
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "acknowledge webhook failures", requestId },
      summary: `Acknowledged ${issue.open} failures of ${issue.type} (${issue.cause}).`,
      ...(note ? { reason: note } : {}),
    });
    return issueView({ ...issue, acknowledged });
  },
});
