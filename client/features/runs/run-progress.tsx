import { clsx } from "clsx";
import type { RunView } from "../../../shared/runs-api";
import { formatNumber, formatPercent } from "../../lib/format";
import { Progress } from "../../ui/progress";
import { paceWords, settledOf } from "./pace";
import { t } from "./run-words";

type Props = { run: RunView; withPace?: boolean; withFailed?: boolean; className?: string };

/** The bar of a run with its numbers: done, skipped and failed side by side. */
export function RunProgress({ run, withPace = false, withFailed = false, className }: Props) {
  const pace = withPace ? paceWords(run) : null;
  return (
    <span className={clsx("flex items-center gap-3", className)}>
      <Progress
        label={t("progressOf", { name: run.name })}
        value={settledOf(run)}
        max={run.total}
        className="min-w-12 flex-1"
        parts={[
          { value: run.done, className: "bg-ok" },
          { value: run.skipped, className: "bg-off" },
          { value: run.failed, className: "bg-bad" },
        ]}
      />
      <span className="nums text-sm whitespace-nowrap text-fg-2">
        {farWords(run)}
        {withFailed && run.failed > 0 ? (
          <span className="text-bad"> · {t("failed", { count: run.failed })}</span>
        ) : null}
        {pace ? ` · ${pace}` : null}
      </span>
    </span>
  );
}

/** "62% · 24,810 / 40,000"; while people are still being noted down nobody knows of how many. */
function farWords(run: RunView): string {
  const settled = settledOf(run);
  if (!run.frozen) return t("soFar", { settled, total: run.total });
  const percent = run.total > 0 ? Math.floor((settled / run.total) * 100) : 0;
  return `${formatPercent(percent / 100)} · ${formatNumber(settled)} / ${formatNumber(run.total)}`;
}
