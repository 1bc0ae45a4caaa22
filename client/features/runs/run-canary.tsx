import { clsx } from "clsx";
import { hasEnded, type RunView } from "../../../shared/runs-api";
import { t } from "./words";

const stages = [
  [1, t("firstStage")],
  [2, t("secondStage")],
  [3, t("lastStage")],
] as const;

/** How carefully the run goes, and how far the canary is. */
export function RunCanary({ run: { canary, state } }: { run: RunView }) {
  if (!canary || state === "stopped") return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-fg-2">
      {t("canary")}
      {stages.map(([stage, words]) => (
        <span
          key={stage}
          aria-current={canary.stage === stage && !hasEnded(state) ? "step" : undefined}
          className={clsx(
            "rounded-sm px-1.5 py-0.5",
            canary.stage === stage && !hasEnded(state) ? "bg-wait-soft font-medium text-wait" : "text-fg-3",
          )}
        >
          {words}
        </span>
      ))}
      <span className="nums">{t("stopsAbove", { percent: canary.stopAboveFailedPercent })}</span>
    </p>
  );
}
