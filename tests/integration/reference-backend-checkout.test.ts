import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../server/reference-backend/manual-clock";
import { startBackend, temporaryFolder } from "./reference-backend-harness";
import { HOUR, customer, startWithCourse } from "./reference-backend-course";

describe("looking for an event", () => {
  it("finds the published ones, what can be booked of each, and nobody else's drafts", async () => {
    const { crm, backend, start } = await startWithCourse();
    await backend.seed({
      events: [
        { id: "event_past", name: "Vorbei", startDate: start - 48 * HOUR },
        { id: "event_draft", name: "Entwurf", startDate: start, status: "draft" },
      ],
    });
    const { events, total, unreadable } = await crm.listEvents();
    expect({ ids: events.map(({ id }) => id), total, unreadable }).toEqual({
      ...{ ids: ["event_kurs", "event_past"], total: 2, unreadable: 0 },
    });
    expect((await crm.listEvents({ limit: 1, offset: 1 })).events).toMatchObject([{ id: "event_past" }]);
    expect(await crm.getEvent("event_kurs")).toMatchObject({
      ...{ name: "Kurs", startDate: start, location: "Ueckermünde", capacity: 2, registrations: 0 },
    });
    expect(await crm.listProducts("event_kurs")).toMatchObject([
      {
        ...{ id: "prod_platz", price: 9_500, currency: "EUR", payment: "invoice" },
        addons: [{ id: "addon_essen", name: "Essen", price: 2_200 }],
      },
      { id: "prod_frei", payment: "free", addons: [] },
      { id: "prod_pech", payment: "card" },
    ]);
    expect(await crm.getEvent("event_nobody")).toBeNull();
    await expect(crm.listProducts("event_nobody")).rejects.toMatchObject({ backendCode: "EVENT_NOT_FOUND" });
  });

  it("finds something to book whatever the day, a full one and a closed one", async () => {
    const { crm, clock } = await startBackend({ sampleEvents: true });
    const { events, total } = await crm.listEvents({ limit: 100 });
    expect(total).toBe(18);
    const coming = events.filter(({ startDate = 0 }) => startDate > clock.now());
    expect(coming).toHaveLength(12);
    expect(coming.some(({ capacity, registrations }) => capacity === registrations)).toBe(true);
    expect(coming.some(({ registrationClosesAt = Infinity }) => registrationClosesAt <= clock.now())).toBe(
      true,
    );
    const starts = events.map(({ startDate = 0 }) => startDate);
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
  });
});

describe("booking", () => {
  it("costs what the backend says, and gives a numbered ticket, a place and a confirmation by mail", async () => {
    const { crm, backend, open, confirm, taken, mails, start } = await startWithCourse();
    const products = [
      { productId: "prod_platz", quantity: 1 },
      { productId: "addon_essen", quantity: 2 },
    ];
    const session = await open({ products, total: 13_900, language: "de" });
    expect(session).toMatchObject({ total: 13_900, currency: "EUR" });
    expect(await taken()).toBe(0);
    const booked = await confirm(session.sessionId);
    expect(booked).toMatchObject({ ticketNumber: "KURS-000001", isGuestRegistration: true });
    expect(await taken()).toBe(1);
    expect(await crm.listBookings(booked.frontendUserId)).toMatchObject([
      {
        ...{ eventId: "event_kurs", eventName: "Kurs", startDate: start, ticketNumber: "KURS-000001" },
        ...{ status: "confirmed", total: 13_900, currency: "EUR" },
      },
    ]);
    await backend.settled();
    expect(mails()).toHaveLength(1);
  });

  it("is of twenty places at most, each product named once: no single order takes a whole event", async () => {
    const { open, taken, book } = await startWithCourse({ capacity: 1_000 });
    const lines = (...quantities: number[]) =>
      quantities.map((quantity, n) => ({
        productId: ["prod_platz", "prod_frei", "prod_platz"][n] ?? "",
        quantity,
      }));
    for (const products of [lines(21), lines(11, 10), lines(5, 1, 5)]) {
      await expect(open({ products })).rejects.toMatchObject({ code: "validation" });
    }
    await book({ products: lines(10, 10) });
    expect(await taken()).toBe(20);
  });

  it("happens once, however often it is confirmed, under one key or many", async () => {
    const { crm, open, confirm, taken, clock } = await startWithCourse();
    const { sessionId } = await open();
    const [first, second] = await Promise.all([confirm(sessionId), confirm(sessionId)]);
    clock.advance(2 * HOUR);
    expect([second, await confirm(sessionId)]).toEqual([first, first]);
    const key = { idempotencyKey: "same" };
    const order = { eventId: "event_kurs", products: [{ productId: "prod_frei", quantity: 1 }], customer };
    expect(await crm.openCheckout(order, key)).toEqual(await crm.openCheckout(order, key));
    expect(await taken()).toBe(1);
    expect(await crm.listBookings(first.frontendUserId)).toHaveLength(1);
  });

  it("of two who want the last place one gets it, and the other is charged nothing and leaves no trace", async () => {
    const { crm, backend, open, confirm, book, taken, mails } = await startWithCourse();
    await book({ customer: { email: "first@example.org" } });
    const [a, b] = [await open(), await open({ customer: { email: "late@example.org" } })];
    await confirm(a.sessionId);
    await expect(confirm(b.sessionId)).rejects.toMatchObject({
      ...{ code: "rejected", backendCode: "EVENT_FULL", httpStatus: 400 },
    });
    await expect(open()).rejects.toMatchObject({ backendCode: "EVENT_FULL" });
    expect(await taken()).toBe(2);
    expect((await crm.listContacts({ search: "late@" })).total).toBe(0);
    await backend.settled();
    expect(mails()).toHaveLength(2);
  });

  it("is refused with a code that says why", async () => {
    const { open, book, confirm, clock } = await startWithCourse();
    const products = (productId: string) => [{ productId, quantity: 1 }];
    await expect(open({ total: 1 })).rejects.toMatchObject({
      code: "rejected",
      backendCode: "PRICE_MISMATCH",
    });
    await expect(open({ eventId: "event_x" })).rejects.toMatchObject({
      ...{ code: "not_found", backendCode: "EVENT_NOT_FOUND" },
    });
    await expect(book({ products: products("prod_pech") })).rejects.toMatchObject({
      ...{ code: "rejected", backendCode: "PAYMENT_FAILED", httpStatus: 402 },
    });
    await expect(open({ products: products("addon_essen") })).rejects.toMatchObject({
      ...{ code: "validation", field: "products.0.productId" },
    });
    await expect(open({ customer: { email: "nobody" } })).rejects.toMatchObject({
      field: "customerData.email",
    });
    const session = await open();
    clock.advance(HOUR);
    await expect(open({ eventId: "event_kurs" })).resolves.toBeDefined();
    await expect(confirm(session.sessionId)).rejects.toMatchObject({ backendCode: "SESSION_EXPIRED" });
    await expect(confirm("cs_nobody")).rejects.toMatchObject({ backendCode: "SESSION_NOT_FOUND" });
    clock.advance(24 * HOUR);
    await expect(open()).rejects.toMatchObject({ code: "rejected", backendCode: "EVENT_CLOSED" });
  });

  it("is not done at another price than was said, whenever it changed", async () => {
    const { open, confirm, book, request, taken } = await startWithCourse();
    const session = await open({ total: 9_500 });
    await request("PATCH", "/products/prod_platz", { price: 9_900 });
    await expect(open({ total: 9_500 })).rejects.toMatchObject({ backendCode: "PRICE_MISMATCH" });
    await expect(confirm(session.sessionId)).rejects.toMatchObject({ backendCode: "PRICE_MISMATCH" });
    expect(await taken()).toBe(0);
    expect(await book({ total: 9_900 })).toMatchObject({ ticketNumber: "KURS-000001" });
  });

  it("ends when the organisers close the event or have no more room, also for who has begun", async () => {
    const { open, confirm, book, request } = await startWithCourse();
    await book();
    const session = await open();
    const tooSmall = await request("PATCH", "/events/event_kurs", { capacity: 0 });
    expect(tooSmall).toMatchObject({ status: 400, body: { errors: [{ field: "capacity" }] } });
    await request("PATCH", "/events/event_kurs", { capacity: 1 });
    await expect(confirm(session.sessionId)).rejects.toMatchObject({ backendCode: "EVENT_FULL" });
    await request("PATCH", "/events/event_kurs", { capacity: null, status: "cancelled" });
    await expect(confirm(session.sessionId)).rejects.toMatchObject({ backendCode: "EVENT_CLOSED" });
    await request("PATCH", "/events/event_kurs", { status: "published" });
    expect(await confirm(session.sessionId)).toMatchObject({ ticketNumber: "KURS-000002" });
  });

  it("whose answer was lost is answered again, and nothing is booked twice", async () => {
    const { backend, crm, open, taken } = await startWithCourse();
    const { sessionId } = await open();
    const once = { idempotencyKey: "book" };
    backend.setChaos({ mode: "down", phase: "after", match: { email: "gast@" } });
    await expect(crm.confirmCheckout(sessionId, once)).rejects.toMatchObject({ code: "unreachable" });
    backend.setChaos({ mode: "ok" });
    const booked = await crm.confirmCheckout(sessionId, once);
    expect(booked).toMatchObject({ ticketNumber: "KURS-000001" });
    expect(await crm.listBookings(booked.frontendUserId)).toHaveLength(1);
    expect(await taken()).toBe(1);
  });

  it("is remembered by a backend that starts again, even after a month", async () => {
    const path = `${temporaryFolder()}/backend.sqlite`;
    const first = await startWithCourse({}, { path });
    const { sessionId } = await first.open();
    const booked = await first.confirm(sessionId);
    await first.close();
    const clock = new ManualClock(first.clock.now() + 31 * 24 * HOUR);
    const again = await startBackend({ path, clock });
    expect(await again.crm.confirmCheckout(sessionId, { idempotencyKey: "new" })).toEqual(booked);
    expect(await again.crm.getEvent("event_kurs")).toMatchObject({ registrations: 1 });
  });

  it("never gives away more places than there are, nor a ticket number twice, whoever comes and how often", async () => {
    const buyer = fc.record({
      who: fc.nat(3),
      places: fc.integer({ min: 1, max: 3 }),
      times: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 8 }),
        fc.array(buyer, { maxLength: 8 }),
        async (capacity, buyers) => {
          const { crm, open, confirm, taken, close } = await startWithCourse({ capacity });
          const wanted = buyers.map(async ({ who, places, times }) => {
            const products = [{ productId: "prod_frei", quantity: places }];
            const { sessionId } = await open({ products, customer: { email: `p${who}@example.org` } });
            const answers = await Promise.allSettled(Array.from({ length: times }, () => confirm(sessionId)));
            const tickets = answers.flatMap((answer) =>
              answer.status === "fulfilled" ? [answer.value] : [],
            );
            // All the answers of one session are one.
            expect(new Set(tickets.map(({ ticketNumber }) => ticketNumber)).size).toBe(
              tickets.length > 0 ? 1 : 0,
            );
            expect([0, times]).toContain(tickets.length);
            return tickets.slice(0, 1).map((ticket) => ({ ...ticket, places }));
          });
          const booked = (await Promise.allSettled(wanted)).flatMap((one) => {
            if (one.status === "fulfilled") return one.value;
            expect(one.reason).toMatchObject({ backendCode: "EVENT_FULL" });
            return [];
          });
          expect(await taken()).toBe(booked.reduce((sum, { places }) => sum + places, 0));
          expect(await taken()).toBeLessThanOrEqual(capacity);
          const users = [...new Set(booked.map(({ frontendUserId }) => frontendUserId))];
          const listed = (await Promise.all(users.map((id) => crm.listBookings(id)))).flat();
          const numbers = (list: readonly { ticketNumber?: string }[]) =>
            list.map((one) => one.ticketNumber).sort();
          expect(numbers(listed)).toEqual(numbers(booked));
          await close();
        },
      ),
      { numRuns: 15 },
    );
  });

  it("closes before the event begins, where the event says so", async () => {
    const { open } = await startWithCourse({ registrationClosesAt: 1 });
    await expect(open()).rejects.toMatchObject({ backendCode: "EVENT_CLOSED" });
  });

  it("can be refused by a fault with any code", async () => {
    const { backend, open, confirm } = await startWithCourse();
    const { sessionId } = await open();
    backend.setChaos({ mode: "refuse", code: "PAYMENT_FAILED" });
    await expect(confirm(sessionId)).rejects.toMatchObject({ backendCode: "PAYMENT_FAILED" });
  });
});
