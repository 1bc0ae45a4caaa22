import type { LastSweeps } from "../../../shared/sweep-schedule";
import { dueSweep, nextSweeps, SWEEP_LEASE_MS } from "../../../shared/sweep-schedule";
import { sweepKinds, type SweepKind } from "../../../shared/reconcile-api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { isPaused } from "./lane";
import { readSettings } from "./settings";
import { startSweep } from "./startSweep";
import { runningSweep, type Sweep } from "./sweeps";

/**
 * Gives a worker what there is to do. A running sweep is in one of these states: held by this worker, and it goes on;
 * held by another that shows signs of life; held by one that has died, and it is taken over; waiting for its next try;
 * held by nobody. When none runs and one is due, it begins: in one transaction, so several replicas begin one only.
 * While work for the backend is paused there is nothing to do.
 */
export async function takeSweep(ctx: MutationCtx, worker: string, since: number): Promise<Sweep | null> {
  if (await isPaused(ctx)) return null;
  const sweep = (await runningSweep(ctx)) ?? (await startDue(ctx, since));
  if (!sweep) return null;
  const now = Date.now();
  const isHeldByOther =
    sweep.worker !== undefined && sweep.worker !== worker && (sweep.leaseUntil ?? 0) > now;
  if (isHeldByOther || (sweep.retryAt ?? 0) > now) return null;
  const lease = { worker, leaseUntil: now + SWEEP_LEASE_MS, retryAt: undefined };
  await ctx.db.patch("sweeps", sweep._id, lease);
  return { ...sweep, ...lease };
}

async function startDue(ctx: MutationCtx, since: number): Promise<Sweep | null> {
  const kind = dueSweep(await schedule(ctx, since), Date.now());
  return kind && ctx.db.get("sweeps", await startSweep(ctx, kind, systemActor.name));
}

/** When the next sweep of each kind begins by itself. */
export async function schedule(ctx: QueryCtx, since: number): Promise<Record<SweepKind, number | null>> {
  const last = await Promise.all(sweepKinds.map(async (kind) => [kind, await lastStart(ctx, kind)] as const));
  const { settings } = await readSettings(ctx);
  return nextSweeps(settings.reconcile, Object.fromEntries(last) as LastSweeps, since);
}

async function lastStart(ctx: QueryCtx, kind: SweepKind): Promise<number | null> {
  const last = await ctx.db
    .query("sweeps")
    .withIndex("by_kind_startedAt", (q) => q.eq("kind", kind))
    .order("desc")
    .first();
  return last?.startedAt ?? null;
}
