import type { Health } from "../../../shared/health-api";
import type { SweepView } from "../../../shared/reconcile-api";
import { useNow } from "../../lib/clock";
import { formatWait } from "../../lib/format";
import { formatRelative } from "../../lib/relative";
import { breakerWords, pausedWords } from "../backend/health-words";
import { useHealth } from "../backend/use-health";
import { whyWords } from "../users/why-words";
import { t } from "./words";
import { language } from "../../lib/i18n/language";

type Sweep = Pick<SweepView, "state" | "cause" | "retryAt">;

/**
 * Why a running sweep does not get on, in words; `null` when it does. What keeps everybody's work waiting says more than
 * what the sweep itself met, and a sweep that waits for its turn may have met nothing yet.
 */
export function waitWords({ state, cause, retryAt }: Sweep, health: Health | null, now: number) {
  if (state !== "running") return null;
  const common = health && commonWait(health, now);
  if (common)
    return t("waits", {
      why: language === "en" ? `${common.charAt(0).toLowerCase()}${common.slice(1)}` : common,
    });
  if (!cause) return null;
  const next = retryAt !== null && retryAt > now ? formatRelative(retryAt, now) : t("ofItself");
  return `${whyWords(cause.message)} ${t("goesOn", { when: next })}`;
}

function commonWait({ lane, gate }: Health, now: number): string | null {
  if (lane?.paused) return `${pausedWords(lane.paused.at, now)} ${t("adminHasTo")}`;
  const away = breakerWords(gate, now);
  if (away) return away;
  if (gate.heldUntil === null || gate.heldUntil <= now) return null;
  return t("askedToWait", { left: formatWait(gate.heldUntil - now) });
}

export const useSweepWait = (sweep: Sweep): string | null => waitWords(sweep, useHealth(), useNow());
