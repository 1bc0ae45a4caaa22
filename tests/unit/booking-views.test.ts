import { expect, test } from "vitest";
import type { Events } from "../../server/events/events";
import { bookingViews } from "../../server/trpc/read-bookings";

test("bookings are shown without the pages of their events, when nobody knows those in time", async () => {
  const events = { upcoming: () => new Promise<never>(() => {}) } as unknown as Events;
  const view = await bookingViews({ events }, 1);
  const booking = { id: "b1", eventId: "event_1", eventName: "Wundtag", status: "confirmed" };
  expect(view(booking)).toMatchObject({ eventName: "Wundtag", eventId: null });
});
