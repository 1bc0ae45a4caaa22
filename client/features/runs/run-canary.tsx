import { clsx } from "clsx";
import { hasEnded, type RunView } from "../../../shared/runs-api";
import { Notice } from "../../ui/notice";

const stages = [
  [1, "1 user"],
  [2, "10 more"],
  [3, "the rest"],
] as const;

/** How carefully the run goes, how far the canary is, and what stopped it. */
export function RunCanary({ run: { canary, state, stopCause } }: { run: RunView }) {
  if (!canary) return null;
  if (state === "stopped" && stopCause) {
    return (
      <Notice tone="bad">
        The canary stopped this run: {stopCause} Nobody further is started. Resume it to go on with the rest
        all the same, or cancel it.
      </Notice>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-fg-2">
      Canary:
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
      <span className="nums">stops above {canary.stopAboveFailedPercent} % failed</span>
    </p>
  );
}
