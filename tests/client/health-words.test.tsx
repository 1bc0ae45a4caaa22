import { describe, expect, test } from "vitest";
import { backendWords, breakerWords, storeWords } from "../../client/features/backend/health-words";
import type { Health } from "../../shared/health-api";

const now = new Date(2026, 10, 3, 9, 14).getTime();
const closed = { state: "closed", since: null, cause: null, probeAt: null } as const;
const rate = { perMinute: 12_000, burst: 1_000, tokens: 1_000, waiting: { live: 0, bulk: 0 } };

const aHealth = (gate: Partial<Health["gate"]> = {}, lane: Health["lane"] = null): Health => ({
  store: { status: "ok", detail: "Answers.", since: null },
  backend: { status: "ok", detail: "Answers in 4 ms.", since: null },
  queue: { open: 0, oldestWaitingAt: null },
  gate: { breaker: closed, heldUntil: null, rate, ...gate },
  lane,
  silence: null,
});
const open = { state: "open", since: now - 60_000, cause: "unreachable", probeAt: now + 12_000 } as const;

describe("what the backend's dot says", () => {
  test("all is well, or nothing is known", () => {
    expect(backendWords(aHealth(), now)).toEqual({ status: "ok", word: "ok", text: "Answers in 4 ms." });
    expect(backendWords(null, now)).toMatchObject({ status: "unknown", text: "Tandem has not said." });
    expect(storeWords(null, now).status).toBe("unknown");
  });

  test("an outage: since when, when the next try is, and that nothing is lost", () => {
    expect(backendWords(aHealth({ breaker: open }), now)).toEqual({
      status: "failing",
      word: "failing",
      text: "The backend has not answered since 09:13; next try in 12 s. Nothing is lost.",
    });
    const errors = { ...open, state: "half_open", cause: "server_error", probeAt: now - 5 } as const;
    expect(breakerWords(aHealth({ breaker: errors }).gate, now)).toBe(
      "The backend has reported errors since 09:13; trying now. Nothing is lost.",
    );
  });

  test("a pause comes before an outage: it waits for a person", () => {
    const paused = { at: now, cause: { httpStatus: 401, message: "Refused." } };
    const words = backendWords(aHealth({ breaker: open }, { paused, resumed: null }), now + 86_400_000);
    expect(words).toEqual({
      status: "failing",
      word: "paused",
      text: "The backend refuses Tandem’s key since 3 Nov, 09:14: nothing is sent.",
    });
  });

  test("a backend that asked everybody to wait is not failing", () => {
    const words = backendWords(aHealth({ heldUntil: now + 90_000 }), now);
    expect(words).toMatchObject({ status: "unknown", word: "waiting" });
    expect(words.text).toContain("goes on in 2 min");
  });
});
