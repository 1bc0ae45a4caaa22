import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OperatorRow } from "../../../shared/operators-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { QueryFailed } from "../../ui/query-failed";
import { Skeleton } from "../../ui/skeleton";
import { SessionLines } from "../account/session-lines";
import { t, titles } from "./words";

type Props = { row: OperatorRow; refusal: string | null; onClose: () => void };

/** Where an operator is signed in, and the ways to end that. */
export function SessionsDialog({ row: { operatorId, name }, refusal, onClose }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sessions = useQuery(trpc.operators.sessions.queryOptions({ operatorId }));
  const onSettled = () => queryClient.invalidateQueries(trpc.operators.pathFilter());
  const endOne = useMutation(trpc.operators.endSession.mutationOptions({ onSettled }));
  const endAll = useMutation(trpc.operators.endSessions.mutationOptions({ onSettled }));
  const error = endOne.error ?? endAll.error;
  const count = sessions.data?.length ?? 0;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={titles("sessions", { name })}>
      {error ? (
        <Notice tone="bad" live>
          {describeError(error).message}
        </Notice>
      ) : null}
      {sessions.error ? (
        <QueryFailed query={sessions} title={t("sessionsNotLoaded")} safety={t("nothingChanged")} />
      ) : sessions.data === undefined ? (
        <Skeleton className="h-14" />
      ) : count === 0 ? (
        <p className="text-fg-2">{t("noSession")}</p>
      ) : (
        <SessionLines
          sessions={sessions.data}
          refusal={refusal}
          ending={endOne.isPending ? endOne.variables.sessionId : null}
          onEnd={(sessionId) => endOne.mutate({ operatorId, sessionId })}
        />
      )}
      <DialogActions>
        {count > 1 ? (
          <Button
            variant="danger"
            busy={endAll.isPending}
            disabledReason={refusal}
            onClick={() => endAll.mutate({ operatorId })}
          >
            {t("endAll", { count })}
          </Button>
        ) : null}
        <Button onClick={onClose}>{t("close")}</Button>
      </DialogActions>
    </Dialog>
  );
}
