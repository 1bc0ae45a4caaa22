import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { networkKeyOf } from "../../server/auth/guess-keys";
import { systemActor } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import type { CheckoutInput } from "../../shared/checkout-api";
import type { EventDetail } from "../../shared/events-api";
import { appErrorOf } from "../support/app-error";
import { createVisitor, type Visitor } from "../support/visitor";
import { openPortalScene, type PortalScene } from "./member-account-harness";

/** Events and bookings in the portal over real HTTP, with the built-in backend and its sample events. */
let scene: PortalScene;
let somebody: Visitor;
beforeAll(async () => {
  scene = await openPortalScene();
  somebody = scene.somebody();
});
beforeEach(() => void scene.tandem.backend.setChaos({ mode: "ok" }));
afterAll(() => scene.close());

const soon = { timeout: 15_000 };
const newKey = () => randomBytes(32).toString("base64url");
const guestNamed = (email: string) => ({
  ...{ salutation: "" as const, title: "", firstName: "Gerda", lastName: "Gast", email },
  ...{ phone: "", organization: "" },
});

async function everyEvent() {
  const pages = [];
  for (let cursor: string | null = null; ;) {
    const page = await somebody.trpc.portal.events.query({ cursor });
    if (page.kind !== "events") throw new Error(`The events could not be read: ${page.code}`);
    pages.push(page);
    cursor = page.nextCursor;
    if (cursor === null) return pages;
  }
}

async function eventNamed(name: RegExp): Promise<EventDetail> {
  const found = (await everyEvent()).flatMap(({ events }) => events).find((event) => name.test(event.name));
  const answer = await somebody.trpc.portal.event.query({ eventId: found?.id ?? "" });
  if (answer.kind !== "event") throw new Error(`There is no event ${name}.`);
  return answer.event;
}

/** What the form sends for the first category. */
async function orderOf(name: RegExp, more: Partial<CheckoutInput> = {}): Promise<CheckoutInput> {
  const { id: eventId, categories } = await eventNamed(name);
  const [first] = categories;
  if (!first) throw new Error("Nothing can be booked.");
  const agreed = { total: first.price, currency: first.currency };
  const order = { eventId, productId: first.id, addonIds: [], agreed, language: "de" as const };
  return { key: newKey(), ...order, ...more };
}

const bookingsOf = async (visitor: Visitor) => {
  const { backend, checkouts } = await visitor.trpc.portal.bookings.query();
  return { checkouts, live: backend.kind === "live" ? backend.bookings : backend };
};

describe("looking at events, signed in or not", () => {
  test("shows those to come, page by page, each once and in their order; full and closed ones say so", async () => {
    const pages = await everyEvent();
    expect(pages.length).toBeGreaterThan(1);
    const events = pages.flatMap((page) => page.events);
    const starts = events.map(({ startsAt }) => startsAt ?? 0);
    expect(starts).toEqual(starts.toSorted((one, other) => one - other));
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events.every(({ endsAt }) => (endsAt ?? 0) > Date.now())).toBe(true);
    expect(new Set(events.map(({ standing }) => standing))).toEqual(new Set(["open", "full", "closed"]));
  });

  test("shows one with its categories, add-ons and prices as the backend has them", async () => {
    expect(await eventNamed(/Wundtag/u)).toMatchObject({
      place: "Bürgersaal, Ueckermünde",
      categories: [
        { price: 9_500, currency: "EUR", payment: "invoice", addons: [{ price: 2_200 }] },
        { price: 4_500 },
      ],
    });
  });

  test("goes on with what was read while the backend is away, and no made-up ID is passed on to it", async () => {
    const { id } = await eventNamed(/Wundtag/u);
    scene.tandem.backend.setChaos({ mode: "error" });
    expect(await somebody.trpc.portal.events.query({})).toMatchObject({ kind: "events" });
    expect(await somebody.trpc.portal.event.query({ eventId: id })).toMatchObject({ kind: "event" });
    expect(await somebody.trpc.portal.event.query({ eventId: "event_made_up" })).toEqual({ kind: "unknown" });
  });
});

describe("a guest", () => {
  test("books, registers later with that e-mail, and finds the booking once the mailbox is shown to be theirs", async () => {
    const email = "gerda.gast@klinik.example";
    const order = await orderOf(/Wundtag/u, { guest: guestNamed(email) });
    const booked = await somebody.trpc.portal.checkout.mutate(order);
    expect(booked).toMatchObject({ eventName: expect.stringMatching(/Wundtag/u), step: { kind: "booked" } });

    const { visitor } = await scene.registered({ email });
    expect(await bookingsOf(visitor)).toEqual({ checkouts: [], live: [] });
    await scene.confirm(visitor, await scene.proofTo(email));
    const ticketNumber = booked.step.kind === "booked" ? booked.step.ticketNumber : "";
    expect((await bookingsOf(visitor)).live).toMatchObject([{ ticketNumber, price: { total: 9_500 } }]);
  });

  test("presses twice and reloads: the same booking, which nobody sees who has not its key", async () => {
    const order = await orderOf(/Kollegenabend/u, { guest: guestNamed("twice@klinik.example") });
    const press = () => somebody.trpc.portal.checkout.mutate(order);
    const [first, second] = await Promise.all([press(), press()]);
    expect(second.checkoutId).toBe(first.checkoutId);
    expect(await press()).toMatchObject({ checkoutId: first.checkoutId, step: { kind: "booked" } });
    const { checkoutState } = scene.somebody().trpc.portal;
    expect(await checkoutState.mutate({ key: order.key })).toMatchObject({ step: { kind: "booked" } });
    expect(await checkoutState.mutate({ key: newKey() })).toBeNull();
  });

  test("has to say who comes", async () => {
    expect(await appErrorOf(somebody.trpc.portal.checkout.mutate(await orderOf(/Kollegen/u)))).toMatchObject({
      code: "unauthenticated",
    });
  });

  test("hears that the payment was refused, that nothing was booked, and may choose another category", async () => {
    const { categories } = await eventNamed(/Palliativ/u);
    const declined = categories.at(-1);
    const order = await orderOf(/Palliativ/u, {
      ...{ guest: guestNamed("declined@klinik.example"), productId: declined?.id ?? "" },
      agreed: { total: declined?.price ?? 0, currency: "EUR" },
    });
    const { step } = await somebody.trpc.portal.checkout.mutate(order);
    expect(step).toEqual({ kind: "refused", why: "payment", price: null });
  });

  test("cannot be booked for without end: each booking sends them a mail", async () => {
    const guest = guestNamed("flooded@klinik.example");
    const book = async () =>
      somebody.trpc.portal.checkout.mutate(await orderOf(/Kollegen/u, { guest, productId: "nothing" }));
    for (let n = 0; n < 10; n++) await book();
    expect(await appErrorOf(book())).toMatchObject({
      code: "too_many",
      message: expect.stringMatching(/for this e-mail address\. Nothing was booked\. Try again in/u),
    });
  });

  test("may ask how a booking ends from a network that may begin no more, and nobody says that nothing was booked", async () => {
    const address = "203.0.113.9";
    const visitor = createVisitor(scene.tandem.localUrl, { "x-forwarded-for": address });
    scene.tandem.backend.setChaos({ mode: "down" });
    const order = await orderOf(/Wundtag/u, { guest: guestNamed("asks@klinik.example") });
    await visitor.trpc.portal.checkout.mutate(order);
    const limits = scene.tandem.convex.as(systemActor);
    const used = { network: networkKeyOf(address), most: 60 };
    for (let n = 1; n < 60; n++) await limits.mutation(api.portalLimits.checkOut, used);
    expect(await visitor.trpc.portal.hurryCheckout.mutate({ key: order.key })).toBeNull();
    const another = visitor.trpc.portal.checkout.mutate({ ...order, key: newKey() });
    expect(await appErrorOf(another)).toMatchObject({ message: expect.stringMatching(/from your network/u) });
  });
});

describe("a member", () => {
  test("books for their own frontend user, and finds it among their bookings", async () => {
    const { visitor, userId } = await scene.registered();
    const { step } = await visitor.trpc.portal.checkout.mutate(await orderOf(/Wundtag/u));
    expect(step).toMatchObject({ kind: "booked" });
    const { live, checkouts } = await bookingsOf(visitor);
    // It says of which event, as long as that has a page.
    expect(live).toMatchObject([{ eventId: (await eventNamed(/Wundtag/u)).id }]);
    expect(live).toHaveLength(1);
    expect(checkouts).toMatchObject([{ step }]);
    const desk = await (await scene.tandem.admin()).trpc.users.bookings.query({ id: userId });
    expect(desk).toMatchObject({ bookings: live });
  });

  test("who filled in the form of a guest, before they signed in elsewhere, books for nobody by it", async () => {
    const { visitor } = await scene.registered();
    const order = await orderOf(/Wundtag/u, { guest: guestNamed("guest.no.more@klinik.example") });
    expect(await appErrorOf(visitor.trpc.portal.checkout.mutate(order))).toMatchObject({ code: "conflict" });
    expect(await bookingsOf(visitor)).toMatchObject({ live: [], checkouts: [] });
  });

  test("whom the backend does not know yet books by the same press, once it is back", async () => {
    scene.tandem.backend.setChaos({ mode: "down", match: { email: "later@klinik.example" } });
    const { visitor } = await scene.registered({ email: "later@klinik.example" });
    const order = await orderOf(/Kollegenabend/u);
    const { step } = await visitor.trpc.portal.checkout.mutate(order);
    expect(step).toMatchObject({ kind: "asked", waitsFor: "account" });
    expect(await visitor.trpc.portal.bookings.query()).toMatchObject({ backend: { kind: "not_linked" } });
    scene.tandem.backend.setChaos({ mode: "ok" });
    await visitor.trpc.portal.retrySync.mutate();
    const look = async () => (await visitor.trpc.portal.checkoutState.mutate({ key: order.key }))?.step.kind;
    await expect.poll(look, soon).toBe("booked");
    expect((await bookingsOf(visitor)).live).toHaveLength(1);
  });

  test("is told that the backend does not answer, and still sees what was booked here", async () => {
    const { visitor } = await scene.registered();
    await visitor.trpc.portal.checkout.mutate(await orderOf(/Kollegenabend/u));
    scene.tandem.backend.setChaos({ mode: "error" });
    expect(await visitor.trpc.portal.bookings.query()).toMatchObject({
      ...{ backend: { kind: "failed", code: "server_error" }, checkouts: [{ step: { kind: "booked" } }] },
    });
  });

  test("withdraws what has not been begun, and hurries what waits", async () => {
    const order = await orderOf(/Wundtag/u);
    const { visitor } = await scene.registered();
    scene.tandem.backend.setChaos({ mode: "error" });
    const { step } = await visitor.trpc.portal.checkout.mutate(order);
    expect(step).toMatchObject({ kind: "asked", waitsFor: "backend" });
    expect(await visitor.trpc.portal.hurryCheckout.mutate({ key: order.key })).toBeNull();
    const told = await visitor.trpc.portal.withdrawCheckout.mutate({ key: order.key });
    expect(told?.step).toEqual({ kind: "refused", why: "withdrawn", price: null });
    scene.tandem.backend.setChaos({ mode: "ok" });
    expect((await bookingsOf(visitor)).live).toEqual([]);
  });
});

test("the log tells of no guest, and no address holds the key of a booking", async () => {
  const { logLines } = scene.tandem;
  expect(logLines.join("")).not.toMatch(/gerda|declined@|twice@/iu);
  expect(logLines.some((line) => line.includes("checkoutState"))).toBe(true);
});
