import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Link } from "../../ui/link";
import type { RunView } from "../../../shared/runs-api";
import { formatNumber } from "../../lib/format";
import { RelativeTime } from "../../ui/relative-time";
import { actionWords } from "./action-words";
import { isUnstarted } from "./run-course";
import { RunProgress } from "./run-progress";
import { RunStateChip } from "./run-state";
import { Unstarted } from "./unstarted";
import { outcomeWords, t } from "./words";

/** One run in the list. The whole line leads to it; the links to its retries lie on top. */
export function RunLine({ run }: { run: RunView }) {
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1.5 border-b border-line px-4 py-2.5 hover:bg-hover lg:grid-cols-[minmax(0,1.6fr)_9rem_minmax(0,1fr)_13rem_5.5rem]">
      <div className="min-w-0">
        <Link
          to={`/runs/${run.runId}`}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {run.name}
        </Link>
        <div className="truncate text-sm text-fg-3">
          {t("byWhy", { what: actionWords[run.action].verb, who: run.createdBy, reason: run.reason })}
        </div>
        <Retries run={run} />
      </div>
      <span>
        <RunStateChip run={run} />
      </span>
      {isUnstarted(run) ? <Unstarted run={run} /> : <RunProgress run={run} className="max-lg:col-span-2" />}
      {isUnstarted(run) ? <span className="max-lg:hidden" /> : <Counts run={run} />}
      <RelativeTime at={run.createdAt} className="text-right text-sm text-fg-2" />
    </li>
  );
}

function Counts({ run: { done, skipped, failed } }: { run: RunView }) {
  const count = (value: number, word: string, look: string) => (
    <span className={clsx("nums", value > 0 ? look : "text-fg-3")}>
      {formatNumber(value)} {word}
    </span>
  );
  return (
    <span className="flex flex-wrap gap-x-3 text-sm">
      {count(done, outcomeWords("done"), "text-fg-2")}
      {count(skipped, outcomeWords("skipped"), "text-fg-2")}
      {count(failed, outcomeWords("failed"), "font-medium text-bad")}
    </span>
  );
}

function Retries({ run: { retryOf, retriedBy } }: { run: RunView }) {
  if (retryOf === null && retriedBy === null) return null;
  const link = (runId: string, words: ReactNode) => (
    <Link to={`/runs/${runId}`} className="relative rounded-sm text-accent hover:underline">
      {words}
    </Link>
  );
  return (
    <div className="flex flex-wrap gap-x-3 text-sm">
      {retryOf === null ? null : link(retryOf, t("runItTries"))}
      {retriedBy === null ? null : link(retriedBy, t("itsRetry"))}
    </div>
  );
}
