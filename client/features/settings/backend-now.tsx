import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { GateState, LaneView } from "../../../shared/gate";
import { explainError } from "../../../shared/explain";
import { describeError } from "../../lib/api-error";
import { useNow } from "../../lib/clock";
import { formatNumber, formatRelative } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { RelativeTime } from "../../ui/relative-time";
import { ConnectionChecks } from "../backend/connection-checks";
import { ResumeLaneDialog } from "../backend/resume-lane-dialog";

/** How the backend is doing at this moment, and the two things a person can do about it. */
export function BackendNow({ refusal }: { refusal: string | null }) {
  const trpc = useTRPC();
  const health = useQuery(trpc.health.get.queryOptions(undefined, { refetchInterval: 5_000 }));
  const lane = useQuery(trpc.settings.lane.queryOptions(undefined, { refetchInterval: 5_000 }));
  const test = useMutation(trpc.settings.testConnection.mutationOptions());
  const [resuming, setResuming] = useState(false);
  return (
    <section aria-label="Backend now" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="flex-1 font-semibold">Backend now</h2>
        <Button size="sm" disabledReason={refusal} busy={test.isPending} onClick={() => test.mutate()}>
          Test connection
        </Button>
      </div>
      {test.data && !test.isPending ? (
        <div role="status" aria-label="Connection" className="rounded-panel border border-line p-3">
          <ConnectionChecks found={test.data} />
        </div>
      ) : null}
      {test.error ? (
        <Notice tone="bad" live>
          {describeError(test.error).message} The connection was not tested.
        </Notice>
      ) : null}
      <dl className="rounded-panel border border-line px-4 py-2">
        <Fact name="Work">
          {lane.data ? (
            <LaneWords lane={lane.data} onResume={() => setResuming(true)} refusal={refusal} />
          ) : (
            "…"
          )}
        </Fact>
        <Fact name="Breaker">{health.data ? <BreakerWords gate={health.data.gate} /> : "…"}</Fact>
        <Fact name="Calls">{health.data ? <RateWords gate={health.data.gate} /> : "…"}</Fact>
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

type LaneProps = { lane: LaneView; onResume: () => void; refusal: string | null };

function LaneWords({ lane: { paused, resumed }, onResume, refusal }: LaneProps) {
  if (paused) {
    return (
      <div className="flex flex-col gap-2">
        <p>
          <span className="font-medium text-bad">Paused</span> <RelativeTime at={paused.at} />:{" "}
          {paused.cause.message} Nothing is sent, and nothing is lost.
        </p>
        <Button size="sm" className="self-start" disabledReason={refusal} onClick={onResume}>
          Let work go on
        </Button>
      </div>
    );
  }
  return (
    <>
      Goes on.
      {resumed ? (
        <span className="text-fg-2">
          {" "}
          {resumed.by} let it go on <RelativeTime at={resumed.at} />.
        </span>
      ) : null}
    </>
  );
}

function BreakerWords({ gate: { breaker } }: { gate: GateState }) {
  const now = useNow();
  const { state, since, cause, probeAt } = breaker;
  if (state === "closed") return "Closed: calls go through.";
  const next =
    probeAt === null || probeAt <= now
      ? "One call is about to try."
      : `Next try ${formatRelative(probeAt, now)}.`;
  return (
    <>
      <span className="font-medium text-warn">Open</span>
      {since === null ? null : (
        <>
          {" "}
          since <RelativeTime at={since} />
        </>
      )}
      . {explainError(cause)} {next} Nothing is lost.
    </>
  );
}

function RateWords({ gate: { rate, heldUntil } }: { gate: GateState }) {
  const now = useNow();
  const waiting = rate.waiting.live + rate.waiting.bulk;
  return (
    <span className="nums">
      At most {formatNumber(rate.perMinute)} a minute; {formatNumber(Math.floor(rate.tokens))} may be made at
      once
      {waiting > 0 ? `, ${formatNumber(waiting)} wait for their turn` : ""}.
      {heldUntil !== null && heldUntil > now
        ? ` The backend asked everybody to wait; it goes on ${formatRelative(heldUntil, now)}.`
        : ""}
    </span>
  );
}
