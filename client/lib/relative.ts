import { formatAway, formatDay } from "./format";
import { spanWord } from "./words";

/** The clock of the page ticks once a second, so what just happened may look a moment ahead. */
const SKEW = 1_500;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The signs of units are the same in every language; only the number before them differs. */
const steps = [
  ["s", 1_000, MINUTE],
  ["min", MINUTE, HOUR],
  ["h", HOUR, DAY],
] as const;

/** The past is rounded down, the future up: nothing is said to be nearer than it is. */
const whole = (count: number) => (count < 0 ? Math.trunc(count) : Math.ceil(count));

/**
 * "5 s ago", "in 4 min", "yesterday"; from a month on, the date. Not in `format.ts`: that file is there before any words
 * are (`client/app/early.ts`).
 */
export function formatRelative(at: number, now: number): string {
  const distance = at - now;
  const far = Math.abs(distance);
  if (far < SKEW) return formatAway(0, "second");
  if (far >= 30 * DAY) return formatDay(at);
  const step = steps.find(([, , below]) => far < below);
  if (!step) return formatAway(whole(distance / DAY), "day");
  const [sign, size] = step;
  const time = `${Math.abs(whole(distance / size))} ${sign}`;
  // "in" is German, too.
  return distance < 0 ? spanWord("ago", { time }) : `in ${time}`;
}
