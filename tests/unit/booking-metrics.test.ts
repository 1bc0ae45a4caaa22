import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { addBookingMetrics } from "../../server/metrics/booking-metrics";

test("bookings that wait and those that came to nothing are told by step and cause, the empty ones as 0", async () => {
  const registry = new Registry();
  const show = addBookingMetrics(registry);
  const steps = { asked: 2, confirming: 0, unknown: 1 };
  show({ steps, oldestAt: Date.now() - 90_000, refused: [{ why: "full", count: 3 }] });
  const text = await registry.metrics();
  expect(text).toContain('tandem_bookings_waiting{step="asked"} 2');
  expect(text).toContain('tandem_bookings_waiting{step="confirming"} 0');
  expect(text).toContain('tandem_bookings_waiting{step="unknown"} 1');
  expect(text).toContain('tandem_bookings_refused{why="full"} 3');
  expect(text).toContain('tandem_bookings_refused{why="lapsed"} 0');
  expect(Number(/^tandem_bookings_oldest_seconds (.+)$/mu.exec(text)?.[1])).toBeGreaterThanOrEqual(90);
});

test("while nobody knows, nothing is told: an old number would look like a true one", async () => {
  const registry = new Registry();
  const show = addBookingMetrics(registry);
  show({ steps: { asked: 1, confirming: 0, unknown: 0 }, oldestAt: 1, refused: [] });
  show(null);
  expect(await registry.metrics()).not.toMatch(/^tandem_bookings_/mu);
});
