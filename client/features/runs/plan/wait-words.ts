import type { Health } from "../../../../shared/health-api";
import { formatWait } from "../../../lib/format";
import { breakerWords, pausedWords } from "../../backend/health-words";
import { t } from "./words";

/** Why a run would not go on now, and until when if that is known; `null` while the backend takes calls. */
export function planWaits(health: Health | null, now: number): string | null {
  if (!health) return null;
  const { lane, gate } = health;
  if (lane?.paused) return `${pausedWords(lane.paused.at, now)} ${t("waitsForAdmin")}`;
  const away = breakerWords(gate, now);
  if (away) return `${away} ${t("waitsForBackend")}`;
  if (gate.heldUntil === null || gate.heldUntil <= now) return null;
  return t("askedToWait", { left: formatWait(gate.heldUntil - now) });
}
