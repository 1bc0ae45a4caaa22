import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { guardedMutation, requireStepUp, scheduledMutation, type Actor } from "./functions";
import { approveReplay, expireReplay, rejectReplay, withdrawReplay } from "./model/approveReplay";
import { replayRunView, requireReplayRun } from "./model/replayRuns";

/** Runs of replays that need a second admin: what people decide, and the end of their time. */
type Ctx = MutationCtx & { actor: Actor };
const command = { runId: v.string(), requestId: v.string() };

export const approve = guardedMutation("runs.approve")({
  args: command,
  handler: (ctx, { runId, ...asked }) => {
    requireStepUp(ctx.actor);
    return decided(ctx, runId, (run) => approveReplay(ctx, run, asked));
  },
});

export const reject = guardedMutation("runs.approve")({
  args: { ...command, reason: v.string() },
  handler: (ctx, { runId, ...asked }) => decided(ctx, runId, (run) => rejectReplay(ctx, run, asked)),
});

export const withdraw = guardedMutation("webhooks.replayMany")({
  args: command,
  handler: (ctx, { runId, ...asked }) => decided(ctx, runId, (run) => withdrawReplay(ctx, run, asked)),
});

/** Answers the run as it then is. */
async function decided(ctx: Ctx, runId: string, decide: (run: Doc<"webhookReplayRuns">) => Promise<void>) {
  await decide(await requireReplayRun(ctx, runId));
  return replayRunView(await requireReplayRun(ctx, runId));
}

/** The time for a decision is over. */
export const expire = scheduledMutation({
  args: { run: v.id("webhookReplayRuns") },
  returns: v.null(),
  handler: async (ctx, { run: id }) => {
    const run = await ctx.db.get("webhookReplayRuns", id);
    if (run) await expireReplay(ctx, run);
    return null;
  },
});
