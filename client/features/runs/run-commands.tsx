import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, Pause, Play, RotateCcw } from "lucide-react";
import { useState } from "react";
import { mayDo } from "../../../shared/permissions";
import type { RunView } from "../../../shared/runs-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { buttonLook } from "../../ui/button-look";
import { Link } from "../../ui/link";
import { useToast } from "../../ui/toast";
import { roleWords } from "../users/words";
import { CancelDialog } from "./cancel-dialog";
import { InvitationLinks } from "./invitation-links";
import { RetryDialog } from "./retry-dialog";
import { isBeforeStart, isGivenUp } from "../../../shared/run-states";
import { isAwaiting, isOver, isUnderWay } from "./run-course";
import { useRefreshRuns } from "./use-run";
import { t } from "./words";

const iconLook = "size-3.5";

/** What can be done about a run as it stands; for who may only look, why there is nothing. */
export function RunCommands({ run }: { run: RunView }) {
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }));
  return (
    <div className="flex flex-wrap items-center gap-2">
      {me && mayDo(me.role, "runs.write") ? <Steering run={run} /> : null}
      {me && !mayDo(me.role, "runs.write") ? (
        <span className="text-sm text-fg-3">{t("mayLook", { role: roleWords(me.role) })}</span>
      ) : null}
      {me && mayDo(me.role, "users.invite") ? <InvitationLinks run={run} /> : null}
      {me && mayDo(me.role, "runs.export") ? (
        <a href={`/api/export/runs/${run.runId}.csv`} download className={buttonLook("secondary", "sm")}>
          <Download aria-hidden className={iconLook} />
          {t("downloadCsv")}
        </a>
      ) : null}
      {me && mayDo(me.role, "audit.read") ? (
        <Link to={`/audit?about=${run.runId}`} className={buttonLook("ghost", "sm")}>
          {t("inTheAudit")}
        </Link>
      ) : null}
    </div>
  );
}

function Steering({ run }: { run: RunView }) {
  const [asking, setAsking] = useState<"cancel" | "retry" | null>(null);
  const { pause, resume } = usePauseAndResume(run);
  const close = () => setAsking(null);
  const isPaused = run.state === "paused" || run.state === "stopped";
  return (
    <>
      {useRetryable(run) ? (
        <Button
          size="sm"
          variant={isUnderWay(run) ? "secondary" : "primary"}
          icon={<RotateCcw aria-hidden className={iconLook} />}
          onClick={() => setAsking("retry")}
        >
          {t("retryFailed", { count: run.failed })}
        </Button>
      ) : null}
      {isPaused ? (
        <Button
          size="sm"
          variant="primary"
          icon={<Play aria-hidden className={iconLook} />}
          busy={resume.isPending}
          onClick={() => resume.mutate({ runId: run.runId })}
        >
          {t("resume")}
        </Button>
      ) : null}
      {isUnderWay(run) && !isPaused && !isBeforeStart(run.state) ? (
        <Button
          size="sm"
          icon={<Pause aria-hidden className={iconLook} />}
          busy={pause.isPending}
          onClick={() => pause.mutate({ runId: run.runId })}
        >
          {t("pause")}
        </Button>
      ) : null}
      {isUnderWay(run) && !isAwaiting(run) ? (
        <Button size="sm" onClick={() => setAsking("cancel")}>
          {t("cancelRun")}
        </Button>
      ) : null}
      {asking === "cancel" && isUnderWay(run) ? <CancelDialog run={run} onClose={close} /> : null}
      {asking === "retry" ? <RetryDialog run={run} onClose={close} /> : null}
    </>
  );
}

function usePauseAndResume({ runId, name }: RunView) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refreshRuns = useRefreshRuns();
  const { add: toast } = useToast();
  const after = (refused: "notPaused" | "notResumed") => ({
    onSuccess: (run: RunView) => queryClient.setQueryData(trpc.runs.get.queryKey({ runId }), run),
    onError: (error: unknown) => {
      toast({ title: t(refused, { name }), description: describeError(error).message });
      void queryClient.invalidateQueries(trpc.runs.get.queryFilter({ runId }));
    },
    onSettled: refreshRuns,
  });
  return {
    pause: useMutation(trpc.runs.pause.mutationOptions(after("notPaused"))),
    resume: useMutation(trpc.runs.resume.mutationOptions(after("notResumed"))),
  };
}

/** Whether somebody failed whom no run tries again yet; one that was given up does not count. */
function useRetryable({ state, failed, underWay, retriedBy }: RunView): boolean {
  const trpc = useTRPC();
  const retry = useQuery(
    trpc.runs.get.queryOptions({ runId: retriedBy ?? "" }, { enabled: retriedBy !== null }),
  );
  return (
    isOver({ state, underWay }) &&
    failed > 0 &&
    (retriedBy === null || (retry.data !== undefined && isGivenUp(retry.data.state)))
  );
}
