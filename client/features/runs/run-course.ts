import { hasEnded } from "../../../shared/run-states";
import type { RunView } from "../../../shared/runs-api";

export const isUnderWay = (run: Pick<RunView, "state">) => !hasEnded(run.state);
/** Its numbers change by themselves, so it is worth looking again soon. */
export const isMoving = (run: Pick<RunView, "state" | "underWay">) =>
  run.state === "freezing" || run.state === "running" || run.underWay > 0;
/** Nothing about it will change any more. */
export const isOver = (run: Pick<RunView, "state" | "underWay">) => hasEnded(run.state) && run.underWay === 0;
