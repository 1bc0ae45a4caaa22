import { v } from "convex/values";
import { isBeforeStart } from "../../shared/runs-api";
import { guardedMutation, requireStepUp, scheduledMutation } from "./functions";
import { approveRun, expireRun, prepareRun, rejectRun, withdrawRun } from "./model/approveRun";
import { requireRun, runView } from "./model/runView";

/** Runs that need a second admin: what people decide, and what happens by itself until they have. */
const command = { runId: v.string(), requestId: v.string() };

export const approve = guardedMutation("runs.approve")({
  args: { ...command, hash: v.string() },
  handler: async (ctx, { runId, ...asked }) => {
    requireStepUp(ctx.actor);
    return runView(ctx, await approveRun(ctx, await requireRun(ctx, runId), asked));
  },
});

export const reject = guardedMutation("runs.approve")({
  args: { ...command, reason: v.string() },
  handler: async (ctx, { runId, ...asked }) =>
    runView(ctx, await rejectRun(ctx, await requireRun(ctx, runId), asked)),
});

export const withdraw = guardedMutation("runs.write")({
  args: command,
  handler: async (ctx, { runId, ...asked }) =>
    runView(ctx, await withdrawRun(ctx, await requireRun(ctx, runId), asked)),
});

/** The time for a decision is over. */
export const expire = scheduledMutation({
  args: { run: v.id("runs") },
  returns: v.null(),
  handler: async (ctx, { run: id }) => {
    const run = await ctx.db.get("runs", id);
    if (run) await expireRun(ctx, run);
    return null;
  },
});

/** A step of the chain before the start; one of an older chain, or of a run that has been decided, does nothing. */
export const prepare = scheduledMutation({
  args: { run: v.id("runs"), chain: v.number() },
  returns: v.null(),
  handler: async (ctx, { run: id, chain }) => {
    const run = await ctx.db.get("runs", id);
    if (run && run.chain === chain && isBeforeStart(run.state)) await prepareRun(ctx, run);
    return null;
  },
});
