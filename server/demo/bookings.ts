import { isJsonObject, parseContact } from "../../shared/backend-api";

const DAY_MS = 86_400_000;
const events = [
  { eventId: "event_haffsymposium", eventName: "Haff-Symposium Innere Medizin", total: 18_900 },
  { eventId: "event_wundtag", eventName: "Wundtag Ueckermünde", total: 4_500 },
  { eventId: "event_notfall", eventName: "Notfalltraining für Praxisteams", total: 12_000 },
  { eventId: "event_abend", eventName: "Kollegenabend am Hafen", total: 0 },
] as const;
const statuses = ["confirmed", "confirmed", "confirmed", "cancelled"] as const;

/** Bookings of some of these people, the same each time: every second one of those who have a frontend user. */
export async function* bookingsOfPeople(contacts: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  let place = 0;
  for await (const json of contacts) {
    const reading = isJsonObject(json) ? parseContact(json) : null;
    if (!reading?.ok || !reading.contact.frontendUserId || place++ % 2 > 0) continue;
    for (let nth = 0; nth <= place % 3; nth++) yield booking(reading.contact, place + nth, nth);
  }
}

function booking(
  person: { frontendUserId?: string; createdAt: number },
  place: number,
  nth: number,
): unknown {
  const { frontendUserId, createdAt } = person;
  const bookedAt = createdAt + (nth + 1) * 20 * DAY_MS;
  return {
    id: `booking_${frontendUserId}_${nth}`,
    ...events[place % events.length],
    ...{ frontendUserId, currency: "EUR", status: statuses[place % statuses.length] },
    ...{ startDate: bookedAt + 45 * DAY_MS, createdAt: bookedAt },
    ticketNumber: `T-${String(place).padStart(5, "0")}-${nth + 1}`,
  };
}
