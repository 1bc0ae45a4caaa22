import type { ReactNode } from "react";
import { describeError } from "../../../lib/api-error";
import { Button } from "../../../ui/button";
import { Dialog, DialogActions } from "../../../ui/dialog";
import { Notice } from "../../../ui/notice";
import type { Asked } from "./asked";
import { PlanToApprove } from "./plan-to-approve";
import { useDecisions } from "./use-decisions";
import { t } from "./words";

type Props = { asked: Asked; children: ReactNode; onClose: () => void };

/** Shows the second admin once more what they agree with. Mount it while it is open. */
export function ApproveDialog({ asked, children, onClose }: Props) {
  const { approve, busy, error } = useDecisions(asked, onClose);
  const { createdBy: who, reason, consequence, what, danger } = asked;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("approveThis")}
      description={`${consequence} ${t("approveConsequence", { who, reason })}`}
    >
      <div className="flex flex-col gap-4">
        <PlanToApprove approval={asked.approval}>{children}</PlanToApprove>
        {error ? (
          <Notice tone="bad">
            {describeError(error).message} {t("nothingStarted")}
          </Notice>
        ) : null}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={approve}>
            {t("approveButton", { what })}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
