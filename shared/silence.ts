import type { Silence } from "./reconcile-api";

/** What is usual is learnt from so many ms before the last webhook: long enough for two weekends, wherever it ends. */
export const SILENCE_WINDOW_MS = 15 * 24 * 3_600_000;
/** Webhooks within this time count as one beat, in ms: gaps are known this exactly. */
export const BEAT_MS = 30 * 60_000;
/** With fewer beats in that time nobody can say what is usual. */
export const LEAST_BEATS = 20;

/** What is known of the time before the last webhook. Times and gaps in ms; `seen` counts beats. */
export type WebhookRhythm = { lastAt: number | null; longestButOneMs: number; seen: number };

/**
 * The longest gap but one, in ms, between times in their order. Quiet nights and weekends come again; the longest of
 * all may have been an incident, and one must not keep the next from being noticed.
 */
export function longestButOne(times: number[]): number {
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  return gaps.sort((a, b) => b - a)[1] ?? 0;
}

/** Whether the backend has been quiet for longer than is usual, and for at least `minMs`. */
export function judgeSilence(
  { lastAt, longestButOneMs, seen }: WebhookRhythm,
  minMs: number,
  now: number,
): Silence {
  if (lastAt === null || seen < LEAST_BEATS) return { silent: false, lastAt, usualGapMs: null };
  const usualGapMs = Math.max(minMs, longestButOneMs);
  return { silent: now - lastAt > usualGapMs, lastAt, usualGapMs };
}
