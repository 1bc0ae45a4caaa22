import { expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { openCheckouts } from "./checkout-harness";
import { system } from "./interleavings-harness";

const DAY = 24 * 3_600_000;

test("monitoring hears how far the bookings under way are, since when, and why those of the last day came to nothing", async () => {
  const { scene, asGuest, bookDue, chaos, pass } = await openCheckouts();
  const bookings = async () => (await scene.query(api.monitor.backlog, {}, system)).bookings;
  const none = { asked: 0, confirming: 0, unknown: 0 };
  expect(await bookings()).toEqual({ steps: none, oldestAt: null, refused: [] });

  await asGuest({ productId: "prod_pech", agreed: { total: 100, currency: "EUR" } });
  await bookDue();
  chaos({ mode: "down" });
  const pressedAt = scene.clock.now;
  await asGuest();
  pass(5_000);
  await asGuest();
  await bookDue();
  expect(await bookings()).toEqual({
    ...{ steps: { ...none, asked: 2 }, oldestAt: pressedAt },
    refused: [{ why: "payment", count: 1 }],
  });

  pass(DAY + 1);
  await bookDue();
  expect(await bookings()).toEqual({ steps: none, oldestAt: null, refused: [{ why: "lapsed", count: 2 }] });
});
