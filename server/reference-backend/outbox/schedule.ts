const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits before the second, third, … attempt, in milliseconds. When they are used up the row has failed. */
export type Schedule = readonly number[];

/** The Standard Webhooks schedule; its first attempt, "immediately", is not a wait. */
export const WEBHOOK_SCHEDULE: Schedule = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** A mail server that is down for a weekend loses no welcome. */
export const MAIL_SCHEDULE: Schedule = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  24 * HOUR,
  24 * HOUR,
];

/** Spreads what failed together, so that it does not come back together. */
const JITTER = 0.1;

/**
 * How long to wait after the `attempt`-th attempt (1 = the first) failed, within 10 % of the schedule; null when
 * there are no more. `random` gives 0..1.
 */
export function waitAfter(schedule: Schedule, attempt: number, random: () => number): number | null {
  const wait = schedule[attempt - 1];
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * (2 * random() - 1)));
}
