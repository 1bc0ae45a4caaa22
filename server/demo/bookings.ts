import { isJsonObject, parseContact } from "../../shared/backend-api";

const DAY_MS = 86_400_000;

/** An event of the backend as bookings need it: `places` are those that are taken, `price` in cents of a euro. */
export type DemoEvent = { id: string; name: string; startDate: number; places: number; price: number };

type Person = { frontendUserId: string; createdAt: number };

/** Every so-many-th person has been to events, some of them twice. */
const EVERY = 3;
const TWICE_EVERY = 9;
/** Every so-many-th booking was cancelled later, and takes no place. */
const CANCELLED_EVERY = 10;

/** Who has taken the places of these events, the same people each time. Nobody is at one twice. */
export async function* bookingsOfPeople(
  contacts: AsyncIterable<unknown>,
  events: readonly DemoEvent[],
  now: number,
): AsyncGenerator<unknown> {
  const places = placesOf(events);
  let turn = 0;
  let number = 0;
  for await (const json of contacts) {
    const person = personOf(json);
    if (!person || turn++ % EVERY > 0) continue;
    for (let nth = 0; nth <= (turn % TWICE_EVERY === 1 ? 1 : 0); nth++) {
      const { value: event } = places.next();
      if (!event) return;
      yield booking(person, event, ++number, now);
    }
  }
}

function personOf(json: unknown): Person | null {
  const reading = isJsonObject(json) ? parseContact(json) : null;
  if (!reading?.ok || !reading.contact.frontendUserId) return null;
  const { frontendUserId, createdAt } = reading.contact;
  return { frontendUserId, createdAt };
}

/** The places of all events, one of each in turn. */
function* placesOf(events: readonly DemoEvent[]): Generator<DemoEvent, undefined> {
  const most = Math.max(0, ...events.map(({ places }) => places));
  for (let nth = 0; nth < most; nth++) yield* events.filter(({ places }) => nth < places);
  return undefined;
}

function booking(
  { frontendUserId, createdAt }: Person,
  event: DemoEvent,
  number: number,
  now: number,
): unknown {
  const { id: eventId, name: eventName, startDate, price } = event;
  const isOver = startDate < now;
  const usual = Math.min(startDate, now) - (5 + (number % 40)) * DAY_MS;
  return {
    ...{ id: `booking_${frontendUserId}_${eventId}`, frontendUserId, eventId, eventName, startDate },
    ...{ total: price, currency: "EUR", createdAt: Math.max(usual, Math.min(createdAt, now)) },
    status: number % CANCELLED_EVERY === 0 ? "cancelled" : isOver ? "attended" : "confirmed",
    ticketNumber: `T-${String(number).padStart(5, "0")}`,
  };
}
