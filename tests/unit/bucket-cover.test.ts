import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cover, keptMs, lengthOf } from "../../server/convex/model/bucketCover";
import { windowOf } from "../../server/convex/model/watchWindow";
import { watchRanges } from "../../shared/webhooks-api";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = Date.UTC(2026, 10, 22, 14, 30, 12);

describe("a time is put together from what was counted", () => {
  test("whatever it is: every moment of it once, in whole buckets that are still kept", () => {
    const moment = fc.integer({ min: now - 400 * DAY, max: now + DAY });
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const span = { from: Math.min(one, other), to: Math.max(one, other) };
        const { pieces, rest } = cover(span, now);
        const all = [...pieces, ...rest].sort((a, b) => a.from - b.from);
        let reached = span.from;
        for (const { from, to } of all) {
          expect(from).toBe(reached);
          expect(to).toBeGreaterThan(from);
          reached = to;
        }
        expect(reached).toBe(span.to);
        for (const { size, from, to } of pieces) {
          expect([from % lengthOf[size], to % lengthOf[size]]).toEqual([0, 0]);
          expect(from).toBeGreaterThanOrEqual(now - keptMs[size]);
        }
      }),
    );
  });

  test("the last week, to the hour, needs no look at the log; to the minute, the rest of an hour", () => {
    const hour = Math.floor(now / HOUR) * HOUR;
    expect(cover({ from: hour - 7 * DAY, to: Infinity }, now).rest).toEqual([]);
    const from = hour - 7 * DAY + 10 * MINUTE;
    expect(cover({ from, to: Infinity }, now).rest).toEqual([{ from, to: from + 50 * MINUTE }]);
    expect(cover({ from: hour - 90 * MINUTE, to: hour + HOUR }, now).rest).toEqual([]);
  });
});

describe("the bars", () => {
  const endOf = ({ size, first, count }: ReturnType<typeof windowOf>) => first + count * lengthOf[size];

  test("end now, as long as a time that is chosen lies among them", () => {
    for (const range of watchRanges) {
      const { first, ...window } = windowOf(range, {}, now);
      expect(endOf({ ...window, first })).toBeGreaterThan(now);
      expect(windowOf(range, { from: first, to: now }, now).first).toBe(first);
      expect(windowOf(range, { from: first - 5 * DAY }, now).first).toBe(first);
    }
  });

  test("go back to a time that was chosen, and show what was around it", () => {
    const from = Date.UTC(2026, 10, 3, 9);
    const window = windowOf("24h", { from, to: from + 2 * HOUR }, now);
    expect(window).toMatchObject({ range: "24h", size: "hour", count: 24 });
    expect([from - window.first, endOf(window) - (from + 2 * HOUR)]).toEqual([11 * HOUR, 11 * HOUR]);
    expect(endOf(windowOf("24h", { to: from }, now))).toBe(from);
    expect(endOf(windowOf("24h", { from: from - 3 * DAY, to: from }, now))).toBe(from);
  });

  test("are longer where minutes, or hours, are not kept any more", () => {
    const chosen = (ago: number) => ({ from: now - ago, to: now - ago + 10 * MINUTE });
    expect(windowOf("1h", chosen(90 * MINUTE), now)).toMatchObject({ range: "1h", size: "minute" });
    expect(windowOf("1h", chosen(5 * DAY), now)).toMatchObject({ range: "24h", size: "hour" });
    expect(windowOf("7d", chosen(200 * DAY), now)).toMatchObject({ range: "90d", size: "day" });
  });
});
