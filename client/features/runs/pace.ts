import type { RunView } from "../../../shared/runs-api";
import { formatNumber, formatWait } from "../../lib/format";
import { t } from "./run-words";

export const settledOf = ({ done, skipped, failed }: RunView) => done + skipped + failed;

/** People whose turn has not come. */
export const waitingOf = (run: RunView) => Math.max(0, run.total - settledOf(run) - run.underWay);

/** "312/s · 48 s left", as much of it as is known. */
export function paceWords({ state, rate, remainingMs }: RunView): string | null {
  if (state !== "running" && state !== "freezing") return null;
  const speed = rate === null || rate === 0 ? [] : [`${formatNumber(roundly(rate))}/s`];
  const left = remainingMs === null ? [] : [t("left", { time: formatWait(remainingMs) })];
  return [...speed, ...left].join(" · ") || null;
}

const roundly = (rate: number) => (rate < 10 ? Math.max(0.1, Math.round(rate * 10) / 10) : Math.round(rate));
