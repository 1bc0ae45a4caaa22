import type { SweepView } from "../../../shared/reconcile-api";
import { SWEEP_LEASE_MS } from "../../../shared/sweep-schedule";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../functions";

export type Sweep = Doc<"sweeps">;

/** The sweep a person names. */
export async function requireSweep(ctx: QueryCtx, sweepId: string): Promise<Sweep> {
  const id = ctx.db.normalizeId("sweeps", sweepId);
  const sweep = id && (await ctx.db.get("sweeps", id));
  if (!sweep) throw fail({ code: "not_found", field: "sweepId", message: "There is no such sweep." });
  return sweep;
}

/** The sweep that runs, if one does: there is at most one. */
export function runningSweep(ctx: QueryCtx): Promise<Sweep | null> {
  return ctx.db
    .query("sweeps")
    .withIndex("by_state", (q) => q.eq("state", "running"))
    .first();
}

/** What a worker works on, or `null` when it was taken over, cancelled or has ended: then nothing is to be booked. */
export async function heldSweep(
  ctx: QueryCtx,
  { sweepId, worker }: { sweepId: Id<"sweeps">; worker: string },
): Promise<Sweep | null> {
  const sweep = await ctx.db.get("sweeps", sweepId);
  return sweep?.state === "running" && sweep.worker === worker ? sweep : null;
}

/** Books a step that went well, and holds the sweep for another while. */
export async function advance(ctx: MutationCtx, sweep: Sweep, patch: Partial<Sweep>): Promise<void> {
  const well = { failures: 0, cause: undefined, leaseUntil: Date.now() + SWEEP_LEASE_MS };
  await ctx.db.patch("sweeps", sweep._id, { ...well, ...patch });
}

type End = "quarantined" | "done" | "failed" | "cancelled" | "discarded";

/** Ends a sweep, or leaves it to a person; nobody holds it any more. */
export async function endSweep(
  ctx: MutationCtx,
  sweep: Sweep,
  state: End,
  patch: Partial<Sweep> = {},
): Promise<void> {
  const released = { worker: undefined, leaseUntil: undefined, retryAt: undefined };
  await ctx.db.patch("sweeps", sweep._id, { ...released, state, finishedAt: Date.now(), ...patch });
  await ctx.scheduler.runAfter(0, internal.sweeping.forgetIds, { sweep: sweep._id });
}

export function sweepView(sweep: Sweep): SweepView {
  const { kind, state, phase, startedBy, startedAt, offset, changed, unreadable, findings } = sweep;
  const { decision } = sweep;
  return {
    ...{ kind, state, phase, startedBy, startedAt, changed, unreadable, findings },
    sweepId: sweep._id,
    finishedAt: sweep.finishedAt ?? null,
    read: offset,
    toRead: sweep.toRead ?? null,
    mirrored: sweep.mirrored ?? null,
    notMet: sweep.notMet ?? null,
    decision: decision ? { ...decision, reason: decision.reason ?? null } : null,
    cause: sweep.cause ?? null,
    retryAt: sweep.retryAt ?? null,
  };
}
