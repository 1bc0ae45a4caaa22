import type { Silence } from "./reconcile-api";

/** What is usual is learnt from so many ms before the last webhook. */
export const SILENCE_WINDOW_MS = 7 * 24 * 3_600_000;
/** With fewer webhooks in that time nobody can say what is usual. */
export const LEAST_WEBHOOKS = 20;

/** What the log says of the time before the last webhook. Times and gaps in ms; `seen` may stop at `LEAST_WEBHOOKS`. */
export type WebhookRhythm = { lastAt: number | null; longestGapMs: number; seen: number };

/** Whether the backend has been quiet for longer than is usual, and for at least `minMs`. */
export function judgeSilence(
  { lastAt, longestGapMs, seen }: WebhookRhythm,
  minMs: number,
  now: number,
): Silence {
  if (lastAt === null || seen < LEAST_WEBHOOKS) return { silent: false, lastAt, usualGapMs: null };
  const usualGapMs = Math.max(minMs, longestGapMs);
  return { silent: now - lastAt > usualGapMs, lastAt, usualGapMs };
}
