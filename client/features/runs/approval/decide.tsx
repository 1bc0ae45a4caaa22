import { useState, type ReactNode } from "react";
import { mayDo } from "../../../../shared/permissions";
import { describeError } from "../../../lib/api-error";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { useMe } from "../../users/use-permission";
import { ApproveDialog } from "./approve-dialog";
import type { Asked } from "./asked";
import { RejectDialog } from "./reject-dialog";
import { useDecisions } from "./use-decisions";
import { t } from "./words";

type Props = { asked: Asked; children: ReactNode };

/** What the reader can say to a run that waits: the other admins yes or no, whoever asked that it was meant otherwise. */
export function Decide({ asked, children }: Props) {
  const me = useMe();
  const [asking, setAsking] = useState<"approve" | "reject" | null>(null);
  const close = () => setAsking(null);
  if (!me || !mayDo(me.role, "runs.approve")) return null;
  if (me.operatorId === asked.approval.makerId) return <Withdraw asked={asked} />;
  return (
    <span className="flex shrink-0 flex-wrap gap-2">
      <Button size="sm" onClick={() => setAsking("reject")}>
        {t("reject")}
      </Button>
      <Button size="sm" variant="primary" disabled={!asked.ready} onClick={() => setAsking("approve")}>
        {t("approve")}
      </Button>
      {asking === "approve" ? (
        <ApproveDialog asked={asked} onClose={close}>
          {children}
        </ApproveDialog>
      ) : null}
      {asking === "reject" ? <RejectDialog asked={asked} onClose={close} /> : null}
    </span>
  );
}

function Withdraw({ asked }: { asked: Asked }) {
  const { withdraw, busy, error } = useDecisions(asked);
  return (
    <span className="flex shrink-0 flex-col items-end gap-2">
      <Button size="sm" busy={busy} onClick={withdraw}>
        {t("withdraw")}
      </Button>
      {error ? (
        <Notice tone="bad" live>
          {describeError(error).message}
        </Notice>
      ) : null}
    </span>
  );
}
