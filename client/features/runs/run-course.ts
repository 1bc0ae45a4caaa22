import { hasEnded, isBeforeStart } from "../../../shared/run-states";
import type { RunView } from "../../../shared/runs-api";

export const isUnderWay = (run: Pick<RunView, "state">) => !hasEnded(run.state);
/** Somebody else has to agree before anything happens. */
export const isAwaiting = ({ state }: Pick<RunView, "state">) => state === "awaiting_approval";
/** Nobody has been started, and nobody was when it has ended: there is no progress to tell of. */
export const isUnstarted = ({ state, approval }: { state: RunView["state"]; approval: object | null }) =>
  isBeforeStart(state) || (approval !== null && hasEnded(state) && state !== "done" && state !== "cancelled");
/** Its numbers change by themselves, so it is worth looking again soon. */
export const isMoving = (run: Pick<RunView, "state" | "underWay">) =>
  run.state === "freezing" || run.state === "checking" || run.state === "running" || run.underWay > 0;
/** Nothing about it will change any more. */
export const isOver = (run: Pick<RunView, "state" | "underWay">) => hasEnded(run.state) && run.underWay === 0;
