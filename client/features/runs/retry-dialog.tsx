import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { isDestructive, type RunView } from "../../../shared/runs-api";
import { describeError } from "../../lib/api-error";
import { plural } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { ReasonDialog } from "../../ui/reason-dialog";
import { actionWords } from "./action-words";
import { typedCountOf } from "./plan/plan-draft";
import { TypedCount } from "./plan/plan-form";

/** Tries everybody who failed once more, in a run of its own. Mount it while it is open. */
export function RetryDialog({ run, onClose }: { run: RunView; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const retry = useRetry();
  const { runId, action, failed } = run;
  const problem = retry.error ? describeError(retry.error) : null;
  const typedCount = isDestructive(action) ? typedCountOf(typed) : null;
  const title = actionWords[action].on(plural(failed, "failed user", "failed users"));
  return (
    <ReasonDialog
      title={title}
      consequence={`${actionWords[action].consequence} They are a run of their own, linked to this one; whoever has changed since is checked again first.`}
      button={title}
      danger={isDestructive(action)}
      busy={retry.isPending}
      problem={problem}
      incomplete={isDestructive(action) && typedCount !== failed}
      onConfirm={(reason) => retry.mutate({ runId, reason, ...(typedCount === null ? {} : { typedCount }) })}
      onClose={onClose}
    >
      {isDestructive(action) ? (
        <TypedCount
          count={failed}
          value={typed}
          error={problem?.field === "typedCount" ? problem.message : null}
          onChange={setTyped}
        />
      ) : null}
    </ReasonDialog>
  );
}

function useRetry() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation(
    trpc.runs.retryFailed.mutationOptions({
      onSuccess: async ({ runId }) => {
        await queryClient.invalidateQueries(trpc.runs.pathFilter());
        await navigate(`/runs/${runId}`);
      },
    }),
  );
}
