import { v } from "convex/values";
import { scheduledMutation } from "./functions";
import { feedOne as feedAlone } from "./model/feedRun";
import { isActive, letGoStep, lookAfter, stepRun } from "./model/runChain";

/** The steps of a run's chain. A step of an older chain, or of a run that has ended meanwhile, does nothing. */
const chainArgs = { run: v.id("runs"), chain: v.number() };

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
  args: { ...chainArgs, cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { run: id, chain, cursor }) => {
    const run = await ctx.db.get("runs", id);
    if (run && run.chain === chain && !isActive(run)) await letGoStep(ctx, run, cursor);
  },
});
