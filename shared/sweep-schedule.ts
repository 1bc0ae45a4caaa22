import { nextWaitMs } from "./jobs";
import { MOST_GONE, MOST_GONE_SHARE, type SweepKind } from "./reconcile-api";
import type { ReconcileSettings } from "./settings-api";
import { isTransientAt, SYNC_ERROR_CODES } from "./sync-errors";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long a worker may hold a sweep without a sign of life before another one goes on with it, in ms. */
export const SWEEP_LEASE_MS = 30_000;

/**
 * How often in a row a step of a sweep may fail before the sweep fails. Fewer than a job's attempts: other sweeps wait
 * for this one, and the next one finds the same.
 */
const MOST_FAILURES = 5;

/** What a step of a sweep can fail of: the backend, or Tandem's own store, for which the backend is not to blame. */
export const SWEEP_FAILURE_CODES = [...SYNC_ERROR_CODES, "store_refused"] as const;
export type SweepFailureCode = (typeof SWEEP_FAILURE_CODES)[number];

/** A change may be stamped by a clock that is behind, so a sweep of changes looks back this much further, in ms. */
export const CHANGES_OVERLAP_MS = 10 * MINUTE_MS;

/** A full sweep that began so long before its time, in ms, stands for the one that was due then. */
const FULL_STANDS_MS = 6 * 60 * MINUTE_MS;
/** How long after its failure a full sweep is tried again, in ms: what has failed it may take a person to mend. */
const FULL_AGAIN_MS = 60 * MINUTE_MS;

/**
 * When the last sweep of each kind began; null when there was none. Of the full ones only those count that came to an
 * end or were stopped by a person; `fullFailedAt` is when the last one failed.
 */
export type LastSweeps = Record<SweepKind, number | null> & { fullFailedAt: number | null };

/** From when on the schedule counts: the start of the server, and the last change of the full sweep's time if any. */
export type ScheduleSince = { since: number; fullChangedAt: number | null };

/**
 * When the next sweep of each kind begins by itself. Where there was none yet, time counts from `since`, so that
 * Tandem does not sweep in the moment it is started. A full sweep finds all that one of changes would.
 */
export function nextSweeps(
  { hotEveryMinutes, changesEveryMinutes, fullDailyAt }: ReconcileSettings,
  last: LastSweeps,
  { since, fullChangedAt }: ScheduleSince,
): Record<SweepKind, number | null> {
  const after = (from: number, minutes: number | null) => minutes && from + minutes * MINUTE_MS;
  return {
    changes: after(Math.max(last.changes ?? since, last.full ?? 0), changesEveryMinutes),
    full: fullDailyAt === null ? null : nextFull(fullDailyAt, last, fullChangedAt ?? 0, since),
    hot: after(last.hot ?? since, hotEveryMinutes),
  };
}

function nextFull(time: string, last: LastSweeps, changedAt: number, since: number): number {
  const counts = last.full === null ? since : last.full + FULL_STANDS_MS;
  const next = nextTimeOfDay(time, Math.max(counts, changedAt));
  return last.fullFailedAt === null ? next : Math.max(next, last.fullFailedAt + FULL_AGAIN_MS);
}

/**
 * The kind to begin now; null when none is due. The daily one goes first. Of the others the one goes that has waited
 * longest for its interval: where one kind takes longer than its interval, the other has its turn all the same.
 */
export function dueSweep(
  { hotEveryMinutes, changesEveryMinutes }: ReconcileSettings,
  next: Record<SweepKind, number | null>,
  now: number,
): SweepKind | null {
  if (next.full !== null && next.full <= now) return "full";
  const overdue = (at: number | null, minutes: number | null) =>
    at === null || minutes === null ? -1 : (now - at) / minutes;
  const changes = overdue(next.changes, changesEveryMinutes);
  const hot = overdue(next.hot, hotEveryMinutes);
  if (Math.max(changes, hot) < 0) return null;
  return changes >= hot ? "changes" : "hot";
}

/** The first time after `after` at which it is `time` (`HH:MM`, UTC). */
function nextTimeOfDay(time: string, after: number): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const today = Math.floor(after / DAY_MS) * DAY_MS + (hours * 60 + minutes) * MINUTE_MS;
  return today > after ? today : today + DAY_MS;
}

/**
 * The wait in ms before a step is tried again that has failed `failures` times in a row, the last `sameFailures` of
 * them with this code; null: the sweep fails.
 */
export function nextTryMs(
  { code, retryAfterMs }: { code: SweepFailureCode; retryAfterMs?: number | undefined },
  { failures, sameFailures }: { failures: number; sameFailures: number },
  random: number,
): number | null {
  const mayPass = code === "store_refused" || isTransientAt(code, sameFailures);
  if (failures >= MOST_FAILURES || !mayPass) return null;
  return nextWaitMs(failures, random, retryAfterMs);
}

/** Whether so many contacts were not met that a person has to decide: the CRM may have been half there. */
export const isTooMany = (notMet: number, mirrored: number): boolean =>
  notMet > MOST_GONE || notMet > mirrored * MOST_GONE_SHARE;
