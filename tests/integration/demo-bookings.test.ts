import { expect, test } from "vitest";
import { readBackendEvents } from "../../server/demo/backend-events";
import { bookingsOfPeople } from "../../server/demo/bookings";
import { startBackend } from "./reference-backend-harness";

const apiKey = "key-of-the-demo";
const people = async function* (count: number) {
  for (let n = 0; n < count; n++)
    yield { id: `obj_${n}`, name: `Zoë ${n}`, frontendUserId: `frontend_user_${n}`, createdAt: n };
};
type Booking = { frontendUserId: string; eventId: string; startDate: number; createdAt: number };

test("the demo's people have booked events that its backend has, before they began, and no more places than are taken", async () => {
  const { backend, clock } = await startBackend({ sampleEvents: true, apiKey });
  const events = await readBackendEvents(backend, apiKey);
  const places = new Map(events.map((event) => [event.id, event]));
  const bookings: Booking[] = [];
  for await (const booking of bookingsOfPeople(people(6_000), events, clock.now()))
    bookings.push(booking as Booking);
  const taken = new Map<string, Booking[]>();
  for (const each of bookings) taken.set(each.eventId, [...(taken.get(each.eventId) ?? []), each]);
  expect(new Set(taken.keys())).toEqual(new Set(places.keys()));
  for (const [eventId, of] of taken) {
    const event = places.get(eventId);
    expect(of.length).toBe(event?.places);
    expect(new Set(of.map(({ frontendUserId }) => frontendUserId)).size).toBe(of.length);
    for (const { startDate, createdAt } of of) {
      expect(startDate).toBe(event?.startDate);
      expect(createdAt).toBeLessThan(Math.min(startDate, clock.now()));
    }
  }
  expect(await backend.seed({ bookings })).toMatchObject({ bookings: bookings.length });
});
