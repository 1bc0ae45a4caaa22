import { useMutation } from "@tanstack/react-query";
import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { ReasonDialog } from "../../../ui/reason-dialog";
import { useReplayed } from "./use-replayed";
import { t } from "./words";

type Props = { webhook: WebhookDetail; onClose: () => void };

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
      title={type === null ? t("replayThis") : t("replayType", { type })}
      consequence={t("oneConsequence")}
      button={t("replayOne")}
      hint={t("kept")}
      busy={replay.isPending}
      problem={replay.error ? describeError(replay.error) : null}
      onConfirm={(reason) => replay.mutate({ attemptId, reason })}
      onClose={onClose}
    />
  );
}
