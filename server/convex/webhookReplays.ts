import { v } from "convex/values";
import type { AuditAction } from "../../shared/audit-api";
import { hasEnded } from "../../shared/runs-api";
import {
  ReplayItems,
  ReplayPreview,
  type ReplayResult,
  ReplayRun,
  ReplayRuns,
} from "../../shared/replays-api";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { fail, guardedMutation, scheduledMutation, shownQuery, type Actor } from "./functions";
import { neededApproval } from "./model/approvalTerms";
import { recordEvent, tokenOf } from "./model/audit";
import { whyNotReplayed } from "./model/replayable";
import { askedArgs, replayDelivery, replaySafely } from "./model/replayDelivery";
import { replayRejected as letIn } from "./model/replayRejected";
import { beginReplay, lookAfterReplay, stepReplayRun } from "./model/replayChain";
import { foundDeliveries, replayRunView, requireReplayRun, startReplayRun } from "./model/replayRuns";
import { webhookFilter } from "./model/webhookFilterArgs";

/** Webhooks tried again: one, a whole run of them, or one that was refused. */
const PAGE = 50;
const command = { attemptId: v.string(), reason: v.string(), requestId: v.string() };
const runRef = { runId: v.string() };
const steering = { ...runRef, requestId: v.string() };

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
    const { id, name, role } = ctx.actor;
    const token = tokenOf(ctx.actor);
    const actor = { id, name, role, ...(token ? { token } : {}) };
    return replaySafely(ctx, delivery, { actor, reason, requestId });
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
export const preview = shownQuery("webhooks.read")({
  shows: ReplayPreview,
  args: { filter: webhookFilter },
  handler: async (ctx, { filter }) => {
    const found = await foundDeliveries(ctx, filter);
    const size = { ...found, destructive: false };
    return { ...found, approval: await neededApproval(ctx, size, ctx.actor.id) };
  },
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

export const runs = shownQuery("webhooks.read")({
  shows: ReplayRuns,
  args: { cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { cursor }) => {
    const found = ctx.db.query("webhookReplayRuns").withIndex("by_createdAt").order("desc");
    const { page, isDone, continueCursor } = await found.paginate({ cursor, numItems: PAGE });
    return { runs: page.map(replayRunView), nextCursor: isDone ? null : continueCursor };
  },
});

export const run = shownQuery("webhooks.read")({
  shows: ReplayRun,
  args: runRef,
  handler: async (ctx, { runId }) => replayRunView(await requireReplayRun(ctx, runId)),
});

/** What a run has done to each delivery, in the order in which it did. */
export const items = shownQuery("webhooks.read")({
  shows: ReplayItems,
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

/** Nothing more is replayed until somebody resumes it. */
export const pause = guardedMutation("webhooks.replayMany")({
  args: steering,
  handler: async (ctx, { runId, requestId }) => {
    const run = await requireReplayRun(ctx, runId);
    if (run.state !== "running") throw refused(run, "paused");
    await ctx.db.patch("webhookReplayRuns", run._id, { state: "paused" });
    return noteSteered(ctx, run, { action: "pause replay", word: "Paused", requestId });
  },
});

/** Goes on where it was paused, or where it stopped by itself. */
export const resume = guardedMutation("webhooks.replayMany")({
  args: steering,
  handler: async (ctx, { runId, requestId }) => {
    const run = await requireReplayRun(ctx, runId);
    if (run.state !== "paused" && run.state !== "stopped") throw refused(run, "resumed");
    await beginReplay(ctx, run._id);
    return noteSteered(ctx, run, { action: "resume replay", word: "Resumed", requestId });
  },
});

/** Nothing more is replayed; what was stays. */
export const cancel = guardedMutation("webhooks.replayMany")({
  args: steering,
  handler: async (ctx, { runId, requestId }) => {
    const run = await requireReplayRun(ctx, runId);
    if (hasEnded(run.state) || run.state === "awaiting_approval") throw refused(run, "cancelled");
    const end = { state: "cancelled" as const, finishedAt: Date.now(), stopCause: undefined };
    await ctx.db.patch("webhookReplayRuns", run._id, end);
    return noteSteered(ctx, run, { action: "cancel replay", word: "Cancelled", requestId });
  },
});

const refused = ({ state }: Doc<"webhookReplayRuns">, asked: string) =>
  fail({ code: "conflict", message: `This run is ${state}: it cannot be ${asked}.` });

async function noteSteered(
  ctx: MutationCtx & { actor: Actor },
  { _id, name }: Doc<"webhookReplayRuns">,
  { action, word, requestId }: { action: AuditAction; word: string; requestId: string },
) {
  const summary = `${word} the run "${name}" over webhook deliveries.`;
  const target = { kind: "replay" as const, id: _id };
  await recordEvent(ctx, { actor: ctx.actor, action, summary, target, requestId });
  return replayRunView(await requireReplayRun(ctx, _id));
}

/** One step of a run's chain. One of an older chain, or of a run that does not run, does nothing. */
export const step = scheduledMutation({
  args: { run: v.id("webhookReplayRuns"), chain: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { run: id, chain }) => {
    const run = await ctx.db.get("webhookReplayRuns", id);
    if (run?.state === "running" && run.chain === chain) await stepReplayRun(ctx, run);
    return null;
  },
});

/** Sees now and then to it that a run's chain has not broken, as long as it runs. */
export const lookAfter = scheduledMutation({
  args: { run: v.id("webhookReplayRuns"), watch: v.number() },
  returns: v.null(),
  handler: async (ctx, { run: id, watch }) => {
    const run = await ctx.db.get("webhookReplayRuns", id);
    if (run?.state === "running" && run.watch === watch) await lookAfterReplay(ctx, run, watch);
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
