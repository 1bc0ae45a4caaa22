import type { GateState } from "../../../shared/gate";
import type { Health } from "../../../shared/health-api";
import type { SyncErrorCode } from "../../../shared/sync-errors";
import { formatSince, formatWait } from "../../lib/format";
import { formatRelative } from "../../lib/relative";
import { detailWords } from "./detail-words";
import { t } from "./words";

/** One of the two dots: its look, one word beside it, and what it means in a sentence or two. */
export type DotWords = { status: Health["store"]["status"]; word: string; text: string };

const words = { ok: t("ok"), failing: t("failing"), unknown: t("unknown") } as const;

function plain({ status, detail, since }: Health["store"], now: number): DotWords {
  const lasting = since === null ? "" : ` ${t("since", { when: formatRelative(since, now) })}`;
  return { status, word: words[status], text: `${detailWords(detail)}${lasting}` };
}

const silent: Health["store"] = { status: "unknown", detail: t("notSaid"), since: null };

export const storeWords = (health: Health | null, now: number): DotWords =>
  plain(health?.store ?? silent, now);

/** The backend as work meets it: a pause or an open breaker says more than an answer to a greeting. */
export function backendWords(health: Health | null, now: number): DotWords {
  if (!health) return plain(silent, now);
  const { lane, gate } = health;
  if (lane?.paused) {
    return { status: "failing", word: t("paused"), text: pausedWords(lane.paused.at, now) };
  }
  const away = breakerWords(gate, now);
  if (away) return { status: "failing", word: t("failing"), text: away };
  if (gate.heldUntil !== null && gate.heldUntil > now) {
    const text = t("askedToWait", { left: formatWait(gate.heldUntil - now) });
    return { status: "unknown", word: t("waiting"), text };
  }
  return plain(health.backend, now);
}

/** Why nothing is sent until a person says so. */
export const pausedWords = (at: number, now: number) => t("keyRefused", { since: formatSince(at, now) });

/** That the backend is left alone, and until when; `null` while it is not. */
export function breakerWords({ breaker }: GateState, now: number): string | null {
  if (breaker.state === "closed") return null;
  const next = nextTry(breaker.probeAt, now);
  if (breaker.since === null) return t(`away.${whatFails(breaker.cause)}`, { next });
  return t(`awaySince.${whatFails(breaker.cause)}`, { since: formatSince(breaker.since, now), next });
}

function whatFails(cause: SyncErrorCode | null) {
  return cause === "server_error" || cause === "invalid_response" ? cause : "unreachable";
}

const nextTry = (probeAt: number | null, now: number) =>
  probeAt === null || probeAt <= now ? t("tryingNow") : t("nextTry", { left: formatWait(probeAt - now) });
