import type { ReactNode } from "react";
import type { RunView } from "../../../shared/runs-api";
import { formatDuration, formatNumber, plural } from "../../lib/format";
import { RelativeTime } from "../../ui/relative-time";
import { actionWords } from "./action-words";
import { waitingOf } from "./pace";
import { RunCanary } from "./run-canary";
import { RunCommands } from "./run-commands";
import { RunProgress } from "./run-progress";
import { RunStateChip } from "./run-state";
import { RelatedRun } from "./related-run";
import { isOver } from "./run-course";

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
            {actionWords[run.action].verb} · {plural(run.total, "user", "users")} · by {run.createdBy},{" "}
            <RelativeTime at={run.createdAt} />: “{run.reason}”
          </p>
          {run.retryOf ? <RelatedRun runId={run.retryOf}>Tries again who failed in</RelatedRun> : null}
          {run.retriedBy ? <RelatedRun runId={run.retriedBy}>Who failed is tried again in</RelatedRun> : null}
        </div>
        <RunCommands run={run} />
      </header>
      <RunProgress run={run} withPace className="max-sm:flex-wrap" />
      <p role="status" className="text-sm text-fg-2 empty:hidden">
        {cut ? "Reconnecting … The run goes on; the numbers may be a few seconds old." : ""}
      </p>
      <RunCanary run={run} />
      <Numbers run={run} />
    </>
  );
}

function Numbers({ run }: { run: RunView }) {
  const took = run.finishedAt === null ? null : formatDuration(run.finishedAt - run.createdAt);
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      <Fact name="done">{formatNumber(run.done)}</Fact>
      <Fact name="skipped">{formatNumber(run.skipped)}</Fact>
      <Fact name="failed" bad={run.failed > 0}>
        {formatNumber(run.failed)}
      </Fact>
      {isOver(run) ? null : <Fact name="under way">{formatNumber(run.underWay)}</Fact>}
      {isOver(run) ? null : <Fact name="waiting">{formatNumber(waitingOf(run))}</Fact>}
      {took === null ? null : <Fact name="took">{took}</Fact>}
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
