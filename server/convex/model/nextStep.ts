import type { Doc } from "../_generated/dataModel";
import type { Standing } from "./runStanding";

/**
 * What a running run does next, judged by numbers alone. People are fed to the queue in a window, so that a pause has
 * few to take back, live work gets through, and memory stays flat however many take part.
 */
export const WINDOW = 1_000;
/**
 * People whose jobs wait for another attempt, for hours perhaps, take no place in the window, or a thousand who keep
 * failing would stop the run. There is an end to that too: so many say that the backend is down.
 */
export const MOST_WAITING = 10_000;

/** People started by the end of the canary's first and second stage. */
const STAGE_GOALS = { 1: 1, 2: 11, 3: Infinity } as const;

export type RunFacts = Pick<Doc<"runs">, "frozenAt" | "total" | "taken" | "started" | "canary">;
export type Next =
  | { do: "end" }
  /** Give so many people their turn. */
  | { do: "feed"; room: number }
  /** A stage went well: on to this one. */
  | { do: "advance"; stage: 2 | 3 }
  | { do: "stop"; cause: string }
  | { do: "wait" };

export function nextStep(run: RunFacts, standing: Standing): Next {
  const { taken = 0, started = 0, canary } = run;
  const left = run.total - taken;
  const everybodyKnown = run.frozenAt !== undefined;
  if (everybodyKnown && left <= 0 && standing.underWay === 0) return { do: "end" };
  const goal = canary ? STAGE_GOALS[canary.stage] : Infinity;
  if (canary && (canary.stage === 3 || started >= goal)) {
    const verdict = judge(canary, standing);
    if (verdict) return verdict;
  }
  const fresh = standing.underWay - standing.waits;
  const room = Math.min(WINDOW - fresh, MOST_WAITING - standing.waits, left, goal - started);
  return room > 0 ? { do: "feed", room } : { do: "wait" };
}

type Canary = NonNullable<RunFacts["canary"]>;

/** A stage is judged when all of it has ended; the rest goes on being judged while it runs. */
function judge({ stage, stopAboveFailedPercent, since }: Canary, standing: Standing): Next | null {
  if (stage !== 3 && standing.underWay > 0) return null;
  const failed = standing.failed - since.failed;
  const ended = failed + standing.done - since.done;
  const enough = stage !== 3 || ended >= STAGE_GOALS[2];
  const percent = ended > 0 ? (failed / ended) * 100 : 0;
  if (enough && percent > stopAboveFailedPercent) {
    const share = `${Math.round(percent)}%`;
    return {
      do: "stop",
      cause: `${failed} of ${ended} failed (${share}), which is more than the ${stopAboveFailedPercent}% allowed.`,
    };
  }
  return stage === 3 ? null : { do: "advance", stage: stage === 1 ? 2 : 3 };
}
