import type { SweepView } from "../../../shared/reconcile-api";
import { formatDuration, formatNumber } from "../../lib/format";
import { Notice } from "../../ui/notice";
import { RelativeTime } from "../../ui/relative-time";
import { useRefusal } from "../users/use-permission";
import { Quarantine } from "./quarantine";
import { CancelSweep } from "./running-sweep";
import { SweepProgress } from "./sweep-progress";
import { SweepStateChip } from "./sweep-state";
import { kindDoes, kindTitle, t } from "./words";

/** What the sweep is, how far it is or how it ended, and what a person can do about it. */
export function SweepSummary({ sweep, cut }: { sweep: SweepView; cut: boolean }) {
  const refusal = useRefusal("reconcile.write", t("mayDecide"));
  const { kind, state, sweepId, startedBy, startedAt, decision, cause } = sweep;
  return (
    <>
      <header className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-lg font-semibold">{t("sweepOf", { kind: kindTitle(kind) })}</h1>
            <SweepStateChip state={state} />
          </div>
          <p className="text-fg-2">
            {t.rich("startedBy", { who: startedBy, when: () => <RelativeTime at={startedAt} /> })}.{" "}
            {kindDoes(kind)}
          </p>
        </div>
        {state === "running" ? <CancelSweep sweepId={sweepId} refusal={refusal} /> : null}
      </header>
      {state === "running" ? <SweepProgress sweep={sweep} cut={cut} /> : null}
      {state === "quarantined" ? <Quarantine sweep={sweep} refusal={refusal} /> : null}
      {state === "failed" ? (
        <Notice tone="bad">
          {cause?.message ?? t("sweepFailed")} {t("sweepFailedSafety")}
        </Notice>
      ) : null}
      {decision ? (
        <p className="text-fg-2">
          {t.rich(decision.what === "apply" ? "appliedBy" : "discardedBy", {
            who: decision.by,
            when: () => <RelativeTime at={decision.at} />,
          })}
          {decision.reason ? t("quoted", { reason: decision.reason }) : "."}
        </p>
      ) : null}
      <Numbers sweep={sweep} />
      {state === "done" && isCopyOnly(sweep) ? (
        <p className="text-fg-2">{t("copyOnly", { count: sweep.changed })}</p>
      ) : null}
    </>
  );
}

/** Contacts differed from what was known of them, and that moved nobody: told, lest a number stands for nothing. */
const isCopyOnly = ({ changed, findings }: SweepView) =>
  changed > 0 && Object.values(findings).every((count) => count === 0);

function Numbers({ sweep }: { sweep: SweepView }) {
  const { read, changed, unreadable, mirrored, notMet, finishedAt, startedAt } = sweep;
  const facts: Array<[string, string]> = [
    [t("read"), formatNumber(read)],
    [t("different"), formatNumber(changed)],
    ...(unreadable > 0 ? [[t("unreadable"), formatNumber(unreadable)] as [string, string]] : []),
    ...(mirrored === null ? [] : [[t("inMirror"), formatNumber(mirrored)] as [string, string]]),
    ...(notMet === null ? [] : [[t("notMet"), formatNumber(notMet)] as [string, string]]),
    ...(finishedAt === null ? [] : [[t("took"), formatDuration(finishedAt - startedAt)] as [string, string]]),
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 max-sm:gap-x-5">
      {facts.map(([name, value]) => (
        <div key={name} className="flex flex-col-reverse">
          <dt className="text-fg-3">{name}</dt>
          <dd className="nums text-xl font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
