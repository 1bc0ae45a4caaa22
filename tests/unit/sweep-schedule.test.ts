import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BEAT_MS, LEAST_BEATS, judgeSilence, longestButOne } from "../../shared/silence";
import { defaultSettings } from "../../shared/settings-api";
import { dueSweep, isTooMany, nextSweeps, nextTryMs } from "../../shared/sweep-schedule";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const settings = { ...defaultSettings.reconcile, fullDailyAt: "03:30" };
const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);
const never = { full: null, changes: null, hot: null, fullFailedAt: null };
const from = (since: number, fullChangedAt: number | null = null) => ({ since, fullChangedAt });

describe("when sweeps begin by themselves", () => {
  test("counts from the start of the server where there was none yet", () => {
    expect(nextSweeps(settings, never, from(at("09:00:00")))).toEqual({
      changes: at("09:05:00"),
      full: at("03:30:00") + 24 * HOUR,
      hot: at("09:15:00"),
    });
  });

  test("counts from the last one of the kind, and a full one counts as one of changes", () => {
    const last = { full: at("03:30:00"), changes: at("03:27:00"), hot: at("03:20:00") };
    expect(nextSweeps(settings, { ...never, ...last }, from(at("01:00:00")))).toEqual({
      changes: at("03:35:00"),
      full: at("03:30:00") + 24 * HOUR,
      hot: at("03:35:00"),
    });
  });

  test("is never where that is switched off", () => {
    const off = { ...settings, hotEveryMinutes: null, changesEveryMinutes: null, fullDailyAt: null };
    expect(nextSweeps(off, never, from(0))).toEqual({ changes: null, full: null, hot: null });
    expect(dueSweep(off, { changes: null, full: null, hot: null }, Infinity)).toBeNull();
  });

  test("the full one goes first, and none before its time", () => {
    const next = { changes: 10, full: 20, hot: 5 };
    expect([4, 5, 20].map((now) => dueSweep(settings, next, now))).toEqual([null, "hot", "full"]);
  });

  test("sweeps of changes that take longer than their interval leave the hot ones their turn", () => {
    const next = { changes: at("09:00:00"), full: null, hot: at("09:00:00") };
    expect(dueSweep(settings, next, at("09:10:00"))).toBe("changes");
    const later = { ...next, changes: at("09:09:00") };
    expect(dueSweep(settings, later, at("09:10:00"))).toBe("hot");
  });

  test("a full sweep that has failed is tried again an hour later, and does not count as the day's", () => {
    const yesterday = { ...never, full: at("03:30:00") - 24 * HOUR };
    const failed = { ...yesterday, fullFailedAt: at("03:35:00") };
    expect(nextSweeps(settings, failed, from(0)).full).toBe(at("04:35:00"));
    const mended = { ...failed, full: at("04:35:00") };
    expect(nextSweeps(settings, mended, from(0)).full).toBe(at("03:30:00") + 24 * HOUR);
  });

  test("a full sweep by hand shortly before its time is not done again, one long before is", () => {
    const tomorrow = at("03:30:00") + 24 * HOUR;
    expect(nextSweeps(settings, { ...never, full: at("03:00:00") }, from(0)).full).toBe(tomorrow);
    const evening = { ...never, full: at("18:00:00") };
    expect(nextSweeps(settings, evening, from(0)).full).toBe(tomorrow);
  });

  test("another time for the full sweep does not make it due at once in the middle of the day", () => {
    const last = { ...never, full: at("03:30:00") };
    const later = { ...settings, fullDailyAt: "05:00" };
    const changed = from(0, at("10:00:00"));
    expect(nextSweeps(later, last, changed).full).toBe(at("05:00:00") + 24 * HOUR);
    const afterABreak = { ...never, full: at("03:30:00") - 30 * 24 * HOUR };
    expect(nextSweeps(settings, afterABreak, changed).full).toBe(at("03:30:00") + 24 * HOUR);
  });

  test("a full sweep comes about once a day, whenever the last one began", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * 24 * 60 }), (minutes) => {
        const last = { ...never, full: at("00:00:00") + minutes * MINUTE };
        const { full } = nextSweeps(settings, last, from(0));
        const wait = (full ?? 0) - last.full;
        expect(wait).toBeGreaterThan(6 * HOUR);
        expect(wait).toBeLessThanOrEqual(30 * HOUR);
        expect(new Date(full ?? 0).toISOString().slice(11, 16)).toBe("03:30");
      }),
    );
  });
});

const times = (failures: number, sameFailures = failures) => ({ failures, sameFailures });

describe("a step that fails", () => {
  test("is tried four times more at growing distances, then the sweep fails", () => {
    const waits = [1, 2, 3, 4, 5].map((n) => nextTryMs({ code: "timeout" }, times(n), 0.5));
    expect(waits).toEqual([2_500, 30_000, 150_000, 900_000, null]);
  });

  test("is not tried again when that cannot help", () => {
    expect(nextTryMs({ code: "rejected" }, times(1), 0.5)).toBeNull();
    expect(nextTryMs({ code: "invalid_response" }, times(2), 0.5)).toBeNull();
  });

  test("is tried again after an unreadable answer, whatever else has failed before", () => {
    expect(nextTryMs({ code: "invalid_response" }, times(3, 1), 0.5)).not.toBeNull();
  });

  test("waits at least as long as the backend asks", () => {
    expect(nextTryMs({ code: "rate_limited", retryAfterMs: 90_000 }, times(1), 0)).toBe(90_000);
  });
});

describe("how many may be gone", () => {
  test("is up to one in twenty and up to 500", () => {
    expect([isTooMany(5, 100), isTooMany(6, 100)]).toEqual([false, true]);
    expect([isTooMany(500, 100_000), isTooMany(501, 100_000)]).toEqual([false, true]);
    expect([isTooMany(0, 0), isTooMany(1, 1)]).toEqual([false, true]);
  });
});

describe("silence", () => {
  const usual = { lastAt: at("09:00:00"), longestButOneMs: 2 * HOUR, seen: LEAST_BEATS };

  test("is no alarm before it is longer than is usual", () => {
    expect(judgeSilence(usual, HOUR, at("11:00:00"))).toEqual({
      ...{ silent: false, lastAt: usual.lastAt, usualGapMs: 2 * HOUR },
    });
    expect(judgeSilence(usual, HOUR, at("11:00:00") + 1).silent).toBe(true);
  });

  test("is judged by what comes again: one incident of three days does not hide the next", () => {
    const times = [0];
    const goes = (hours: number) => times.push((times.at(-1) ?? 0) + hours * HOUR);
    for (let day = 0; day < 5; day++) {
      for (let n = 0; n < 20; n++) goes(BEAT_MS / HOUR);
      goes(14);
    }
    goes(72);
    expect(longestButOne(times)).toBe(14 * HOUR);
    expect([longestButOne([]), longestButOne([1]), longestButOne([1, 5])]).toEqual([0, 0, 0]);
  });

  test("is no alarm within the shortest time that the settings give it", () => {
    expect(judgeSilence(usual, 6 * HOUR, at("14:59:00"))).toMatchObject({
      silent: false,
      usualGapMs: 6 * HOUR,
    });
    expect(judgeSilence(usual, 6 * HOUR, at("15:01:00")).silent).toBe(true);
  });

  test("cannot be judged by fewer than twenty beats", () => {
    const few = { ...usual, seen: LEAST_BEATS - 1 };
    expect(judgeSilence(few, HOUR, at("23:00:00"))).toMatchObject({ silent: false, usualGapMs: null });
  });
});
