/**
 * `awaiting_approval`: who takes part is noted down, and another admin decides. `checking`: they have approved, and the
 * plan is held against how things are now. `freezing` notes down who takes part of what needs no approval, and the first
 * are at work already. `paused` by a person and `stopped` by itself can be resumed or cancelled. The rest is the end:
 * after work, or, without anybody having been started, by who refused it, who took it back, its time, or the check.
 */
export const runStates = [
  "awaiting_approval",
  "checking",
  "freezing",
  "running",
  "paused",
  "stopped",
  "cancelled",
  "done",
  "rejected",
  "withdrawn",
  "expired",
  "outdated",
] as const;
export type RunState = (typeof runStates)[number];

const ends: ReadonlySet<RunState> = new Set([
  "cancelled",
  "done",
  "rejected",
  "withdrawn",
  "expired",
  "outdated",
]);
export const hasEnded = (state: RunState): boolean => ends.has(state);

/** It has ended without having been through: who failed before it may be tried again. */
export const isGivenUp = (state: RunState): boolean => hasEnded(state) && state !== "done";

/** Nobody has been started, and nobody is before the state is another one. */
export const isBeforeStart = (state: RunState): boolean =>
  state === "awaiting_approval" || state === "checking";
