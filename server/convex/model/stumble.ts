import { nextTryMs, type SweepFailureCode } from "../../../shared/sweep-schedule";
import type { MutationCtx } from "../_generated/server";
import { holdLane, pauseLane } from "./lane";
import { endSweep, type Sweep } from "./sweeps";

/** What a call of the backend, or of the store, met. `message` is for people and free of personal data; `startedAt` in ms. */
type Failure = {
  code: SweepFailureCode;
  message: string;
  httpStatus?: number | undefined;
  retryAfterMs?: number | undefined;
  /** Tandem's own gate let nothing through: nothing has been tried. */
  heldBack?: boolean | undefined;
  startedAt: number;
};

/** How long a sweep waits that the gate held back, in ms. */
const HELD_BACK_MS = 5_000;

/**
 * A step of a sweep has failed: it is tried again later, by whoever comes first, or the sweep fails. A sweep that has
 * failed has marked nobody as gone, for that begins only after the last page. When the backend refuses Tandem's key, all
 * work waits for a person, and the sweep with it.
 */
export async function stumble(ctx: MutationCtx, sweep: Sweep, failure: Failure): Promise<void> {
  const { code, message, httpStatus, startedAt } = failure;
  const cause = { code, message };
  if (code === "unauthorized") {
    await pauseLane(ctx, { httpStatus, message, attemptStartedAt: startedAt });
    return release(ctx, sweep, { cause });
  }
  if (failure.heldBack) {
    const waitMs = Math.max(HELD_BACK_MS, failure.retryAfterMs ?? 0);
    return release(ctx, sweep, { cause, retryAt: Date.now() + waitMs });
  }
  if (code === "rate_limited") await holdLane(ctx, failure.retryAfterMs);
  const before = sweep.cause?.code === code ? (sweep.sameFailures ?? 0) : 0;
  const counted = { failures: sweep.failures + 1, sameFailures: before + 1 };
  const waitMs = nextTryMs(failure, counted, Math.random());
  if (waitMs === null) return endSweep(ctx, sweep, "failed", { ...counted, cause });
  await release(ctx, sweep, { ...counted, cause, retryAt: Date.now() + waitMs });
}

async function release(ctx: MutationCtx, sweep: Sweep, patch: Partial<Sweep>): Promise<void> {
  await ctx.db.patch("sweeps", sweep._id, { ...patch, worker: undefined, leaseUntil: undefined });
}
