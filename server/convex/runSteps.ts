import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { QueryCtx } from "./_generated/server";
import { scheduledMutation } from "./functions";
import { feedOne as feedAlone } from "./model/feedRun";
import { haltRun } from "./model/haltRun";
import { letGoOne as letGoAlone } from "./model/letGo";
import { isActive, letGoStep, lookAfter, MOST_RUNS, openRunStates, stepRun } from "./model/runChain";
import { oneOf } from "./model/selectionArgs";

/** The steps of a run's chain. A step of an older chain, or of a run that has ended meanwhile, does nothing. */
const chainArgs = { run: v.id("runs"), chain: v.number() };
const cursorArg = v.union(v.string(), v.null());

/** Freezes, feeds and looks where the run stands; then schedules the next step. */
export const step = scheduledMutation({
  args: { ...chainArgs, room: v.number() },
  handler: async (ctx, { run: id, chain, room }) => {
    const run = await ctx.db.get("runs", id);
    if (run && run.chain === chain && isActive(run)) await stepRun(ctx, run, room);
  },
});

/** One person's turn, on its own (model/feedRun.ts). */
export const feedOne = scheduledMutation({
  args: { item: v.id("runItems"), wakes: v.boolean() },
  returns: v.boolean(),
  handler: (ctx, { item, wakes }): Promise<boolean> => feedAlone(ctx, item, wakes),
});

/** Some of the run's jobs have ended: there may be room for others. */
export const wake = scheduledMutation({
  args: { run: v.id("runs") },
  handler: async (ctx, { run: id }) => {
    const run = await ctx.db.get("runs", id);
    if (run && isActive(run)) await lookAfter(ctx, run);
  },
});

/** Lets go of the people of a run that is paused, stopped or cancelled, page by page. */
export const letGo = scheduledMutation({
  args: { ...chainArgs, cursor: cursorArg, careful: v.optional(v.boolean()) },
  handler: async (ctx, { run: id, chain, ...at }) => {
    const run = await ctx.db.get("runs", id);
    if (run && run.chain === chain && !isActive(run)) await letGoStep(ctx, run, at);
  },
});

/** One person let go, on their own (model/letGo.ts). */
export const letGoOne = scheduledMutation({
  args: { item: v.id("runItems") },
  returns: v.boolean(),
  handler: (ctx, { item }): Promise<boolean> => letGoAlone(ctx, item),
});

/** Who owns a field has changed: what was planned under others stops (model/haltRun.ts). */
export const ownersChanged = scheduledMutation({
  args: {},
  handler: async (ctx) => {
    for (const state of openRunStates)
      await ctx.scheduler.runAfter(0, internal.runSteps.haltAll, { state, cursor: null });
  },
});

/** Holds the runs in one state back, page by page. */
export const haltAll = scheduledMutation({
  args: { state: oneOf(openRunStates), cursor: cursorArg },
  handler: async (ctx, { state, cursor }) => {
    const { page, isDone, continueCursor } = await runsIn(ctx, state, cursor);
    for (const run of page) await haltRun(ctx, run);
    if (isDone) return;
    await ctx.scheduler.runAfter(0, internal.runSteps.haltAll, { state, cursor: continueCursor });
  },
});

const runsIn = (ctx: QueryCtx, state: (typeof openRunStates)[number], cursor: string | null) =>
  ctx.db
    .query("runs")
    .withIndex("by_state_stepDueAt", (q) => q.eq("state", state))
    .paginate({ cursor, numItems: MOST_RUNS });

/** Looks after the runs in one state, page by page, when they are more than `closeFinished` gets to. */
export const lookAfterAll = scheduledMutation({
  args: { state: oneOf(openRunStates), cursor: cursorArg },
  handler: async (ctx, { state, cursor }) => {
    const { page, isDone, continueCursor } = await runsIn(ctx, state, cursor);
    for (const run of page) await lookAfter(ctx, run);
    if (isDone) return;
    await ctx.scheduler.runAfter(0, internal.runSteps.lookAfterAll, { state, cursor: continueCursor });
  },
});
