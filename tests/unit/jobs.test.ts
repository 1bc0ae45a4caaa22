import fc from "fast-check";
import { expect, test } from "vitest";
import { RETRY_WAITS_MS, nextWaitMs } from "../../shared/jobs";

test("the waits are those of the design, and after the last one a person is asked", () => {
  const minutes = RETRY_WAITS_MS.map((wait) => wait / 60_000);
  expect(minutes).toEqual([5 / 60, 1, 5, 30, 120, 300, 600, 600]);
  expect(nextWaitMs(RETRY_WAITS_MS.length + 1, 0.5)).toBeNull();
});

test("full jitter: anything up to the scheduled wait, so an outage does not end in a stampede", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, random) => {
        const wait = nextWaitMs(attempt, random) ?? -1;
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(RETRY_WAITS_MS[attempt - 1] ?? 0);
      },
    ),
  );
});

test("the backend's Retry-After is obeyed", () => {
  expect(nextWaitMs(1, 0, 90_000)).toBe(90_000);
});
