import { v } from "convex/values";
import { z } from "zod";
import {
  webhookCauses,
  WebhookDetail,
  WebhookFacets,
  webhookOutcomes,
  WebhookRow,
  WebhooksPage,
} from "../../shared/webhooks-api";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { fail, shownQuery } from "./functions";
import { webhookDetail } from "./model/webhookDetail";
import { facetsOf } from "./model/webhookFacets";
import { arrivalsFound, passes } from "./model/webhookFilter";
import { webhookFilterArgs } from "./model/webhookFilterArgs";
import { webhookRow } from "./model/webhookRows";
import { oneOf } from "./model/selectionArgs";
import { streamPage } from "./model/streamPage";

/** Rows one page may read where a filter finds little among much. */
const MOST_READ = 500;
/** How long a row takes to be surely committed, in ms: rows of an earlier moment cannot appear behind later ones then. */
const SETTLED_MS = 1_000;
/** Rows told at once to whoever follows the log. */
const MOST_TOLD = 100;

/** The log of everything that reached the door, newest first. */
export const page = shownQuery("webhooks.read")({
  shows: WebhooksPage,
  args: { ...webhookFilterArgs, cursor: v.union(v.string(), v.null()), limit: v.number() },
  handler: async (ctx, { cursor, limit, ...filter }) => {
    const found = await arrivalsFound(ctx, filter);
    if (!found) return { rows: [], nextCursor: null };
    const { page, isDone, continueCursor } = await streamPage(found, {
      numItems: limit,
      cursor,
      maximumRowsRead: MOST_READ,
    });
    const rows = await Promise.all(page.map((attempt) => webhookRow(ctx, attempt)));
    return { rows, nextCursor: isDone ? null : continueCursor };
  },
});

/** How many arrivals there are of each outcome, cause and type. */
export const facets = shownQuery("webhooks.read")({
  shows: WebhookFacets,
  args: webhookFilterArgs,
  handler: (ctx, filter) => facetsOf(ctx, filter),
});

/** One arrival with everything that is known of it; of a replay, the arrival that brought what was replayed. */
export const get = shownQuery("webhooks.read")({
  shows: WebhookDetail,
  args: { attemptId: v.string() },
  handler: async (ctx, { attemptId }): Promise<WebhookDetail> => {
    const id = ctx.db.normalizeId("webhookAttempts", attemptId);
    const attempt = id ? await ctx.db.get("webhookAttempts", id) : await firstArrivalOf(ctx, attemptId);
    if (!attempt)
      throw fail({ code: "not_found", field: "attemptId", message: "There is no such delivery attempt." });
    return webhookDetail(ctx, attempt);
  },
});

async function firstArrivalOf(ctx: QueryCtx, replayId: string): Promise<Doc<"webhookAttempts"> | null> {
  const id = ctx.db.normalizeId("webhookReplays", replayId);
  const replay = id && (await ctx.db.get("webhookReplays", id));
  return (
    replay &&
    ctx.db
      .query("webhookAttempts")
      .withIndex("by_delivery", (q) => q.eq("delivery", replay.delivery))
      .first()
  );
}

const Arrivals = z.object({
  rows: z.array(z.object({ at: z.number(), row: WebhookRow })),
  after: z.number(),
});

/** What has arrived after `after`, oldest first, and up to where that is; `null` begins now. */
export const since = shownQuery("webhooks.read")({
  shows: Arrivals,
  args: {
    after: v.union(v.number(), v.null()),
    outcomes: v.optional(v.array(oneOf(webhookOutcomes))),
    types: v.optional(v.array(v.string())),
    causes: v.optional(v.array(oneOf(webhookCauses))),
  },
  handler: async (ctx, { after, ...filter }) => {
    const settled = Date.now() - SETTLED_MS;
    // A place that has not come yet is none of this log.
    if (after === null || after > settled) return { rows: [], after: settled };
    const arrivals = await ctx.db
      .query("webhookAttempts")
      .withIndex("by_creation_time", (q) => q.gt("_creationTime", after).lt("_creationTime", settled))
      .take(MOST_TOLD);
    const told = arrivals.filter((attempt) => passes(filter, attempt));
    const rows = await Promise.all(
      told.map(async (attempt) => ({ at: attempt._creationTime, row: await webhookRow(ctx, attempt) })),
    );
    return { rows, after: arrivals.at(-1)?._creationTime ?? Math.max(after, settled - SETTLED_MS) };
  },
});
