import { v } from "convex/values";
import type { ReplayResult } from "../../shared/webhooks-api";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery, scheduledMutation } from "./functions";
import { recordEvent } from "./model/audit";
import { whyNotReplayed } from "./model/replayable";
import { askedArgs, replayDelivery, replaySafely } from "./model/replayDelivery";
import { replayRejected as letIn } from "./model/replayRejected";
import {
  previewReplay,
  replayRunView,
  requireReplayRun,
  startReplayRun,
  stepReplayRun,
} from "./model/replayRuns";
import { webhookFilter } from "./model/webhookFilterArgs";

/** Webhooks tried again: one, a whole run of them, or one that was refused. */
const PAGE = 50;
const command = { attemptId: v.string(), reason: v.string(), requestId: v.string() };
const runRef = { runId: v.string() };

/** Judges the delivery of an arrival once more. */
export const replay = guardedMutation("webhooks.replay")({
  args: command,
  handler: async (ctx, { attemptId, reason, requestId }): Promise<ReplayResult> => {
    const attempt = await requireAttempt(ctx, attemptId);
    const delivery = attempt.delivery && (await ctx.db.get("webhookDeliveries", attempt.delivery));
    if (!delivery)
      throw fail({
        code: "conflict",
        field: "attemptId",
        message: "It was refused: an admin can let it in.",
      });
    const why = whyNotReplayed(attempt, delivery);
    if (why) throw fail({ code: "conflict", field: "attemptId", message: why });
    const { id, name } = ctx.actor;
    return replaySafely(ctx, delivery, { actor: { id, name }, reason, requestId });
  },
});

/** Lets in a request that was refused for its signature or its time. */
export const replayRejected = guardedMutation("webhooks.replayRejected")({
  args: { ...command, typed: v.string() },
  handler: async (ctx, { attemptId, ...asked }): Promise<ReplayResult> =>
    letIn(ctx, await requireAttempt(ctx, attemptId), { ...asked, actor: ctx.actor }),
});

async function requireAttempt(ctx: QueryCtx, attemptId: string): Promise<Doc<"webhookAttempts">> {
  const id = ctx.db.normalizeId("webhookAttempts", attemptId);
  const attempt = id && (await ctx.db.get("webhookAttempts", id));
  if (!attempt)
    throw fail({ code: "not_found", field: "attemptId", message: "There is no such delivery attempt." });
  return attempt;
}

/** What a run over this filter would come to. */
export const preview = guardedQuery("webhooks.read")({
  args: { filter: webhookFilter },
  handler: (ctx, { filter }) => previewReplay(ctx, filter),
});

export const replayAll = guardedMutation("webhooks.replayMany")({
  args: { name: v.string(), reason: v.string(), filter: webhookFilter, requestId: v.string() },
  handler: async (ctx, args) => ({ runId: await startReplayRun(ctx, { ...args, actor: ctx.actor }) }),
});

/** Everything that failed in one way and still does. */
export const replayIssue = guardedMutation("webhooks.replayMany")({
  args: { issueId: v.string(), reason: v.string(), requestId: v.string() },
  handler: async (ctx, { issueId, reason, requestId }) => {
    const id = ctx.db.normalizeId("webhookIssues", issueId);
    const issue = id && (await ctx.db.get("webhookIssues", id));
    if (!issue) throw fail({ code: "not_found", field: "issueId", message: "There is no such issue." });
    const { type, cause } = issue;
    const filter = { outcomes: ["failed" as const], types: [type], causes: [cause] };
    const run = { name: `Failures of ${type}: ${cause}`, reason, filter, requestId, actor: ctx.actor };
    return { runId: await startReplayRun(ctx, run) };
  },
});

export const runs = guardedQuery("webhooks.read")({
  args: { cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { cursor }) => {
    const found = ctx.db.query("webhookReplayRuns").withIndex("by_createdAt").order("desc");
    const { page, isDone, continueCursor } = await found.paginate({ cursor, numItems: PAGE });
    return { runs: page.map(replayRunView), nextCursor: isDone ? null : continueCursor };
  },
});

export const run = guardedQuery("webhooks.read")({
  args: runRef,
  handler: async (ctx, { runId }) => replayRunView(await requireReplayRun(ctx, runId)),
});

/** What a run has done to each delivery, in the order in which it did. */
export const items = guardedQuery("webhooks.read")({
  args: { ...runRef, cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { runId, cursor }) => {
    const { _id } = await requireReplayRun(ctx, runId);
    const found = ctx.db.query("webhookReplays").withIndex("by_run", (q) => q.eq("run", _id));
    const { page, isDone, continueCursor } = await found.paginate({ cursor, numItems: PAGE });
    const items = await Promise.all(
      page.map(async ({ _id, delivery, at, outcome = null, why = null }) => {
        const { eventId = "", type = "" } = (await ctx.db.get("webhookDeliveries", delivery)) ?? {};
        return { attemptId: _id, eventId, type, at, outcome, why };
      }),
    );
    return { items, nextCursor: isDone ? null : continueCursor };
  },
});

/** Nothing more is replayed; what was stays. */
export const cancel = guardedMutation("webhooks.replayMany")({
  args: { ...runRef, requestId: v.string() },
  handler: async (ctx, { runId, requestId }) => {
    const run = await requireReplayRun(ctx, runId);
    if (run.state !== "running")
      throw fail({ code: "conflict", message: `This run is ${run.state}: it cannot be cancelled.` });
    const end = { state: "cancelled" as const, finishedAt: Date.now() };
    await ctx.db.patch("webhookReplayRuns", run._id, end);
    const summary = `Cancelled the run "${run.name}" over webhook deliveries.`;
    await recordEvent(ctx, { actor: ctx.actor, action: "cancel replay", summary, requestId });
    return replayRunView({ ...run, ...end });
  },
});

export const step = scheduledMutation({
  args: { run: v.id("webhookReplayRuns") },
  returns: v.null(),
  handler: async (ctx, args) => {
    const run = await ctx.db.get("webhookReplayRuns", args.run);
    if (run?.state === "running") await stepReplayRun(ctx, run);
    return null;
  },
});

/** One delivery, in a transaction within another: what breaks it does not undo the rest. */
export const replayOne = scheduledMutation({
  args: { delivery: v.id("webhookDeliveries"), ...askedArgs.fields },
  handler: async (ctx, { delivery: id, ...asked }): Promise<ReplayResult> => {
    const delivery = await ctx.db.get("webhookDeliveries", id);
    if (!delivery) throw new Error("The delivery is gone.");
    return replayDelivery(ctx, delivery, asked);
  },
});
