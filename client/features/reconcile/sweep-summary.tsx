import type { SweepView } from "../../../shared/reconcile-api";
import { formatDuration, formatNumber } from "../../lib/format";
import { Notice } from "../../ui/notice";
import { RelativeTime } from "../../ui/relative-time";
import { useRefusal } from "../users/use-permission";
import { Quarantine } from "./quarantine";
import { CancelSweep } from "./running-sweep";
import { SweepProgress } from "./sweep-progress";
import { SweepStateChip } from "./sweep-state";
import { kindWords } from "./sweep-words";

/** What the sweep is, how far it is or how it ended, and what a person can do about it. */
export function SweepSummary({ sweep, cut }: { sweep: SweepView; cut: boolean }) {
  const refusal = useRefusal("reconcile.write", "start, stop or decide about sweeps; an admin may");
  const { kind, state, sweepId, startedBy, startedAt, decision, cause } = sweep;
  return (
    <>
      <header className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <h1 className="text-lg font-semibold">Sweep: {kindWords[kind].title}</h1>
          <p className="text-fg-2">
            by {startedBy}, <RelativeTime at={startedAt} />. {kindWords[kind].does}
          </p>
        </div>
        <SweepStateChip state={state} />
        {state === "running" ? <CancelSweep sweepId={sweepId} refusal={refusal} /> : null}
      </header>
      {state === "running" ? <SweepProgress sweep={sweep} cut={cut} /> : null}
      {state === "quarantined" ? <Quarantine sweep={sweep} refusal={refusal} /> : null}
      {state === "failed" ? (
        <Notice tone="bad">
          {cause?.message ?? "The sweep failed."} What it had read by then stays in the mirror; nobody was
          marked as gone. You can start another.
        </Notice>
      ) : null}
      {decision ? (
        <p className="text-fg-2">
          {decision.what === "apply" ? "Applied" : "Discarded"} by {decision.by},{" "}
          <RelativeTime at={decision.at} />
          {decision.reason ? `: “${decision.reason}”` : "."}
        </p>
      ) : null}
      <Numbers sweep={sweep} />
    </>
  );
}

function Numbers({ sweep }: { sweep: SweepView }) {
  const { read, changed, unreadable, mirrored, notMet, finishedAt, startedAt } = sweep;
  const facts: Array<[string, string]> = [
    ["read", formatNumber(read)],
    ["different", formatNumber(changed)],
    ...(unreadable > 0 ? [["unreadable", formatNumber(unreadable)] as [string, string]] : []),
    ...(mirrored === null ? [] : [["in the mirror", formatNumber(mirrored)] as [string, string]]),
    ...(notMet === null ? [] : [["not met", formatNumber(notMet)] as [string, string]]),
    ...(finishedAt === null ? [] : [["took", formatDuration(finishedAt - startedAt)] as [string, string]]),
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {facts.map(([name, value]) => (
        <div key={name} className="flex flex-col-reverse">
          <dt className="text-fg-3">{name}</dt>
          <dd className="nums text-xl font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
