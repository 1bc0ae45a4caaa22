import { describe, expect, test } from "vitest";
import { planChanges } from "../../client/features/runs/plan/plan-changes";
import { newDraft, optionsOf, whyNotYet } from "../../client/features/runs/plan/plan-draft";
import { typedCountOf } from "../../client/lib/typed-count";
import { planWaits } from "../../client/features/runs/plan/wait-words";
import { paceWords } from "../../client/features/runs/pace";
import type { Health } from "../../shared/health-api";
import type { RunPreview, RunView } from "../../shared/runs-api";

const aPlan = (given: Partial<RunPreview> = {}): RunPreview => ({
  ...{ count: 412, exact: true, calls: 1_236, emails: 0, estimatedMs: 6_180, samples: [], hash: "seen" },
  approval: null,
  kinds: [{ kind: "update", count: 412, why: null }],
  ...given,
});
const filled = { ...newDraft("Outage"), reason: "The CRM was away." };

describe("before a run starts", () => {
  test("it needs a name and a reason, and says which is missing", () => {
    expect(whyNotYet("resync", aPlan(), filled)).toBeNull();
    expect(whyNotYet("resync", aPlan(), { ...filled, name: " " })).toBe("Give the run a name.");
    expect(whyNotYet("resync", aPlan(), { ...filled, reason: "ok" })).toMatch(/at least 3 characters/u);
  });

  test("what takes something away needs its count, typed in any of the usual ways", () => {
    const plan = aPlan({ count: 1_412 });
    expect(whyNotYet("soft_delete", plan, filled)).toBe("Type 1,412 to confirm.");
    expect(whyNotYet("soft_delete", plan, { ...filled, typedCount: "1411" })).toBe("Type 1,412 to confirm.");
    for (const typedCount of ["1412", "1,412", "1 412", " 1.412 "]) {
      expect(whyNotYet("soft_delete", plan, { ...filled, typedCount })).toBeNull();
      expect(optionsOf("soft_delete", { ...filled, typedCount })).toEqual({ typedCount: 1_412 });
    }
    expect(typedCountOf("all of them")).toBeNull();
  });

  test("nothing is taken away from people who cannot be counted", () => {
    expect(whyNotYet("archive_contact", aPlan({ exact: false }), filled)).toMatch(/Narrow the filter/u);
    expect(whyNotYet("resync", aPlan({ exact: false }), filled)).toBeNull();
  });

  test("a run that would skip everybody is not started", () => {
    const plan = aPlan({ kinds: [{ kind: "skip", count: 412, why: "Linked already." }] });
    expect(whyNotYet("link_matched", plan, filled)).toBe("Nobody here would be changed.");
  });

  test("the canary's share is a percentage, and only said when there is a canary", () => {
    const careful = { ...filled, canary: true };
    expect(optionsOf("resync", careful)).toEqual({ canary: { stopAboveFailedPercent: 10 } });
    expect(optionsOf("resync", filled)).toEqual({});
    for (const stopAbove of ["", "many", "101", "-1"])
      expect(whyNotYet("resync", aPlan(), { ...careful, stopAbove })).toBe("Give a share from 0 to 100%.");
  });
});

test("a plan that became another one says each number that moved, and none that did not", () => {
  const before = aPlan({
    emails: 12,
    kinds: [
      { kind: "update", count: 400, why: null },
      { kind: "register", count: 12, why: null },
    ],
  });
  const now = aPlan({
    count: 409,
    emails: 9,
    kinds: [
      { kind: "update", count: 400, why: null },
      { kind: "register", count: 8, why: null },
      { kind: "skip", count: 1, why: "Linked already." },
    ],
  });
  expect(planChanges(before, now)).toEqual([
    "412 users became 409 users",
    "Register in the backend – 12 became 8",
    "Skip: Linked already – 0 became 1",
    "E-mails – 12 became 9",
  ]);
  expect(planChanges(before, before)).toEqual([]);
});

describe("the pace of a run", () => {
  const aRun = (given: Partial<RunView>): RunView =>
    ({ state: "running", rate: 312.4, remainingMs: 47_200, ...given }) as RunView;

  test("is people per second and the time left, as far as they are known", () => {
    expect(paceWords(aRun({}))).toBe("312/s · 48 s left");
    expect(paceWords(aRun({ rate: 0.04, remainingMs: 7_200_000 }))).toBe("0.1/s · 2 h left");
    expect(paceWords(aRun({ rate: null, remainingMs: null }))).toBeNull();
  });

  test("is not told of a run that stands still", () => {
    expect(paceWords(aRun({ state: "paused" }))).toBeNull();
    expect(paceWords(aRun({ rate: 0, remainingMs: null }))).toBeNull();
  });
});

describe("while nothing can be sent, a plan says what the run waits for", () => {
  const now = Date.UTC(2026, 5, 9, 9);
  const dot = { status: "ok", detail: "", since: null } as const;
  const closed = { state: "closed", since: null, cause: null, probeAt: null } as const;
  const rate = { perMinute: 600, burst: 20, tokens: 20, waiting: { live: 0, bulk: 0 } };
  const health = (gate: Partial<Health["gate"]>, lane: Health["lane"] = null): Health => ({
    ...{ store: dot, backend: dot, lane, silence: { silent: false, lastAt: null, usualGapMs: null } },
    ...{ queue: { open: 0, oldestWaitingAt: null } },
    gate: { breaker: closed, heldUntil: null, rate, ...gate },
  });

  test("not while the backend takes calls", () => {
    expect(planWaits(health({ heldUntil: now }), now)).toBeNull();
    expect(planWaits(null, now)).toBeNull();
  });

  test("for the backend, until the next try", () => {
    const breaker = { state: "open", since: null, cause: "timeout", probeAt: now + 240_000 } as const;
    expect(planWaits(health({ breaker }), now)).toMatch(/next try in 4 min.*it waits for the backend/u);
    expect(planWaits(health({ heldUntil: now + 9_000 }), now)).toMatch(/goes on in 9 s/u);
  });

  test("for an admin where the key was refused", () => {
    const paused = { at: now - 60_000, cause: { httpStatus: 401, message: "Refused." } };
    expect(planWaits(health({}, { paused, resumed: null }), now)).toMatch(/until an admin lets work go on/u);
  });
});
