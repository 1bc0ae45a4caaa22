import { v } from "convex/values";
import type { AuditAction } from "../../shared/audit-api";
import { isGivenUp, runStates, type RunState } from "../../shared/run-states";
import {
  ActiveRuns,
  hasEnded,
  isDestructive,
  itemOutcomes,
  runActions,
  RunCauses,
  RunItemsPage,
  type RunItemView,
  RunsPage,
  RunView,
  type RunPreview,
} from "../../shared/runs-api";
import { internal } from "./_generated/api";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery, requireStepUp, shownQuery, type Actor } from "./functions";
import { planArgs } from "./model/approvalArgs";
import { neededApproval } from "./model/approvalTerms";
import { recordEvent } from "./model/audit";
import { retryFailed as retry } from "./model/retryRun";
import { causesOf } from "./model/runCauses";
import { changeRun, isActive, lookAfter, MOST_RUNS, atWorkStates, openRunStates } from "./model/runChain";
import { isStoppedForOwners, ownersAccepted } from "./model/runOwners";
import { planRun } from "./model/runPlan";
import { toApprove } from "./model/toApprove";
import { standingOf } from "./model/runStanding";
import { itemView, requireRun, runView } from "./model/runView";
import { plannedNow, requireSeenPlan, startRun } from "./model/startRun";
import { oneOf, plannableArgs, selectionArgs } from "./model/selectionArgs";

/** Bulk work, as operators ask for it and look at it. What moves a run is model/runChain.ts. */
const PAGE = 50;
const NEWEST = 10;
const cursorArg = v.union(v.string(), v.null());
const runRef = { runId: v.string() };
const plannedArgs = { ...planArgs, at: v.number() };
const command = { ...runRef, requestId: v.string() };

/** What a run would do, before anything is done. */
export const preview = guardedQuery("runs.write")({
  args: { action: oneOf(runActions), selection: plannableArgs },
  handler: async (ctx, { action, selection }): Promise<RunPreview> => {
    const plan = await planRun(ctx, action, selection);
    const size = { ...plan, destructive: isDestructive(action) };
    return { ...plan, approval: await neededApproval(ctx, size, ctx.actor.id) };
  },
});

/** The same as `create` takes it, right before: what must not be done in one transaction with it (model/startRun.ts). */
export const plan = guardedQuery("runs.write")({
  args: { action: oneOf(runActions), selection: plannableArgs },
  returns: v.object(plannedArgs),
  handler: (ctx, { action, selection }) => plannedNow(ctx, action, selection),
});

/** `hash` is of the preview that the operator has seen, `planned` what `plan` has just said. */
export const create = guardedMutation("runs.write")({
  args: {
    name: v.string(),
    reason: v.string(),
    action: oneOf(runActions),
    selection: selectionArgs,
    hash: v.string(),
    planned: v.object(plannedArgs),
    options: v.object({
      canary: v.optional(v.object({ stopAboveFailedPercent: v.number() })),
      typedCount: v.optional(v.number()),
    }),
    requestId: v.string(),
  },
  returns: v.object({ runId: v.id("runs") }),
  handler: async (ctx, { hash, planned, options, ...run }) => {
    if (isDestructive(run.action)) requireStepUp(ctx.actor);
    const { canary, typedCount } = options;
    await requireSeenPlan(ctx, run.action, run.selection, planned, { hash, typedCount });
    const { actor } = ctx;
    const { stopAboveFailedPercent } = canary ?? {};
    return { runId: await startRun(ctx, { ...run, actor, planned, stopAboveFailedPercent, typedCount }) };
  },
});

/** Who failed in a run, once more. `hash` and `planned` as of `create`, of its action and its failed people. */
export const retryFailed = guardedMutation("runs.write")({
  args: {
    ...command,
    name: v.optional(v.string()),
    reason: v.optional(v.string()),
    typedCount: v.optional(v.number()),
    hash: v.string(),
    planned: v.object(plannedArgs),
  },
  returns: v.object({ runId: v.id("runs") }),
  handler: async (ctx, { runId, ...asked }) => {
    const run = await requireRun(ctx, runId);
    if (isDestructive(run.action)) requireStepUp(ctx.actor);
    return { runId: await retry(ctx, run, { ...asked, actor: ctx.actor }) };
  },
});

export const list = shownQuery("runs.read")({
  shows: RunsPage,
  args: { state: v.optional(oneOf(runStates)), cursor: cursorArg },
  handler: async (ctx, { state, cursor }) => {
    const all = ctx.db.query("runs");
    const runs = state
      ? all.withIndex("by_state", (q) => q.eq("state", state))
      : all.withIndex("by_createdAt");
    const { page, isDone, continueCursor } = await runs.order("desc").paginate({ cursor, numItems: PAGE });
    return {
      runs: await Promise.all(page.map((run) => runView(ctx, run))),
      nextCursor: isDone ? null : continueCursor,
    };
  },
});

/** What the console keeps in sight on every page. */
export const active = shownQuery("runs.read")({
  shows: ActiveRuns,
  args: {},
  handler: async (ctx) => {
    const underWay = await Promise.all(atWorkStates.map((state) => runsIn(ctx, state)));
    const newest = await ctx.db.query("runs").withIndex("by_createdAt").order("desc").take(NEWEST);
    const runs = [...underWay.flat(), ...newest.filter(({ state }) => hasEnded(state))];
    runs.sort((a, b) => b.createdAt - a.createdAt);
    return {
      runs: await Promise.all(runs.map((run) => runView(ctx, run))),
      toApprove: await toApprove(ctx),
    };
  },
});

const runsIn = (ctx: QueryCtx, state: (typeof openRunStates)[number]) =>
  ctx.db
    .query("runs")
    .withIndex("by_state_stepDueAt", (q) => q.eq("state", state))
    .take(MOST_RUNS);

export const get = shownQuery("runs.read")({
  shows: RunView,
  args: runRef,
  handler: async (ctx, { runId }) => runView(ctx, await requireRun(ctx, runId)),
});

export const items = shownQuery("runs.read")({
  shows: RunItemsPage,
  args: {
    ...runRef,
    outcome: v.optional(oneOf(itemOutcomes)),
    causeId: v.optional(v.string()),
    cursor: cursorArg,
  },
  handler: async (ctx, { runId, cursor, ...wanted }) => {
    const run = await requireRun(ctx, runId);
    const found = await (await itemsOf(ctx, run, wanted)).paginate({ cursor, numItems: PAGE });
    return { items: found.page.map(itemView), nextCursor: found.isDone ? null : found.continueCursor };
  },
});

type Wanted = { outcome?: RunItemView["outcome"]; causeId?: string };

async function itemsOf(ctx: QueryCtx, run: Doc<"runs">, { outcome, causeId }: Wanted) {
  const items = ctx.db.query("runItems");
  if (causeId !== undefined) {
    const id = ctx.db.normalizeId("runCauses", causeId);
    const cause = id && (await ctx.db.get("runCauses", id));
    if (!cause) throw fail({ code: "not_found", field: "causeId", message: "This run has no such cause." });
    return items.withIndex("by_run_outcome_cause", (q) =>
      q.eq("run", run._id).eq("outcome", cause.outcome).eq("cause", cause._id),
    );
  }
  if (outcome === undefined) return items.withIndex("by_run_outcome_cause", (q) => q.eq("run", run._id));
  const stored = outcome === "waiting" ? "frozen" : outcome === "under_way" ? "waiting" : outcome;
  return items.withIndex("by_run_outcome_cause", (q) => q.eq("run", run._id).eq("outcome", stored));
}

/** Why people failed or were skipped, and how many for each reason. */
export const causes = shownQuery("runs.read")({
  shows: RunCauses,
  args: runRef,
  handler: async (ctx, { runId }) => ({ causes: await causesOf(ctx, (await requireRun(ctx, runId))._id) }),
});

/** Nobody further is started, and who has not begun waits; what is under way ends by itself. */
export const pause = guardedMutation("runs.write")({
  args: command,
  handler: async (ctx, { runId, requestId }) => {
    const run = await requireRun(ctx, runId);
    requireDecided(run);
    if (!isActive(run))
      throw fail({ code: "conflict", message: `This run is ${run.state}: it cannot be paused.` });
    return carryOut(ctx, run, { state: "paused" }, { action: "pause run", word: "Paused", requestId });
  },
});

/** A paused run goes on, and so does a stopped one: then what has failed so far is not held against it. */
export const resume = guardedMutation("runs.write")({
  args: command,
  handler: async (ctx, { runId, requestId }) => {
    const run = await requireRun(ctx, runId);
    requireDecided(run);
    if (run.state !== "paused" && run.state !== "stopped")
      throw fail({ code: "conflict", message: `This run is ${run.state}: it cannot be resumed.` });
    const state = run.frozenAt === undefined ? "freezing" : "running";
    const seen = { ...(await forgiven(ctx, run)), ...(await ownersAccepted(ctx, run)) };
    const change = { state, stopCause: undefined, ...seen } as const;
    return carryOut(ctx, run, change, { action: "resume run", word: "Resumed", requestId });
  },
});

/** What waits for a second admin is not steered. */
function requireDecided({ state }: Doc<"runs">): void {
  if (state !== "awaiting_approval") return;
  const message = "This run waits for approval: withdraw it, or let another admin reject it.";
  throw fail({ code: "conflict", message });
}

async function forgiven(ctx: QueryCtx, run: Doc<"runs">): Promise<Partial<Doc<"runs">>> {
  if (run.state !== "stopped" || !run.canary || isStoppedForOwners(run)) return {};
  const { done, failed } = await standingOf(ctx, run);
  const stage = run.canary.stage === 1 ? 2 : 3;
  return { canary: { ...run.canary, stage, since: { done, failed } } };
}

/** Ends a run: nobody further is started; what is under way is left to end by itself. */
export const cancel = guardedMutation("runs.write")({
  args: command,
  handler: async (ctx, { runId, requestId }) => {
    const run = await requireRun(ctx, runId);
    requireDecided(run);
    if (hasEnded(run.state)) throw fail({ code: "conflict", message: "This run has already ended." });
    const end = { state: "cancelled", finishedAt: Date.now() } as const;
    return carryOut(ctx, run, end, { action: "cancel run", word: "Cancelled", requestId });
  },
});

async function carryOut(
  ctx: MutationCtx & { actor: Actor },
  run: Doc<"runs">,
  change: Partial<Doc<"runs">>,
  { action, word, requestId }: { action: AuditAction; word: string; requestId: string },
) {
  const changed = await changeRun(ctx, run, change);
  await recordEvent(ctx, {
    ...{ actor: ctx.actor, action, summary: `${word} "${run.name}".`, requestId },
    target: { kind: "run", id: run._id },
  });
  return runView(ctx, changed);
}

/**
 * Ends runs whose last job has ended, and wakes those that have somebody to feed. Called by the worker. Answers whether
 * some run is at work: then jobs can come at any moment.
 */
export const closeFinished = guardedMutation("system.work")({
  args: {},
  returns: v.boolean(),
  handler: async (ctx) => {
    let atWork = false;
    for (const state of openRunStates) {
      const runs = await runsIn(ctx, state);
      for (const run of runs) await lookAfter(ctx, run);
      if (runs.length === MOST_RUNS)
        await ctx.scheduler.runAfter(0, internal.runSteps.lookAfterAll, { state, cursor: null });
      if (state === "freezing" || state === "running") atWork ||= runs.length > 0;
    }
    for (const state of givenUpStates)
      for (const run of await stillLettingGo(ctx, state)) await lookAfter(ctx, run);
    return atWork;
  },
});

const givenUpStates = runStates.filter(isGivenUp);

/** Runs given up that have not let go of everybody. */
const stillLettingGo = (ctx: QueryCtx, state: RunState) =>
  ctx.db
    .query("runs")
    .withIndex("by_state_stepDueAt", (q) => q.eq("state", state).gt("stepDueAt", 0))
    .take(MOST_RUNS);
