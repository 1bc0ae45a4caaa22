import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { GateState, LaneView } from "../../../shared/gate";
import { errorSentence } from "../users/error-words";
import { describeError } from "../../lib/api-error";
import { useNow } from "../../lib/clock";
import { formatRelative } from "../../lib/relative";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { RelativeTime } from "../../ui/relative-time";
import { ConnectionChecks } from "../backend/connection-checks";
import { ResumeLaneDialog } from "../backend/resume-lane-dialog";
import { whyWords } from "../users/why-words";
import { t } from "./words";

/** How the backend is doing at this moment, and the two things a person can do about it. */
export function BackendNow({ refusal }: { refusal: string | null }) {
  const trpc = useTRPC();
  const health = useQuery(trpc.health.get.queryOptions(undefined, { refetchInterval: 5_000 }));
  const lane = useQuery(trpc.settings.lane.queryOptions(undefined, { refetchInterval: 5_000 }));
  const test = useMutation(trpc.settings.testConnection.mutationOptions());
  const [resuming, setResuming] = useState(false);
  return (
    <section aria-label={t("backendNow")} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="flex-1 font-semibold">{t("backendNow")}</h2>
        <Button size="sm" disabledReason={refusal} busy={test.isPending} onClick={() => test.mutate()}>
          {t("testConnection")}
        </Button>
      </div>
      {test.data && !test.isPending ? (
        <div
          role="status"
          aria-label={t("connection")}
          className="rounded-panel border border-line px-4 py-3"
        >
          <ConnectionChecks found={test.data} />
        </div>
      ) : null}
      {test.error ? (
        <Notice tone="bad" live>
          {describeError(test.error).message} {t("notTested")}
        </Notice>
      ) : null}
      <dl className="rounded-panel border border-line px-4 py-2">
        <Fact name={t("work")}>
          {lane.data ? (
            <LaneWords lane={lane.data} onResume={() => setResuming(true)} refusal={refusal} />
          ) : (
            <NotYet failed={lane.isError} />
          )}
        </Fact>
        <Fact name={t("breaker")}>
          {health.data ? <BreakerWords gate={health.data.gate} /> : <NotYet failed={health.isError} />}
        </Fact>
        <Fact name={t("calls")}>
          {health.data ? <RateWords gate={health.data.gate} /> : <NotYet failed={health.isError} />}
        </Fact>
      </dl>
      {resuming ? <ResumeLaneDialog onClose={() => setResuming(false)} /> : null}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-4 py-1">
      <dt className="w-16 shrink-0 text-fg-3">{name}</dt>
      <dd className="min-w-0 flex-1">{children}</dd>
    </div>
  );
}

const NotYet = ({ failed }: { failed: boolean }) =>
  failed ? <span className="text-fg-3">{t("notKnown")}</span> : "…";

type LaneProps = { lane: LaneView; onResume: () => void; refusal: string | null };

function LaneWords({ lane: { paused, resumed }, onResume, refusal }: LaneProps) {
  if (paused) {
    return (
      <div className="flex flex-col gap-2">
        <p>
          {t.rich("workPaused", {
            cause: whyWords(paused.cause.message),
            bad: (text) => <span className="font-medium text-bad">{text}</span>,
            when: () => <RelativeTime at={paused.at} />,
          })}
        </p>
        <Button size="sm" className="self-start" disabledReason={refusal} onClick={onResume}>
          {t("letGoOn")}
        </Button>
      </div>
    );
  }
  return (
    <>
      {t("workGoesOn")}
      {resumed ? (
        <span className="text-fg-2">
          {" "}
          {t.rich("resumedBy", { who: resumed.by, when: () => <RelativeTime at={resumed.at} /> })}
        </span>
      ) : null}
    </>
  );
}

function BreakerWords({ gate: { breaker } }: { gate: GateState }) {
  const now = useNow();
  const { state, since, cause, probeAt } = breaker;
  if (state === "closed") return t("breakerClosed");
  const next =
    probeAt === null || probeAt <= now
      ? t("aboutToTry")
      : t("nextTry", { when: formatRelative(probeAt, now) });
  return (
    <>
      {t.rich(since === null ? "breakerOpen" : "breakerOpenSince", {
        cause: errorSentence(cause),
        next,
        warn: (text) => <span className="font-medium text-warn">{text}</span>,
        when: () => (since === null ? null : <RelativeTime at={since} />),
      })}
    </>
  );
}

function RateWords({ gate: { rate, heldUntil } }: { gate: GateState }) {
  const now = useNow();
  const waiting = rate.waiting.live + rate.waiting.bulk;
  return (
    <span className="nums">
      {t("rate", { perMinute: rate.perMinute, atOnce: Math.floor(rate.tokens), waiting })}
      {heldUntil !== null && heldUntil > now
        ? ` ${t("heldUntil", { when: formatRelative(heldUntil, now) })}`
        : ""}
    </span>
  );
}
