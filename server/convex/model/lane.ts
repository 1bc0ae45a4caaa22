import { holdMs, type LaneView } from "../../../shared/gate";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { systemActor, type Actor } from "../functions";
import { recordEvent } from "./audit";

/** All work for the backend. There is one today; the table is ready for a second system. */
const BACKEND = "backend";

/** Why work is paused. `attemptStartedAt` (ms) is when the attempt began that met the refusal. */
export type PauseCause = { httpStatus?: number | undefined; message: string; attemptStartedAt: number };

/** Whether work for the backend waits for a person. Claim nothing while it does. */
export async function isPaused(ctx: QueryCtx): Promise<boolean> {
  return (await find(ctx))?.pausedAt !== undefined;
}

/**
 * What keeps work for the backend waiting, in all servers: a person has to let it go on, or the backend asked to be left
 * alone for so many ms more. Claim nothing while either does.
 */
export async function laneWait(ctx: QueryCtx): Promise<{ paused: boolean; heldForMs: number }> {
  const lane = await find(ctx);
  return {
    paused: lane?.pausedAt !== undefined,
    heldForMs: Math.max(0, (lane?.heldUntil ?? 0) - Date.now()),
  };
}

/** Whether nothing is to be asked of the backend now. */
export async function isShut(ctx: QueryCtx): Promise<boolean> {
  const { paused, heldForMs } = await laneWait(ctx);
  return paused || heldForMs > 0;
}

/** Ends of waits are kept this exactly, in ms, so that of many calls that meet the same 429 only the first one writes. */
const HOLD_STEP_MS = 1_000;

/**
 * The backend has answered 429: nobody asks it before its time, in any server. Not so after a 503 that names a time:
 * that is an outage, and a webhook can show that it is over.
 */
export async function holdLane(ctx: MutationCtx, retryAfterMs: number | undefined): Promise<void> {
  const ends = Date.now() + holdMs(retryAfterMs);
  const heldUntil = Math.ceil(ends / HOLD_STEP_MS) * HOLD_STEP_MS;
  const lane = await find(ctx);
  if (heldUntil <= (lane?.heldUntil ?? 0)) return;
  if (lane) await ctx.db.patch("lanes", lane._id, { heldUntil });
  else await ctx.db.insert("lanes", { name: BACKEND, heldUntil });
}

/** The backend has answered an admin's own question: nobody waits any longer. Answers whether anybody did. */
export async function endHold(
  ctx: MutationCtx,
  { actor, requestId }: { actor: Actor; requestId: string },
): Promise<boolean> {
  const lane = await find(ctx);
  if (!lane || (lane.heldUntil ?? 0) <= Date.now()) return false;
  await ctx.db.patch("lanes", lane._id, { heldUntil: undefined });
  const summary = "The backend had asked for time, but answers: work for it goes on.";
  await recordEvent(ctx, { actor, action: "end wait for backend", summary, requestId });
  return true;
}

/**
 * Stops all work for the backend, in all servers, because it refuses Tandem's key: trying the next user cannot help.
 * The job that met it belongs back into the queue with its attempt given back. Harmless when it is paused already, and
 * when the attempt began before somebody let the work go on: that one still had the old key.
 */
export async function pauseLane(ctx: MutationCtx, cause: PauseCause): Promise<void> {
  const lane = await find(ctx);
  if (lane?.pausedAt !== undefined) return;
  if (lane?.resumedAt !== undefined && cause.attemptStartedAt < lane.resumedAt) return;
  const { httpStatus, message } = cause;
  const paused = { pausedAt: Date.now(), cause: { httpStatus: httpStatus ?? null, message } };
  if (lane) await ctx.db.patch("lanes", lane._id, paused);
  else await ctx.db.insert("lanes", { name: BACKEND, ...paused });
  await recordEvent(ctx, {
    actor: systemActor,
    action: "pause backend",
    summary: `Work for the backend is paused until an admin lets it go on. ${message}`,
  });
}

/** Lets work go on. Answers false when it was not paused. */
export async function resumeLane(
  ctx: MutationCtx,
  { actor, reason, requestId }: { actor: Actor; reason: string; requestId: string },
): Promise<boolean> {
  const lane = await find(ctx);
  if (lane?.pausedAt === undefined) return false;
  await ctx.db.patch("lanes", lane._id, {
    pausedAt: undefined,
    cause: undefined,
    resumedAt: Date.now(),
    resumedBy: actor.name,
  });
  const summary = "Work for the backend goes on.";
  await recordEvent(ctx, { actor, action: "resume backend", summary, reason, requestId });
  return true;
}

export async function laneView(ctx: QueryCtx): Promise<LaneView> {
  const lane = await find(ctx);
  const { pausedAt, cause, resumedAt, resumedBy } = lane ?? {};
  return {
    paused: pausedAt !== undefined && cause ? { at: pausedAt, cause } : null,
    resumed: resumedAt !== undefined && resumedBy !== undefined ? { at: resumedAt, by: resumedBy } : null,
  };
}

function find(ctx: QueryCtx): Promise<Doc<"lanes"> | null> {
  return ctx.db
    .query("lanes")
    .withIndex("by_name", (q) => q.eq("name", BACKEND))
    .unique();
}
