import type { z } from "zod";
import { type Topic, NotChecked, demand, need } from "../check";
import { type Event, bookingsForm, confirmationForm, sessionForm } from "../forms/events";
import { demandError, isRefusal } from "../forms/failure";
import { isJson, read, readWhole } from "../forms/read";
import type { Probe } from "../probe";
import type { Answer } from "../wire";
import { productsOf, published } from "./events";
import { member } from "./registration";

type Confirmation = z.output<typeof confirmationForm>;

/** What a booking leaves cannot be taken back through the contract: it is made only in the event that was named. */
const NO_EVENT = "bookings cannot be taken back: name an event for tests with --event";

/** Checkout and bookings. */
export const checkout: Topic = {
  name: "Checkout and bookings",
  checks: [
    {
      title:
        "POST /checkout/sessions gives { sessionId, expiresAt, total, currency }, the price by the backend",
      writes: true,
      async run(probe) {
        const { price, currency, session } = await memberSession(probe);
        demand(session.total === price, "the product's price as total", "another total");
        demand(session.currency === currency, "the product's currency", "another");
        demand(session.expiresAt > Date.now(), "expiresAt to come", "one that is over");
      },
    },
    {
      title: "POST /checkout/confirm books for the member's frontend user",
      writes: true,
      async run(probe) {
        const { frontendUserId } = await member(probe);
        const confirmed = await memberBooking(probe);
        demand(confirmed.frontendUserId === frontendUserId, "who registered", "another frontend user");
        demand(!confirmed.isGuestRegistration, "isGuestRegistration false", "true");
      },
    },
    {
      title: "GET /bookings?frontendUserId=… gives the booking, once",
      writes: true,
      async run(probe) {
        const { ticketNumber, frontendUserId } = await memberBooking(probe);
        const times = await timesBooked(probe, frontendUserId, ticketNumber);
        demand(times === 1, "the ticket once", `${times} times`);
      },
    },
    {
      title: "Confirming a session again with the same Idempotency-Key books nothing else",
      writes: true,
      async run(probe) {
        const { frontendUserId } = await memberBooking(probe);
        const { session } = await memberSession(probe);
        const before = await bookingsOf(probe, frontendUserId);
        await confirm(probe, session.sessionId);
        const after = await bookingsOf(probe, frontendUserId);
        const more = after.length - before.length;
        demand(more === 0, "as many bookings as before", `${more} more`);
      },
    },
    {
      title: "Without metadata.convexUserId a guest frontend user is found or made by e-mail",
      writes: true,
      async run(probe) {
        const first = await book(probe, "guest", {});
        demand(first.isGuestRegistration, "isGuestRegistration true", "false");
        const second = await book(probe, "guest", {});
        const isSame = first.frontendUserId === second.frontendUserId;
        demand(isSame, "the same frontend user for the same e-mail", "another");
      },
    },
    {
      title: "Another total is PRICE_MISMATCH 400",
      writes: true,
      async run(probe) {
        const { price, order } = await memberOrder(probe);
        const answer = await openNamed(probe, { ...order, total: price + 100 });
        demandError(answer, 400, "PRICE_MISMATCH");
      },
    },
    {
      title: "A session for an event that is not there is EVENT_NOT_FOUND 404",
      writes: true,
      async run(probe) {
        const { order } = await memberOrder(probe);
        const answer = await open(probe, { ...order, eventId: "event_backend-check-none" });
        demandError(answer, 404, "EVENT_NOT_FOUND");
      },
    },
    {
      title: "A session that is not there cannot be confirmed",
      writes: true,
      async run(probe) {
        need(probe.eventId, NO_EVENT);
        const answer = await confirm(probe, "session_backend-check-none");
        demand(isRefusal(answer), "an error", `status ${answer.status}`);
      },
    },
    {
      title: "A full event is EVENT_FULL 400",
      writes: true,
      run: (probe) => demandClosed(probe, "EVENT_FULL", "no published event is full", isFull),
    },
    {
      title: "An event that is over is EVENT_CLOSED 400",
      writes: true,
      run: (probe) => demandClosed(probe, "EVENT_CLOSED", "no published event is over", isOver),
    },
    {
      title: "A payment that is refused is PAYMENT_FAILED 402",
      writes: true,
      run: () => Promise.reject(new NotChecked("the contract has no way to have a payment refused")),
    },
  ],
};

const isFull = ({ capacity, registrations, endDate }: Event): boolean =>
  capacity !== null && registrations >= capacity && endDate > Date.now();
const isOver = ({ endDate }: Event): boolean => endDate < Date.now();

/** Opens a session and confirms none: whether it is refused only then is not tried out on a real event. */
async function demandClosed(
  probe: Probe,
  code: string,
  why: string,
  isWanted: (event: Event) => boolean,
): Promise<void> {
  const { events } = await published(probe);
  const event = need(events.find(isWanted), why);
  const product = need((await productsOf(probe, event.id)).products[0], "it has no product");
  const answer = await open(probe, orderOf(probe, "member", event.id, product.id, {}));
  if (!isRefusal(answer))
    throw new NotChecked("a session is opened; whether confirming it is refused is not tried");
  demandError(answer, 400, code);
}

const open = (probe: Probe, order: object): Promise<Answer> => probe.post("/checkout/sessions", order);

/** Of the named event, which nobody can book when the wrong one was named: that is no fault of the backend's. */
async function openNamed(probe: Probe, order: object): Promise<Answer> {
  const answer = await open(probe, order);
  const code = isJson(answer.json) ? answer.json.code : null;
  if (code === "EVENT_CLOSED" || code === "EVENT_FULL")
    throw new NotChecked("the event named with --event is closed or full: name one that can be booked");
  return answer;
}

/** The key is the session's: sent again, it is the same intent. */
const confirm = (probe: Probe, sessionId: string): Promise<Answer> =>
  probe.post("/checkout/confirm", { sessionId }, `backend-check-${sessionId}`);

function orderOf(probe: Probe, name: string, eventId: string, productId: string, metadata: object) {
  const { convexUserId: _, ...customerData } = probe.people.person(name);
  return { eventId, products: [{ productId, quantity: 1 }], customerData, metadata };
}

/** The cheapest product of the named event, as an order of the member. */
const memberOrder = (probe: Probe) =>
  probe.once("an order of the named event", async () => {
    const { product, eventId } = await cheapest(probe);
    const { convexUserId } = probe.people.person("member");
    const order = orderOf(probe, "member", eventId, product.id, { convexUserId });
    return { order, ...product.customProperties };
  });

async function cheapest(probe: Probe) {
  const eventId = need(probe.eventId, NO_EVENT);
  const { products } = await productsOf(probe, eventId);
  const byPrice = products.toSorted((a, b) => a.customProperties.price - b.customProperties.price);
  return { eventId, product: need(byPrice[0], "the named event has no product") };
}

const memberSession = (probe: Probe) =>
  probe.once("a checkout session", async () => {
    await member(probe);
    const { order, price, currency } = await memberOrder(probe);
    return { price, currency, session: read(sessionForm, await openNamed(probe, order), "a session") };
  });

const memberBooking = (probe: Probe): Promise<Confirmation> =>
  probe.once("a booking", async () => {
    const { session } = await memberSession(probe);
    return confirmed(probe, session.sessionId);
  });

async function book(probe: Probe, name: string, metadata: object): Promise<Confirmation> {
  const { product, eventId } = await cheapest(probe);
  const order = orderOf(probe, name, eventId, product.id, metadata);
  const { sessionId } = read(sessionForm, await openNamed(probe, order), "a session");
  return confirmed(probe, sessionId);
}

async function confirmed(probe: Probe, sessionId: string): Promise<Confirmation> {
  const result = readWhole(confirmationForm, await confirm(probe, sessionId), "a confirmation");
  probe.people.note(result.contactId);
  return result;
}

async function bookingsOf(probe: Probe, frontendUserId: string) {
  const answer = await probe.get("/bookings", { frontendUserId });
  return read(bookingsForm, answer, "the bookings of a frontend user").bookings;
}

async function timesBooked(probe: Probe, frontendUserId: string, ticketNumber: string): Promise<number> {
  const bookings = await bookingsOf(probe, frontendUserId);
  return bookings.filter((booking) => booking.ticketNumber === ticketNumber).length;
}
