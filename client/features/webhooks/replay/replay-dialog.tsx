import { useMutation } from "@tanstack/react-query";
import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { ReasonDialog } from "../../../ui/reason-dialog";
import { useReplayed } from "./use-replayed";

type Props = { webhook: WebhookDetail; onClose: () => void };

const CONSEQUENCE =
  "The event is applied again under its own ID and its own time, as a new attempt. What is newer stays. No e-mail is sent and no session is ended a second time.";

/** Asks why one webhook is replayed. Mount it while it is open. */
export function ReplayDialog({ webhook: { attemptId, type }, onClose }: Props) {
  const trpc = useTRPC();
  const replayed = useReplayed();
  const replay = useMutation(
    trpc.webhooks.replay.mutationOptions({
      onSuccess: (result) => {
        onClose();
        return replayed(result);
      },
    }),
  );
  return (
    <ReasonDialog
      title={`Replay ${type ?? "this webhook"}`}
      consequence={CONSEQUENCE}
      button="Replay 1 webhook"
      hint="Kept with the attempt, and in the audit."
      busy={replay.isPending}
      problem={replay.error ? describeError(replay.error) : null}
      onConfirm={(reason) => replay.mutate({ attemptId, reason })}
      onClose={onClose}
    />
  );
}
