import { useQuery } from "@tanstack/react-query";
import { hasEnded, type RunView } from "../../../shared/runs-api";
import { useTRPC } from "../../lib/trpc";

const CLOSE_MS = 700;

export const isUnderWay = (run: RunView) => !hasEnded(run.state);

/** One run, followed closely until it is over. */
export function useRun(runId: string) {
  const trpc = useTRPC();
  return useQuery(
    trpc.runs.get.queryOptions(
      { runId },
      { refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data) ? CLOSE_MS : false) },
    ),
  );
}
