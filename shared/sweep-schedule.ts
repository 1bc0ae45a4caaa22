import { nextWaitMs } from "./jobs";
import { MOST_GONE, MOST_GONE_SHARE, type SweepKind } from "./reconcile-api";
import type { ReconcileSettings } from "./settings-api";
import { isTransientAt, type SyncErrorCode } from "./sync-errors";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long a worker may hold a sweep without a sign of life before another one goes on with it, in ms. */
export const SWEEP_LEASE_MS = 30_000;

/**
 * How often in a row a step of a sweep may fail before the sweep fails. Fewer than a job's attempts: other sweeps wait
 * for this one, and the next one finds the same.
 */
const MOST_FAILURES = 5;

/** A change may be stamped by a clock that is behind, so a sweep of changes looks back this much further, in ms. */
export const CHANGES_OVERLAP_MS = 10 * MINUTE_MS;

/** When the last sweep of each kind began; null when there was none. */
export type LastSweeps = Record<SweepKind, number | null>;

/**
 * When the next sweep of each kind begins by itself. Where there was none yet, time counts from `since`, so that
 * Tandem does not sweep in the moment it is started. A full sweep finds all that one of changes would.
 */
export function nextSweeps(
  { hotEveryMinutes, changesEveryMinutes, fullDailyAt }: ReconcileSettings,
  last: LastSweeps,
  since: number,
): Record<SweepKind, number | null> {
  const after = (from: number, minutes: number | null) => minutes && from + minutes * MINUTE_MS;
  return {
    changes: after(Math.max(last.changes ?? since, last.full ?? 0), changesEveryMinutes),
    full: fullDailyAt === null ? null : nextTimeOfDay(fullDailyAt, last.full ?? since),
    hot: after(last.hot ?? since, hotEveryMinutes),
  };
}

/** The kind to begin now, the most thorough first; null when none is due. */
export function dueSweep(next: Record<SweepKind, number | null>, now: number): SweepKind | null {
  const order: SweepKind[] = ["full", "changes", "hot"];
  return order.find((kind) => next[kind] !== null && next[kind] <= now) ?? null;
}

/** The first time after `after` at which it is `time` (`HH:MM`, UTC). */
function nextTimeOfDay(time: string, after: number): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const today = Math.floor(after / DAY_MS) * DAY_MS + (hours * 60 + minutes) * MINUTE_MS;
  return today > after ? today : today + DAY_MS;
}

/** The wait in ms before a step is tried again that has failed `failures` times in a row; null: the sweep fails. */
export function nextTryMs(
  { code, retryAfterMs }: { code: SyncErrorCode; retryAfterMs?: number | undefined },
  failures: number,
  random: number,
): number | null {
  if (failures >= MOST_FAILURES || !isTransientAt(code, failures)) return null;
  return nextWaitMs(failures, random, retryAfterMs);
}

/** Whether so many contacts were not met that a person has to decide: the CRM may have been half there. */
export const isTooMany = (notMet: number, mirrored: number): boolean =>
  notMet > MOST_GONE || notMet > mirrored * MOST_GONE_SHARE;
