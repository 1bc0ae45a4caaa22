import type { ReactNode } from "react";
import type { RunView } from "../../../shared/runs-api";
import { formatDuration, formatNumber } from "../../lib/format";
import { RelativeTime } from "../../ui/relative-time";
import { actionWords } from "./action-words";
import { waitingOf } from "./pace";
import { RunCanary } from "./run-canary";
import { RunStopped } from "./run-stopped";
import { RunCommands } from "./run-commands";
import { RunProgress } from "./run-progress";
import { RunStateChip } from "./run-state";
import { RelatedRun } from "./related-run";
import { ApprovalPanel } from "./approval/approval-panel";
import { askedOfRun } from "./approval/asked";
import { RunPlan } from "./approval/run-plan";
import { isOver, isUnstarted } from "./run-course";
import { outcomeWords, t } from "./words";

/** What the run is, how far it is, and what can be done about it. `cut`: the live line is broken. */
export function RunSummary({ run, cut }: { run: RunView; cut: boolean }) {
  return (
    <>
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-3">
            <h1 className="text-lg font-semibold break-words">{run.name}</h1>
            <RunStateChip run={run} />
          </div>
          <p className="break-words text-fg-2">
            {actionWords[run.action].verb} ·{" "}
            {t.rich(run.approval ? "askedBy" : "startedBy", {
              count: run.total,
              who: run.createdBy,
              reason: run.reason,
              when: () => <RelativeTime at={run.createdAt} />,
            })}
          </p>
          {run.retryOf ? <RelatedRun runId={run.retryOf} how="triesAgain" /> : null}
          {run.retriedBy ? <RelatedRun runId={run.retriedBy} how="triedAgainIn" /> : null}
        </div>
        <RunCommands run={run} />
      </header>
      <ApprovalPanel asked={askedOfRun(run)}>
        {run.approval ? <RunPlan plan={run.approval.plan} /> : null}
      </ApprovalPanel>
      {isUnstarted(run) ? null : <RunProgress run={run} withPace className="max-sm:flex-wrap" />}
      <p role="status" className="text-sm text-fg-2 empty:hidden">
        {cut ? t("reconnecting") : ""}
      </p>
      <RunStopped run={run} />
      <RunCanary run={run} />
      {isUnstarted(run) ? null : <Numbers run={run} />}
    </>
  );
}

function Numbers({ run }: { run: RunView }) {
  const took =
    run.finishedAt === null
      ? null
      : formatDuration(run.finishedAt - (run.approval?.decided?.at ?? run.createdAt));
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      <Fact name={outcomeWords("done")}>{formatNumber(run.done)}</Fact>
      <Fact name={outcomeWords("skipped")}>{formatNumber(run.skipped)}</Fact>
      <Fact name={outcomeWords("failed")} bad={run.failed > 0}>
        {formatNumber(run.failed)}
      </Fact>
      {isOver(run) ? null : <Fact name={outcomeWords("under_way")}>{formatNumber(run.underWay)}</Fact>}
      {isOver(run) ? null : <Fact name={outcomeWords("waiting")}>{formatNumber(waitingOf(run))}</Fact>}
      {took === null ? null : <Fact name={t("took")}>{took}</Fact>}
    </dl>
  );
}

function Fact({ name, bad = false, children }: { name: string; bad?: boolean; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-fg-3">{name}</dt>
      <dd className={`nums text-xl font-semibold ${bad ? "text-bad" : ""}`}>{children}</dd>
    </div>
  );
}
