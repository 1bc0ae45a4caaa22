import { mergedStream, stream } from "convex-helpers/server/stream";
import { v } from "convex/values";
import { webhookOutcomes, type WebhookDetail, type WebhookOutcome } from "../../shared/webhooks-api";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { fail, guardedQuery } from "./functions";
import { readCounters } from "./model/counters";
import { webhookRow } from "./model/webhookRows";
import schema from "./schema";

const MOST_TYPES = 50;
const MOST_ARRIVALS = 50;
/** Rows one page may read while looking for a type among several outcomes. */
const MOST_READ = 4000;

/** The log of everything that reached the door, newest first. */
export const page = guardedQuery("webhooks.read")({
  args: {
    outcomes: v.optional(v.array(v.union(...webhookOutcomes.map((outcome) => v.literal(outcome))))),
    types: v.optional(v.array(v.string())),
    cursor: v.union(v.string(), v.null()),
    limit: v.number(),
  },
  handler: async (ctx, { outcomes = [], types = [], cursor, limit }) => {
    const { page, isDone, continueCursor } = await arrivals(ctx, outcomes, types).paginate({
      numItems: limit,
      cursor,
      maximumRowsRead: MOST_READ,
    });
    const rows = await Promise.all(page.map((attempt) => webhookRow(ctx, attempt)));
    return { rows, nextCursor: isDone ? null : continueCursor };
  },
});

/** One stream per outcome and type, merged newest first. */
function arrivals(ctx: QueryCtx, outcomes: WebhookOutcome[], types: string[]) {
  const attempts = () => stream(ctx.db, schema).query("webhookAttempts");
  const both = outcomes.flatMap((outcome) => types.map((type) => ({ outcome, type })));
  const streams =
    both.length > 0
      ? both.map(({ outcome, type }) =>
          attempts()
            .withIndex("by_outcome_type_receivedAt", (q) => q.eq("outcome", outcome).eq("type", type))
            .order("desc"),
        )
      : outcomes.length > 0
        ? outcomes.map((outcome) =>
            attempts()
              .withIndex("by_outcome_receivedAt", (q) => q.eq("outcome", outcome))
              .order("desc"),
          )
        : types.map((type) =>
            attempts()
              .withIndex("by_type_receivedAt", (q) => q.eq("type", type))
              .order("desc"),
          );
  if (streams.length === 0) return attempts().withIndex("by_receivedAt").order("desc");
  return mergedStream(streams, ["receivedAt", "_creationTime", "_id"]);
}

/** How many arrivals there are of each outcome and each type. */
export const facets = guardedQuery("webhooks.read")({
  args: {},
  handler: async (ctx) => {
    const outcomes = await readCounters(ctx, "webhooks:", webhookOutcomes.length);
    const types = await readCounters(ctx, "webhookType:", MOST_TYPES);
    return {
      outcomes: Object.fromEntries(
        webhookOutcomes.map((outcome) => [outcome, outcomes.get(outcome) ?? 0]),
      ) as Record<WebhookOutcome, number>,
      causes: {},
      types: [...types].map(([type, count]) => ({ type, count })),
    };
  },
});

/** One arrival with everything that is known of it. */
export const get = guardedQuery("webhooks.read")({
  args: { attemptId: v.string() },
  handler: async (ctx, { attemptId }): Promise<WebhookDetail> => {
    const id = ctx.db.normalizeId("webhookAttempts", attemptId);
    const attempt = id && (await ctx.db.get("webhookAttempts", id));
    if (!attempt)
      throw fail({ code: "not_found", field: "attemptId", message: "There is no such delivery attempt." });
    const delivery = attempt.delivery ? await ctx.db.get("webhookDeliveries", attempt.delivery) : null;
    const payload = delivery?.payload ?? attempt.rejectedBody ?? "";
    const isFirst = attempt.outcome !== "duplicate";
    return {
      ...(await webhookRow(ctx, attempt)),
      headers: attempt.headers,
      payload,
      payloadTruncated: !delivery && attempt.bytes > new TextEncoder().encode(payload).length,
      bytes: attempt.bytes,
      verdict: verdictOf(attempt, delivery),
      scheme: attempt.scheme ?? null,
      secretLabel: attempt.secretLabel ?? null,
      clockSkewS: attempt.clockSkewS ?? null,
      changes: isFirst ? (delivery?.changes ?? []) : [],
      sessionsEnded: isFirst ? (delivery?.sessionsEnded ?? 0) : 0,
      mailStopped: isFirst && !!delivery?.mailStopped,
      delivery: delivery && deliveryView(delivery),
      attempts: delivery ? await arrivalsOf(ctx, delivery) : [],
      replay: { allowed: false, unproven: false, why: "Replays are not possible yet." },
    };
  },
});

const deliveryView = ({
  _id,
  outcome,
  cause,
  failure,
}: Doc<"webhookDeliveries">): WebhookDetail["delivery"] => ({
  ...{ deliveryId: _id, outcome, cause: cause ?? null, message: failure?.message ?? null },
  ...{ sha256: null, contentRemovedAt: null, redacted: [], unproven: false },
});

async function arrivalsOf(
  ctx: QueryCtx,
  delivery: Doc<"webhookDeliveries">,
): Promise<WebhookDetail["attempts"]> {
  const attempts = await ctx.db
    .query("webhookAttempts")
    .withIndex("by_delivery", (q) => q.eq("delivery", delivery._id))
    .take(MOST_ARRIVALS);
  return attempts.map(({ _id, receivedAt, outcome, cause = null }) => ({
    ...{ attemptId: _id, at: receivedAt, outcome, cause },
    kind: outcome === "duplicate" ? "retry" : "first",
    ...{ by: null, reason: null, runId: null },
  }));
}

const rejections: Record<string, string> = {
  signature: "No active secret gives the signature it carries. It was refused and changed nothing.",
  timestamp:
    "Its timestamp is missing or more than 300 s from this server's clock. It was refused and changed nothing.",
  malformed: "It could not be read as an event. It was refused and changed nothing.",
  too_large: "It is larger than 256 KB. It was refused unread and changed nothing.",
  content_type: "It is not JSON. It was refused and changed nothing.",
  rate_limited: "Its source sent too many unverified requests. It was refused and changed nothing.",
};

const verdicts: Record<Exclude<WebhookOutcome, "rejected">, string> = {
  applied: "Genuine, new and in order: it was applied.",
  duplicate: "Genuine, but this event had already been taken: nothing was changed again.",
  stale: "Genuine, but something newer had already been applied: nothing was changed.",
  ignored: "Genuine, of a type Tandem does not act on: it was kept and changed nothing.",
  unmatched: "Genuine, for somebody unknown here: it was kept and changed nothing.",
  failed: "Genuine, but its data could not be applied: nothing was changed.",
};

function verdictOf(
  { outcome, cause }: Doc<"webhookAttempts">,
  delivery: Doc<"webhookDeliveries"> | null,
): string {
  if (outcome === "rejected") return rejections[cause ?? ""] ?? "It was refused.";
  if (outcome === "unmatched" && delivery?.outcome === "applied") {
    return "Genuine, for somebody not yet known here: it was kept, and applied when they were.";
  }
  return verdicts[outcome];
}
