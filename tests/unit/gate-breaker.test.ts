import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Breaker } from "../../server/sync/gate/breaker";

const settings = { failures: 3, coolDownMs: 1_000, longestCoolDownMs: 4_000 };
const bad = (startedAt: number) => ({ startedAt, failure: "unreachable" as const });
const good = (startedAt: number) => ({ startedAt, failure: null });

/** A breaker that opened at 100, so the first probe may begin at 1,100. */
function opened(): Breaker {
  const breaker = new Breaker(settings);
  for (const at of [80, 90, 100]) breaker.note(bad(at), at);
  return breaker;
}

/** As `opened`, with a probe under way since 1,100. */
function probing(): Breaker {
  const breaker = opened();
  expect(breaker.begin(1_100)).toBe(true);
  return breaker;
}

describe("the breaker", () => {
  test("closed -> open: as many calls in a row failed as the settings say", () => {
    expect(opened().view(100)).toEqual({ state: "open", since: 100, cause: "unreachable", probeAt: 1_100 });
    expect(opened().allows(1_099)).toBe(false);
  });

  test("closed -> closed: one answer in between starts the count anew", () => {
    const breaker = new Breaker(settings);
    for (const verdict of [bad(1), bad(2), good(3), bad(4), bad(5)]) breaker.note(verdict, verdict.startedAt);
    expect(breaker.view(5).state).toBe("closed");
  });

  test("closed -> open: half of the last forty calls failed, though never three in a row", () => {
    const breaker = new Breaker(settings);
    for (let at = 1; at <= 38; at += 2) {
      breaker.note(good(at), at);
      breaker.note(bad(at + 1), at + 1);
    }
    expect(breaker.view(38).state).toBe("closed");
    breaker.note(bad(39), 39);
    expect(breaker.view(39).state).toBe("open");
  });

  test("open -> half-open: the cool-down is over, and one call may try", () => {
    const breaker = opened();
    expect(breaker.view(1_100).state).toBe("half_open");
    expect(breaker.begin(1_100)).toBe(true);
    expect(breaker.begin(1_100)).toBe(false);
  });

  test("half-open -> closed: the probe came back", () => {
    const breaker = probing();
    breaker.note(good(1_100), 1_200);
    expect(breaker.view(1_200)).toEqual({ state: "closed", since: null, cause: null, probeAt: null });
  });

  test("half-open -> open: the probe failed, and the next wait is twice as long, up to the longest", () => {
    const breaker = opened();
    const waits = [1_100, 5_000, 20_000, 50_000].map((at) => {
      breaker.begin(at);
      breaker.note({ startedAt: at, failure: "timeout" }, at);
      return (breaker.view(at).probeAt ?? 0) - at;
    });
    expect(waits).toEqual([2_000, 4_000, 4_000, 4_000]);
    expect(breaker.view(50_000)).toMatchObject({ since: 100, cause: "timeout" });
  });

  test("half-open -> half-open: calls from before the probe say nothing about now, good or bad", () => {
    const breaker = probing();
    breaker.note(good(90), 1_150);
    breaker.note(bad(95), 1_150);
    expect(breaker.view(1_150)).toMatchObject({ state: "half_open", probeAt: 1_100 });
    expect(breaker.allows(1_150)).toBe(false);
  });

  test("half-open -> half-open: a probe that was called off, or of which nothing is heard, makes room for another", () => {
    const calledOff = probing();
    calledOff.forget(1_100);
    expect(calledOff.allows(1_150)).toBe(true);
    expect(probing().allows(31_099)).toBe(false);
    expect(probing().allows(31_100)).toBe(true);
  });

  test("open -> half-open: somebody heard from the backend, but not before one first wait is over", () => {
    const breaker = probing();
    breaker.note(bad(1_100), 1_100);
    expect(breaker.view(1_100).probeAt).toBe(3_100);
    breaker.hint(1_500);
    expect(breaker.allows(2_099)).toBe(false);
    expect(breaker.allows(2_100)).toBe(true);
  });

  test("closed -> closed: hearing from the backend changes nothing", () => {
    const breaker = new Breaker(settings);
    breaker.hint(1);
    expect(breaker.view(1).state).toBe("closed");
  });
});

/** What may happen to a breaker, `wait` ms after what happened before. */
const happenings = fc.array(
  fc.record({
    wait: fc.integer({ min: 0, max: 5_000 }),
    what: fc.constantFrom("begin", "begin", "succeed", "fail", "call off", "hint"),
    which: fc.nat(),
  }),
  { maxLength: 200 },
);

test("whatever happens: never two probes at once, never a longer wait than the longest, and always a way back", () => {
  fc.assert(
    fc.property(happenings, (steps) => {
      const breaker = new Breaker(settings);
      let now = 0;
      let underWay: { startedAt: number; probe: boolean }[] = [];
      for (const { wait, what, which } of steps) {
        now += wait;
        if (what === "hint") breaker.hint(now);
        if (what === "begin") {
          const { state } = breaker.view(now);
          if (breaker.begin(now)) underWay.push({ startedAt: now, probe: state === "half_open" });
          else expect(state).not.toBe("closed");
        }
        const call = underWay[which % Math.max(1, underWay.length)];
        if (call && (what === "succeed" || what === "fail" || what === "call off")) {
          underWay = underWay.filter((other) => other !== call);
          if (what === "call off") breaker.forget(call.startedAt);
          else breaker.note(what === "fail" ? bad(call.startedAt) : good(call.startedAt), now);
        }
        underWay = underWay.filter(({ startedAt }) => now - startedAt < 30_000);
        const { state, probeAt } = breaker.view(now);
        if (state === "closed") underWay = underWay.map((each) => ({ ...each, probe: false }));
        expect(underWay.filter(({ probe }) => probe).length).toBeLessThanOrEqual(1);
        expect((probeAt ?? now) - now).toBeLessThanOrEqual(settings.longestCoolDownMs);
      }
      const later = Math.max(now, breaker.nextChangeAt(now));
      expect(breaker.begin(later)).toBe(true);
      breaker.note(good(later), later);
      expect(breaker.allows(later)).toBe(true);
    }),
  );
});
