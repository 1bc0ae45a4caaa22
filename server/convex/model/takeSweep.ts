import type { LastSweeps } from "../../../shared/sweep-schedule";
import { dueSweep, nextSweeps, SWEEP_LEASE_MS } from "../../../shared/sweep-schedule";
import type { SweepKind, SweepState } from "../../../shared/reconcile-api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { isShut } from "./lane";
import { readSchedule } from "./settings";
import { startSweep } from "./startSweep";
import { runningSweep, type Sweep } from "./sweeps";

/**
 * Gives a worker what there is to do. A running sweep is in one of these states: held by this worker, and it goes on;
 * held by another that shows signs of life; held by one that has died, and it is taken over; waiting for its next try;
 * held by nobody. When none runs and one is due, it begins: in one transaction, so several replicas begin one only.
 * While work for the backend waits there is nothing to do.
 */
export async function takeSweep(ctx: MutationCtx, worker: string, since: number): Promise<Sweep | null> {
  if (await isShut(ctx)) return null;
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
  const { reconcile, next } = await plan(ctx, since);
  const kind = dueSweep(reconcile, next, Date.now());
  return kind && ctx.db.get("sweeps", await startSweep(ctx, kind, systemActor.name));
}

/** When the next sweep of each kind begins by itself. */
export const schedule = async (ctx: QueryCtx, since: number): Promise<Record<SweepKind, number | null>> =>
  (await plan(ctx, since)).next;

async function plan(ctx: QueryCtx, since: number) {
  const { settings, fullChangedAt } = await readSchedule(ctx);
  const { reconcile } = settings;
  return { reconcile, next: nextSweeps(reconcile, await lastSweeps(ctx), { since, fullChangedAt }) };
}

/** A full sweep that has failed has found nobody gone: it does not count as the day's. */
const fullStates = ["done", "quarantined", "discarded", "cancelled"] as const;

async function lastSweeps(ctx: QueryCtx): Promise<LastSweeps> {
  const full = await Promise.all(fullStates.map((state) => lastFull(ctx, state)));
  const starts = full.flatMap((sweep) => sweep?.startedAt ?? []);
  return {
    changes: await lastStart(ctx, "changes"),
    hot: await lastStart(ctx, "hot"),
    full: starts.length > 0 ? Math.max(...starts) : null,
    fullFailedAt: (await lastFull(ctx, "failed"))?.finishedAt ?? null,
  };
}

const lastFull = (ctx: QueryCtx, state: SweepState): Promise<Sweep | null> =>
  ctx.db
    .query("sweeps")
    .withIndex("by_kind_state_startedAt", (q) => q.eq("kind", "full").eq("state", state))
    .order("desc")
    .first();

async function lastStart(ctx: QueryCtx, kind: SweepKind): Promise<number | null> {
  const last = await ctx.db
    .query("sweeps")
    .withIndex("by_kind_startedAt", (q) => q.eq("kind", kind))
    .order("desc")
    .first();
  return last?.startedAt ?? null;
}
