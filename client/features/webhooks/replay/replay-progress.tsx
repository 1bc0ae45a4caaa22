import { clsx } from "clsx";
import { hasEnded } from "../../../../shared/runs-api";
import type { ReplayRun } from "../../../../shared/replays-api";
import { webhookOutcomes } from "../../../../shared/webhooks-api";
import { formatNumber } from "../../../lib/format";
import { Progress } from "../../../ui/progress";
import { layers } from "../watching/layers";
import { t } from "./words";
import { outcomeWord } from "../outcomes";

/** What became of those replayed by now. Nobody knows of how many before the run has looked at all of the log. */
export function ReplayProgress({ run, className }: { run: ReplayRun; className?: string }) {
  const { outcomes, replayed, skipped, state } = run;
  const settled = replayed + skipped;
  return (
    <span className={clsx("flex flex-wrap items-center gap-x-3", className)}>
      <Progress
        label={t("outcomesOf", { name: run.name })}
        value={settled}
        max={hasEnded(state) ? Math.max(1, settled) : settled * 1.1 + 1}
        className="min-w-12 flex-1"
        parts={[
          ...layers.map(({ look, count }) => ({ value: count(outcomes), className: look })),
          { value: skipped, className: "bg-line-strong" },
        ]}
      />
      <span className="nums text-sm text-fg-2 sm:whitespace-nowrap">{progressWords(run)}</span>
    </span>
  );
}

/** "1,204 replayed so far · 1,200 applied, 4 failed · 3 skipped". */
export function progressWords({ state, replayed, skipped, outcomes }: ReplayRun): string {
  const became = webhookOutcomes.flatMap((outcome) =>
    outcomes[outcome] ? [`${formatNumber(outcomes[outcome])} ${outcomeWord(outcome)}`] : [],
  );
  return [
    t(hasEnded(state) ? "replayed" : "replayedSoFar", { count: replayed }),
    ...(became.length > 0 ? [became.join(", ")] : []),
    ...(skipped > 0 ? [t("skippedCount", { count: skipped })] : []),
  ].join(" · ");
}
