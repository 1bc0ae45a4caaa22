import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { mayDo } from "../../../../shared/permissions";
import type { RunApproval, RunView } from "../../../../shared/runs-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { useToast } from "../../../ui/toast";
import { useMe } from "../../users/use-permission";
import { ApproveDialog } from "./approve-dialog";
import { RejectDialog } from "./reject-dialog";
import { useOnDecided } from "./use-on-decided";
import { t } from "./words";

/** What the reader can say to a run that waits: the other admins yes or no, whoever asked that it was meant otherwise. */
export function Decide({ run, approval }: { run: RunView; approval: RunApproval }) {
  const me = useMe();
  const [asking, setAsking] = useState<"approve" | "reject" | null>(null);
  const close = () => setAsking(null);
  if (!me || !mayDo(me.role, "runs.approve")) return null;
  if (me.operatorId === approval.makerId) return <Withdraw run={run} />;
  return (
    <span className="flex shrink-0 flex-wrap gap-2">
      <Button size="sm" onClick={() => setAsking("reject")}>
        {t("reject")}
      </Button>
      <Button size="sm" variant="primary" disabled={!run.frozen} onClick={() => setAsking("approve")}>
        {t("approve")}
      </Button>
      {asking === "approve" ? <ApproveDialog run={run} approval={approval} onClose={close} /> : null}
      {asking === "reject" ? <RejectDialog run={run} onClose={close} /> : null}
    </span>
  );
}

function Withdraw({ run: { runId, name } }: { run: RunView }) {
  const trpc = useTRPC();
  const { add: toast } = useToast();
  const onDecided = useOnDecided();
  const withdraw = useMutation(
    trpc.runs.withdraw.mutationOptions({
      onSuccess: onDecided,
      onError: (error) =>
        toast({ title: t("notWithdrawn", { name }), description: describeError(error).message }),
    }),
  );
  return (
    <Button size="sm" busy={withdraw.isPending} onClick={() => withdraw.mutate({ runId })}>
      {t("withdraw")}
    </Button>
  );
}
