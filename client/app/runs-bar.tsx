import { Link } from "react-router";
import { RunProgress } from "../features/runs/run-progress";
import { useRunningRuns } from "./running-runs";

/** Work in the background, always in sight while it lasts. */
export function RunsBar() {
  const runs = useRunningRuns();
  if (runs.length === 0) return null;
  return (
    <aside aria-label="Runs under way" className="border-t border-line bg-bg">
      {runs.slice(0, 3).map((run) => (
        <Link
          key={run.runId}
          to={`/runs/${run.runId}`}
          className="flex h-9 items-center gap-3 px-4 hover:bg-hover focus-visible:-outline-offset-2"
        >
          <span className="max-w-60 min-w-0 shrink truncate font-medium">{run.name}</span>
          <RunProgress run={run} className="min-w-24 flex-1" />
        </Link>
      ))}
    </aside>
  );
}
