import { useQuery } from "@tanstack/react-query";
import type { ActiveRuns, RunView } from "../../shared/runs-api";
import { isMoving, isUnderWay } from "../features/runs/run-course";
import { useNow } from "../lib/clock";
import { useTRPC } from "../lib/trpc";

const LINGER_MS = 60_000;
const LOOK_MS = 3_000;
/** While something runs, so that its numbers move and not jump. */
const CLOSE_LOOK_MS = 1_000;
const noRuns: RunView[] = [];
const nothingToApprove: ActiveRuns["toApprove"] = [];

function useActive() {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.runs.active.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.runs.some(isMoving) ? CLOSE_LOOK_MS : LOOK_MS),
    }),
  );
  return data;
}
const useLatestRuns = () => useActive()?.runs ?? noRuns;

/** The runs under way, and those that ended within the last minute. */
export function useRecentRuns(): RunView[] {
  const now = useNow();
  return useLatestRuns().filter((run) => isUnderWay(run) || (run.finishedAt ?? 0) > now - LINGER_MS);
}

export const useRunningCount = () => useLatestRuns().filter(isUnderWay).length;

/** What others have asked for and this operator may approve. */
export const useToApprove = () => useActive()?.toApprove ?? nothingToApprove;
