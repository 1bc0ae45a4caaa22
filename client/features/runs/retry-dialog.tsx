import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { isDestructive, type RunView } from "../../../shared/runs-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { typedCountOf } from "../../lib/typed-count";
import { ReasonDialog } from "../../ui/reason-dialog";
import { TypedCount } from "../../ui/typed-count";
import { actionWords } from "./action-words";
import { buttonWords } from "./approval/asking";
import { changesNobody } from "./plan/plan-draft";
import { PlanView } from "./plan/plan-view";
import { useStandingPlan } from "./plan/use-standing-plan";
import { t } from "./words";

/** Tries everybody who failed once more, in a run of its own, after a look at its plan. Mount it while it is open. */
export function RetryDialog({ run, onClose }: { run: RunView; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const { query, plan, seen, retry } = useRetry(run);
  const { runId, action, failed } = run;
  const problem = retry.error ? describeError(retry.error) : null;
  const nobody = plan !== null && changesNobody(plan);
  const typedCount = isDestructive(action) ? typedCountOf(typed) : null;
  const isTyped = !isDestructive(action) || typedCount === plan?.count;
  const title = actionWords[action].on(t("failedUsers", { count: failed }));
  const start = (reason: string) => {
    if (!plan) return;
    retry.mutate({ runId, reason, hash: plan.hash, ...(typedCount === null ? {} : { typedCount }) });
  };
  return (
    <ReasonDialog
      title={title}
      consequence={`${actionWords[action].consequence} ${t("retryConsequence")}`}
      button={buttonWords(plan, title)}
      danger={isDestructive(action)}
      busy={retry.isPending || query.isFetching}
      // A changed plan is told beside the new one.
      problem={problem?.field === "hash" ? null : problem}
      incomplete={!plan || nobody || !isTyped}
      onConfirm={start}
      onClose={onClose}
    >
      <section aria-label={t("plan")} className="flex min-w-0 flex-col gap-4">
        <PlanView query={query} seen={seen} folded />
        {nobody ? <p className="text-fg-2">{t("nobodyChanges")}</p> : null}
      </section>
      {plan && isDestructive(action) ? (
        <TypedCount
          count={plan.count}
          value={typed}
          error={problem?.field === "typedCount" ? problem.message : null}
          onChange={setTyped}
        />
      ) : null}
    </ReasonDialog>
  );
}

function useRetry({ runId, action }: RunView) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { onRefused, ...standing } = useStandingPlan({ action, selection: { by: "failed", runId } });
  const retry = useMutation(
    trpc.runs.retryFailed.mutationOptions({
      onSuccess: async (started) => {
        await queryClient.invalidateQueries(trpc.runs.pathFilter());
        await navigate(`/runs/${started.runId}`);
      },
      onError: onRefused,
    }),
  );
  return { ...standing, retry };
}
