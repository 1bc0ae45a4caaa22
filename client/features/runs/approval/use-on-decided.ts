import { useQueryClient } from "@tanstack/react-query";
import type { RunView } from "../../../../shared/runs-api";
import { useTRPC } from "../../../lib/trpc";
import { useRefreshRuns } from "../use-run";

/** Shows the run as it then is, and the lists without what was waiting. */
export function useOnDecided() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refreshRuns = useRefreshRuns();
  return async (run: RunView) => {
    queryClient.setQueryData(trpc.runs.get.queryKey({ runId: run.runId }), run);
    await refreshRuns();
  };
}
