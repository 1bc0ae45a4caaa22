import type { Health } from "../../../shared/health-api";
import type { SweepView } from "../../../shared/reconcile-api";
import { useNow } from "../../lib/clock";
import { formatRelative, formatWait } from "../../lib/format";
import { breakerWords, pausedWords } from "../backend/health-words";
import { useHealth } from "../backend/use-health";

type Sweep = Pick<SweepView, "state" | "cause" | "retryAt">;

/**
 * Why a running sweep does not get on, in words; `null` when it does. What keeps everybody's work waiting says more than
 * what the sweep itself met, and a sweep that waits for its turn may have met nothing yet.
 */
export function waitWords({ state, cause, retryAt }: Sweep, health: Health | null, now: number) {
  if (state !== "running") return null;
  const common = health && commonWait(health, now);
  if (common) return `Waits: ${common.charAt(0).toLowerCase()}${common.slice(1)}`;
  if (!cause) return null;
  const next = retryAt !== null && retryAt > now ? formatRelative(retryAt, now) : "by itself";
  return `${cause.message} It goes on ${next}.`;
}

function commonWait({ lane, gate }: Health, now: number): string | null {
  if (lane?.paused) return `${pausedWords(lane.paused.at, now)} An admin has to let work go on.`;
  const away = breakerWords(gate, now);
  if (away) return away;
  if (gate.heldUntil === null || gate.heldUntil <= now) return null;
  return `The backend asked Tandem to wait. It goes on in ${formatWait(gate.heldUntil - now)}.`;
}

export const useSweepWait = (sweep: Sweep): string | null => waitWords(sweep, useHealth(), useNow());
