import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { QueryFailed } from "../../ui/query-failed";
import { Skeleton } from "../../ui/skeleton";
import { SessionLines } from "./session-lines";
import { t } from "./words";

/** The operator's open sessions. */
export function OwnSessions() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sessions = useQuery(trpc.session.list.queryOptions(undefined, { refetchInterval: 30_000 }));
  const onSettled = () => queryClient.invalidateQueries(trpc.session.list.queryFilter());
  const revoke = useMutation(trpc.session.revoke.mutationOptions({ onSettled }));
  const others = useMutation(trpc.session.revokeOthers.mutationOptions({ onSettled }));
  const error = revoke.error ?? others.error;
  const count = (sessions.data?.length ?? 1) - 1;
  return (
    <section aria-label={t("sessions")} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="flex-1 font-semibold">{t("sessions")}</h2>
        {count > 0 ? (
          <Button size="sm" busy={others.isPending} onClick={() => others.mutate()}>
            {t("endOthers", { count })}
          </Button>
        ) : null}
      </div>
      {error ? (
        <Notice tone="bad" live>
          {describeError(error).message}
        </Notice>
      ) : null}
      {sessions.data ? (
        <SessionLines
          sessions={sessions.data}
          refusal={null}
          ending={revoke.isPending ? revoke.variables.sessionId : null}
          onEnd={(sessionId) => revoke.mutate({ sessionId })}
        />
      ) : sessions.error ? (
        <QueryFailed query={sessions} title={t("sessionsNotLoaded")} safety={t("nothingChanged")} />
      ) : (
        <Skeleton className="h-14" />
      )}
    </section>
  );
}
