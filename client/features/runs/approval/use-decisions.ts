import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/trpc";
import { useRefreshRuns } from "../use-run";
import type { Asked } from "./asked";

/** The three things to say to what waits, and what the server answers to them. `onDone` when it has taken one. */
export function useDecisions({ kind, runId, hash }: Asked, onDone: () => void = () => {}) {
  const { runs, webhooks } = useTRPC();
  const queryClient = useQueryClient();
  const refreshRuns = useRefreshRuns();
  const onSuccess = async () => {
    onDone();
    await queryClient.invalidateQueries(
      kind === "run" ? runs.get.queryFilter({ runId }) : webhooks.pathFilter(),
    );
    await refreshRuns();
  };
  const after = { onSuccess };
  const ofRun = {
    approve: useMutation(runs.approve.mutationOptions(after)),
    reject: useMutation(runs.reject.mutationOptions(after)),
    withdraw: useMutation(runs.withdraw.mutationOptions(after)),
  };
  const ofReplay = {
    approve: useMutation(webhooks.approveReplay.mutationOptions(after)),
    reject: useMutation(webhooks.rejectReplay.mutationOptions(after)),
    withdraw: useMutation(webhooks.withdrawReplay.mutationOptions(after)),
  };
  const { approve, reject, withdraw } = kind === "run" ? ofRun : ofReplay;
  const busy = approve.isPending || reject.isPending || withdraw.isPending;
  const error = approve.error ?? reject.error ?? withdraw.error;
  return {
    ...{ busy, error },
    approve: () =>
      kind === "run" ? ofRun.approve.mutate({ runId, hash }) : ofReplay.approve.mutate({ runId }),
    reject: (reason: string) => (kind === "run" ? ofRun : ofReplay).reject.mutate({ runId, reason }),
    withdraw: () => (kind === "run" ? ofRun : ofReplay).withdraw.mutate({ runId }),
  };
}
