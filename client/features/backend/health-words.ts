import type { GateState } from "../../../shared/gate";
import type { Health } from "../../../shared/health-api";
import type { SyncErrorCode } from "../../../shared/sync-errors";
import { formatRelative, formatSince, formatWait } from "../../lib/format";

/** One of the two dots: its look, one word beside it, and what it means in a sentence or two. */
export type DotWords = { status: Health["store"]["status"]; word: string; text: string };

const words = { ok: "ok", failing: "failing", unknown: "unknown" } as const;

function plain({ status, detail, since }: Health["store"], now: number): DotWords {
  const lasting = since === null ? "" : ` Since ${formatRelative(since, now)}.`;
  return { status, word: words[status], text: `${detail}${lasting}` };
}

const silent: Health["store"] = { status: "unknown", detail: "Tandem has not said.", since: null };

export const storeWords = (health: Health | null, now: number): DotWords =>
  plain(health?.store ?? silent, now);

/** The backend as work meets it: a pause or an open breaker says more than an answer to a greeting. */
export function backendWords(health: Health | null, now: number): DotWords {
  if (!health) return plain(silent, now);
  const { lane, gate } = health;
  if (lane?.paused) {
    return { status: "failing", word: "paused", text: pausedWords(lane.paused.at, now) };
  }
  const away = breakerWords(gate, now);
  if (away) return { status: "failing", word: "failing", text: away };
  if (gate.heldUntil !== null && gate.heldUntil > now) {
    const left = formatWait(gate.heldUntil - now);
    return { status: "unknown", word: "waiting", text: `It asked Tandem to wait. Work goes on in ${left}.` };
  }
  return plain(health.backend, now);
}

/** Why nothing is sent until a person says so. */
export const pausedWords = (at: number, now: number) =>
  `The backend refuses Tandem’s key since ${formatSince(at, now)}: nothing is sent.`;

/** That the backend is left alone, and until when; `null` while it is not. */
export function breakerWords({ breaker }: GateState, now: number): string | null {
  if (breaker.state === "closed") return null;
  const since = breaker.since === null ? "" : ` since ${formatSince(breaker.since, now)}`;
  return `${whatFails(breaker.cause)}${since}; ${nextTry(breaker.probeAt, now)}. Nothing is lost.`;
}

function whatFails(cause: SyncErrorCode | null): string {
  if (cause === "server_error") return "The backend has reported errors";
  if (cause === "invalid_response") return "The backend’s answers cannot be read";
  return "The backend has not answered";
}

const nextTry = (probeAt: number | null, now: number) =>
  probeAt === null || probeAt <= now ? "trying now" : `next try in ${formatWait(probeAt - now)}`;
