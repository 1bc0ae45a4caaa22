import { hasEnded, isBeforeStart } from "../../../shared/runs-api";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { feedRun } from "./feedRun";
import { freezePage } from "./freezeRun";
import { letGoOfPage, type LettingGo } from "./letGo";
import { nextStep, type Next } from "./nextStep";
import { whyOtherOwners } from "./runOwners";
import { standingOf, type Standing } from "./runStanding";

/**
 * A run is moved by a chain of scheduled steps, so it needs no server to remember it and survives restarts. The chain
 * ends where there is nothing to do but wait for jobs; their ends begin a new one (model/runItems.ts, and the worker's
 * `closeFinished`). Whoever changes a run's state begins a new chain too; a step of an older one finds that out by its
 * number and does nothing.
 */
type Run = Doc<"runs">;

/** A chain this late, in ms, has broken (a deploy that could not run its step) and is begun anew. */
const BROKEN_AFTER_MS = 30_000;
/** How long the pace is measured before it is believed, in ms. */
const PACE_MS = 1_500;

/** Runs looked after in one transaction. */
export const MOST_RUNS = 20;
export const atWorkStates = ["checking", "freezing", "running", "paused", "stopped"] as const;
/** Those whose chain may have broken. */
export const openRunStates = ["awaiting_approval", ...atWorkStates] as const;

export const isActive = ({ state }: Pick<Run, "state">) => state === "freezing" || state === "running";

/** Changes a run and begins the chain that its new state needs, now; a letting-go that has broken before, carefully. */
export async function changeRun(
  ctx: MutationCtx,
  run: Run,
  change: Partial<Run>,
  careful = false,
): Promise<Run> {
  const chain = (run.chain ?? 0) + 1;
  const changed = { ...change, chain, stepDueAt: Date.now() };
  await ctx.db.patch("runs", run._id, changed);
  const next = { ...run, ...changed };
  const step = { run: run._id, chain };
  if (isActive(next)) await ctx.scheduler.runAfter(0, internal.runSteps.step, { ...step, room: 0 });
  else if (isBeforeStart(next.state)) await ctx.scheduler.runAfter(0, internal.runApproval.prepare, step);
  else await ctx.scheduler.runAfter(0, internal.runSteps.letGo, { ...step, cursor: null, careful });
  return next;
}

/**
 * One step of a running run: notes down who takes part, feeds while there is `room`, then looks where it stands. That
 * reads counters which every settlement writes, so it is not done in the transaction that has fed people: on Convex
 * the two would collide, and all of it be done again.
 */
export async function stepRun(ctx: MutationCtx, found: Run, room: number): Promise<void> {
  const why = await whyOtherOwners(ctx, found);
  if (why !== null) return stopRun(ctx, found, why);
  const known = found.frozenAt === undefined ? await freezePage(ctx, found) : found;
  const run = await feedRun(ctx, known, room);
  const left = room - ((run.taken ?? 0) - (known.taken ?? 0));
  if (left < room) return goOn(ctx, run, left);
  const standing = await standingOf(ctx, run);
  await keepPace(ctx, run, standing);
  const next = nextStep(run, standing);
  const nobodyThere = room > 0 && left === room;
  if (next.do === "feed" && !nobodyThere) return goOn(ctx, run, next.room);
  if (next.do !== "wait" && next.do !== "feed") return turn(ctx, run, next);
  if (run.frozenAt === undefined) return goOn(ctx, run, 0);
  await ctx.db.patch("runs", run._id, { stepDueAt: undefined, careful: run.careful || undefined });
}

/** What is decided about the run itself: its end, the canary's next stage, or that it is stopped. */
async function turn(
  ctx: MutationCtx,
  run: Run,
  next: Exclude<Next, { do: "feed" } | { do: "wait" }>,
): Promise<void> {
  if (next.do === "end") return endRun(ctx, run);
  if (next.do === "stop") return stopRun(ctx, run, next.cause);
  if (run.canary) await changeRun(ctx, run, { canary: { ...run.canary, stage: next.stage } });
}

const endRun = (ctx: MutationCtx, run: Run) =>
  ctx.db.patch("runs", run._id, { state: "done", finishedAt: Date.now(), stepDueAt: undefined });

export async function stopRun(ctx: MutationCtx, run: Run, cause: string): Promise<void> {
  await changeRun(ctx, run, { state: "stopped", stopCause: cause });
  const summary = `"${run.name}" stopped by itself: ${cause}`;
  const target = { kind: "run" as const, id: run._id };
  await recordEvent(ctx, { actor: systemActor, action: "stop run", summary, target });
}

async function goOn(ctx: MutationCtx, { _id, chain = 0 }: Run, room: number): Promise<void> {
  await ctx.db.patch("runs", _id, { stepDueAt: Date.now() });
  await ctx.scheduler.runAfter(0, internal.runSteps.step, { run: _id, chain, room });
}

async function keepPace(ctx: MutationCtx, { _id, pace }: Run, { settled }: Standing): Promise<void> {
  const at = Date.now();
  if (pace && at - pace.at < PACE_MS) return;
  const latest = pace ? ((settled - pace.settled) * 1000) / (at - pace.at) : 0;
  const perSecond = pace?.perSecond ? (pace.perSecond + latest) / 2 : latest;
  await ctx.db.patch("runs", _id, { pace: { at, settled, perSecond: Math.max(0, perSecond) } });
}

/** One step of a run that is paused, stopped or cancelled. A pause does not keep people from being noted down. */
export async function letGoStep(
  ctx: MutationCtx,
  found: Run,
  { cursor, careful = false }: LettingGo,
): Promise<void> {
  const freezes = found.frozenAt === undefined && !hasEnded(found.state);
  const run = freezes ? await freezePage(ctx, found) : found;
  const left = cursor === ALL_GONE ? null : await letGoOfPage(ctx, run, { cursor, careful });
  const next = left ?? ALL_GONE;
  if (next === ALL_GONE && (run.frozenAt !== undefined || hasEnded(run.state)))
    return ctx.db.patch("runs", run._id, { stepDueAt: undefined });
  await ctx.db.patch("runs", run._id, { stepDueAt: Date.now() });
  const args = { run: run._id, chain: run.chain ?? 0, cursor: next, careful };
  await ctx.scheduler.runAfter(0, internal.runSteps.letGo, args);
}

/** Everybody has been let go; only the freeze goes on. */
const ALL_GONE = "gone";

/**
 * Looks after a run from outside its chain: ends it when its last job has ended, begins a chain when there is something
 * to do, and does nothing while a chain is at work, unless that has broken.
 */
export async function lookAfter(ctx: MutationCtx, run: Run): Promise<void> {
  const lateMs = run.stepDueAt === undefined ? null : Date.now() - run.stepDueAt;
  if (lateMs !== null && lateMs > BROKEN_AFTER_MS) return beginAnew(ctx, run);
  if (hasEnded(run.state) || isBeforeStart(run.state) || (lateMs !== null && isActive(run))) return;
  const standing = await standingOf(ctx, run);
  const next = nextStep(run, standing);
  if (next.do === "end") return endRun(ctx, run);
  if (!isActive(run)) return;
  await keepPace(ctx, run, standing);
  if (next.do !== "wait" || run.frozenAt === undefined) await changeRun(ctx, run, {});
}

/**
 * Once may have been a server that stood still; a chain that breaks again has somebody in it who breaks it. To let go
 * carefully costs little, so that is done at once, and says nothing about how people are started.
 */
async function beginAnew(ctx: MutationCtx, run: Run): Promise<void> {
  if (isActive(run)) await changeRun(ctx, run, { careful: run.careful !== undefined });
  else await changeRun(ctx, run, {}, true);
}
