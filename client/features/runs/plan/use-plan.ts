import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { RunAction, RunPreview, Selection } from "../../../../shared/runs-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { useRefreshRuns } from "../use-run";
import { optionsOf, type PlanDraft } from "./plan-draft";

/**
 * The plan of a run as the operator sees it, which stands still until they have it read again. Starting it is refused
 * when it has become another one; then `seen` is the plan it was, and `plan` the new one.
 */
export function usePlan(action: RunAction, selection: Selection, onStarted: (runId: string) => void) {
  const trpc = useTRPC();
  const refreshRuns = useRefreshRuns();
  const [seen, setSeen] = useState<RunPreview | null>(null);
  const stillStanding = { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false };
  const query = useQuery(trpc.runs.preview.queryOptions({ action, selection }, stillStanding));
  const plan = query.data ?? null;
  const create = useMutation(
    trpc.runs.create.mutationOptions({
      onSuccess: async ({ runId }) => {
        onStarted(runId);
        await refreshRuns();
      },
      onError: (error) => {
        if (describeError(error).field !== "hash") return;
        setSeen(plan);
        void query.refetch();
      },
    }),
  );
  const start = (draft: PlanDraft) => {
    if (!plan) return;
    const { name, reason } = draft;
    create.mutate({ name, reason, action, selection, hash: plan.hash, options: optionsOf(action, draft) });
  };
  return { query, plan, seen, start, create };
}
