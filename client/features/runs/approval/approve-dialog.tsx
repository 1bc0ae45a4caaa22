import { useMutation } from "@tanstack/react-query";
import { isDestructive, type RunApproval, type RunView } from "../../../../shared/runs-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Dialog, DialogActions } from "../../../ui/dialog";
import { Notice } from "../../../ui/notice";
import { actionWords, planUsers } from "../action-words";
import { ApprovedPlan } from "./approved-plan";
import { useOnDecided } from "./use-on-decided";
import { t } from "./words";

type Props = { run: RunView; approval: RunApproval; onClose: () => void };

/** Shows the second admin once more what they agree with. Mount it while it is open. */
export function ApproveDialog({ run, approval, onClose }: Props) {
  const trpc = useTRPC();
  const onDecided = useOnDecided();
  const approve = useMutation(
    trpc.runs.approve.mutationOptions({
      onSuccess: async (approved) => {
        onClose();
        await onDecided(approved);
      },
    }),
  );
  const { runId, action, createdBy, reason } = run;
  const { plan } = approval;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("approveThis")}
      description={`${actionWords[action].consequence} ${t("approveConsequence", { who: createdBy, reason })}`}
    >
      <div className="flex flex-col gap-4">
        <ApprovedPlan approval={approval} />
        {approve.error ? (
          <Notice tone="bad">
            {describeError(approve.error).message} {t("nothingStarted")}
          </Notice>
        ) : null}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            variant={isDestructive(action) ? "danger" : "primary"}
            busy={approve.isPending}
            onClick={() => approve.mutate({ runId, hash: plan.hash })}
          >
            {t("approveButton", { what: actionWords[action].on(planUsers(plan)) })}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
