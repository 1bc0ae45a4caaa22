import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReplayRun } from "../../../../shared/webhooks-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { useMayNotReplayMany } from "./may-not";

/** Ends a replay at once. What was replayed stays so, and the rest can be replayed later: there is nothing to ask. */
export function CancelReplay({ run: { runId, state } }: { run: ReplayRun }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayNot = useMayNotReplayMany();
  const cancel = useMutation(
    trpc.webhooks.cancelReplay.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.webhooks.pathFilter()),
    }),
  );
  if (mayNot || state !== "running") return null;
  return (
    <>
      <Button size="sm" busy={cancel.isPending} onClick={() => cancel.mutate({ runId })}>
        Cancel replay
      </Button>
      {cancel.error ? (
        <div className="basis-full">
          <Notice tone="bad" live>
            {describeError(cancel.error).message} The replay goes on. You can try again.
          </Notice>
        </div>
      ) : null}
    </>
  );
}
