import { describeError } from "../../../lib/api-error";
import { ReasonDialog } from "../../../ui/reason-dialog";
import type { Asked } from "./asked";
import { useDecisions } from "./use-decisions";
import { t } from "./words";

/** Asks why not. Mount it while it is open. */
export function RejectDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { reject, busy, error } = useDecisions(asked, onClose);
  const { createdBy: who } = asked;
  return (
    <ReasonDialog
      title={t("rejectThis")}
      consequence={t("rejectConsequence", { who })}
      button={t("rejectThis")}
      hint={t("rejectHint", { who })}
      busy={busy}
      problem={error ? describeError(error) : null}
      onConfirm={reject}
      onClose={onClose}
    />
  );
}
