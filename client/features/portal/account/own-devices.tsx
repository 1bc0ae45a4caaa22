import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Skeleton } from "../../../ui/skeleton";
import { callFailure } from "../call-failure";
import { useLastError } from "../last-error";
import { NotLoaded } from "../not-loaded";
import { DeviceLines } from "./device-lines";
import { t } from "./words";

const POLL_MS = 30_000;

/** The member's sessions, by the browsers they are in. */
export function OwnDevices() {
  const trpc = useTRPC();
  const sessions = useQuery(trpc.portal.sessions.queryOptions(undefined, { refetchInterval: POLL_MS }));
  const error = useLastError(sessions);
  return (
    <section aria-labelledby="devices" className="flex flex-col gap-4">
      <div>
        <h2 id="devices" className="text-xl font-semibold">
          {t("devices")}
        </h2>
        <p className="mt-1 text-fg-2">{t("devicesWhy")}</p>
      </div>
      {sessions.data ? (
        <Endings count={sessions.data.length - 1}>
          {(end, ending) => <DeviceLines sessions={sessions.data} ending={ending} onEnd={end} />}
        </Endings>
      ) : error ? (
        <NotLoaded
          text={t("devicesNotLoaded")}
          busy={sessions.isFetching}
          onRetry={() => void sessions.refetch()}
        />
      ) : (
        <div role="status" aria-label={t("devicesLoading")}>
          <Skeleton className="h-16" />
        </div>
      )}
    </section>
  );
}

type EndingsProps = {
  /** How many other sessions there are. */
  count: number;
  children: (end: (sessionId: string) => void, ending: string | null) => ReactNode;
};

/** Ends one of them, or all others, and says what came of it. */
function Endings({ count, children }: EndingsProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.portal.sessions.queryFilter());
  const one = useMutation(trpc.portal.endSession.mutationOptions({ onSettled }));
  const others = useMutation(trpc.portal.endOtherSessions.mutationOptions({ onSettled }));
  const last = others.submittedAt > one.submittedAt ? others : one;
  const words = { unanswered: t("notSignedOut"), unavailable: t("unavailable") };
  return (
    <>
      {children(
        (sessionId) => one.mutate({ sessionId }),
        one.isPending ? (one.variables?.sessionId ?? null) : null,
      )}
      <p role="status" className="text-fg-2 empty:hidden">
        {last.error ? callFailure(last.error, words).message : null}
        {last.data ? t("signedOut", { count: last.data.ended }) : null}
      </p>
      {count > 0 ? (
        <Button size="lg" className="self-start" busy={others.isPending} onClick={() => others.mutate()}>
          {t("signOutOthers", { count })}
        </Button>
      ) : null}
    </>
  );
}
