import { X } from "lucide-react";
import { useState } from "react";
import { useMatch } from "react-router";
import { Link } from "../ui/link";
import type { RunView } from "../../shared/runs-api";
import { RunProgress } from "../features/runs/run-progress";
import { isUnstarted } from "../features/runs/run-course";
import { RunStateChip } from "../features/runs/run-state";
import { Unstarted } from "../features/runs/unstarted";
import { IconButton } from "../ui/icon-button";
import { useRecentRuns } from "./recent-runs";
import { t } from "./late-words";

/**
 * Work in the background, in sight while it lasts and a while longer, until its outcome was seen. Where the screen shows
 * it anyway, on the list of runs and on the run's own page, it is left out.
 */
export function RunsBar() {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const listed = useMatch("/runs") !== null;
  const open = useMatch("/runs/:id")?.params.id;
  const runs = useRecentRuns().filter((run) => !dismissed.has(keyOf(run)) && run.runId !== open);
  if (listed || runs.length === 0) return null;
  return (
    <aside aria-label={t("runsUnderWay")} className="shrink-0 border-t border-line bg-bg">
      {runs.slice(0, 3).map((run) => (
        <RunLine
          key={run.runId}
          run={run}
          onDismiss={() => setDismissed(new Set([...dismissed, keyOf(run)]))}
        />
      ))}
    </aside>
  );
}

/** Whoever has put a paused run out of sight sees it again when it goes on or ends. */
const keyOf = ({ runId, state }: RunView) => `${runId} ${state}`;
const goesOn = ({ state }: RunView) => state === "freezing" || state === "running";

function RunLine({ run, onDismiss }: { run: RunView; onDismiss: () => void }) {
  return (
    <div className="flex min-h-9 items-center gap-2 pr-2">
      <Link
        to={`/runs/${run.runId}`}
        className="flex min-w-0 flex-1 items-center gap-x-3 gap-y-0.5 self-stretch pl-4 hover:bg-hover focus-visible:-outline-offset-2 max-md:flex-wrap max-md:py-1.5"
      >
        <RunStateChip run={run} />
        <span className="max-w-72 min-w-0 shrink truncate font-medium max-md:w-0 max-md:flex-1">
          {run.name}
        </span>
        {isUnstarted(run) ? (
          <Unstarted run={run} className="flex-1" />
        ) : (
          <RunProgress run={run} withPace withFailed className="min-w-24 flex-1 max-md:basis-full" />
        )}
      </Link>
      {goesOn(run) ? (
        <span className="w-2" />
      ) : (
        <IconButton label={t("dismiss")} icon={<X className="size-3.5" />} onClick={onDismiss} />
      )}
    </div>
  );
}
