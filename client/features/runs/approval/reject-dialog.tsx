import { useMutation } from "@tanstack/react-query";
import type { RunView } from "../../../../shared/runs-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { ReasonDialog } from "../../../ui/reason-dialog";
import { useOnDecided } from "./use-on-decided";
import { t } from "./words";

/** Asks why not. Mount it while it is open. */
export function RejectDialog({ run, onClose }: { run: RunView; onClose: () => void }) {
  const trpc = useTRPC();
  const onDecided = useOnDecided();
  const reject = useMutation(
    trpc.runs.reject.mutationOptions({
      onSuccess: async (rejected) => {
        onClose();
        await onDecided(rejected);
      },
    }),
  );
  const { runId, createdBy: who } = run;
  return (
    <ReasonDialog
      title={t("rejectThis")}
      consequence={t("rejectConsequence", { who })}
      button={t("rejectThis")}
      hint={t("rejectHint", { who })}
      busy={reject.isPending}
      problem={reject.error ? describeError(reject.error) : null}
      onConfirm={(reason) => reject.mutate({ runId, reason })}
      onClose={onClose}
    />
  );
}
