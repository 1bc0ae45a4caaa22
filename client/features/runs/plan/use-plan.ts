import { useMutation } from "@tanstack/react-query";
import type { RunAction, RunPreview, Selection } from "../../../../shared/runs-api";
import { useTRPC } from "../../../lib/trpc";
import { useRefreshRuns } from "../use-run";
import { optionsOf, type PlanDraft } from "./plan-draft";
import { useStandingPlan } from "./use-standing-plan";

/** The plan of a new run, and how it is started. */
export function usePlan(
  action: RunAction,
  selection: Selection,
  onStarted: (plan: RunPreview | null) => void,
) {
  const trpc = useTRPC();
  const refreshRuns = useRefreshRuns();
  const { onRefused, ...standing } = useStandingPlan({ action, selection });
  const create = useMutation(
    trpc.runs.create.mutationOptions({
      onSuccess: async () => {
        onStarted(standing.plan);
        await refreshRuns();
      },
      onError: onRefused,
    }),
  );
  const start = (draft: PlanDraft) => {
    if (!standing.plan) return;
    const { name, reason } = draft;
    const { hash } = standing.plan;
    create.mutate({ name, reason, action, selection, hash, options: optionsOf(action, draft) });
  };
  return { ...standing, start, create };
}
