import { clsx } from "clsx";
import type { RunView } from "../../../shared/runs-api";
import { formatNumber } from "../../lib/format";
import { Progress } from "../../ui/progress";

/** The bar of a run with its numbers: done, skipped and failed side by side. */
export function RunProgress({ run, className }: { run: RunView; className?: string }) {
  const settled = run.done + run.skipped + run.failed;
  const percent = run.total > 0 ? Math.floor((settled / run.total) * 100) : 0;
  return (
    <span className={clsx("flex items-center gap-3", className)}>
      <Progress
        label={`Progress of ${run.name}`}
        value={settled}
        max={run.total}
        className="flex-1"
        parts={[
          { value: run.done, className: "bg-ok" },
          { value: run.skipped, className: "bg-off" },
          { value: run.failed, className: "bg-bad" },
        ]}
      />
      <span className="nums text-sm whitespace-nowrap text-fg-2">
        {run.state === "freezing"
          ? `collecting users, ${formatNumber(run.total)} so far`
          : `${percent} % · ${formatNumber(settled)} / ${formatNumber(run.total)}`}
        {run.failed > 0 ? ` · ${formatNumber(run.failed)} failed` : ""}
      </span>
    </span>
  );
}
