import { act, cleanup, render } from "@testing-library/react";
import { Profiler } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RelativeTime } from "../../client/ui/relative-time";

const NOW = Date.UTC(2026, 10, 3, 12);
const DAY = 24 * 60 * 60_000;

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** How often React drew anything while `seconds` went by. */
function drawnWithin(seconds: number, at: number): { drawn: number; text: string | null } {
  let drawn = 0;
  const { container } = render(
    <Profiler id="time" onRender={() => (drawn += 1)}>
      <RelativeTime at={at} />
    </Profiler>,
  );
  drawn = 0;
  for (let second = 0; second < seconds; second++) act(() => void vi.advanceTimersByTime(1_000));
  return { drawn, text: container.textContent };
}

test("a time of days ago is not drawn anew with every second of the clock", () => {
  expect(drawnWithin(30, NOW - 2 * DAY)).toEqual({ drawn: 0, text: "2 days ago" });
});

test("a time of seconds ago counts them", () => {
  const { drawn, text } = drawnWithin(5, NOW - 10_000);
  expect(text).toBe("15 s ago");
  expect(drawn).toBe(5);
});

test("a time of minutes ago is drawn anew when the minute is over", () => {
  expect(drawnWithin(45, NOW - 100_000)).toEqual({ drawn: 1, text: "2 min ago" });
});

test("a time to come is said in the same short units as a duration", () => {
  expect(drawnWithin(0, NOW + 12 * 3_600_000).text).toBe("in 12 h");
  expect(drawnWithin(0, NOW + 90_000).text).toBe("in 2 min");
  expect(drawnWithin(0, NOW + DAY).text).toBe("tomorrow");
});
