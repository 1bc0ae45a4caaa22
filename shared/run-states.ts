/**
 * `freezing` notes down who takes part, and the first are at work already. `paused` by a person and `stopped` by the
 * canary can be resumed or cancelled; `cancelled` and `done` are the end.
 */
export const runStates = ["freezing", "running", "paused", "stopped", "cancelled", "done"] as const;
export type RunState = (typeof runStates)[number];
export const hasEnded = (state: RunState): boolean => state === "cancelled" || state === "done";
