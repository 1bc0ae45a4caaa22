import { describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { ACCOUNT_LOOK_MS, CHECKOUT_KEPT_MS } from "../../shared/checkout-api";
import { member, openCheckouts } from "./checkout-harness";
import { system } from "./interleavings-harness";

/** Bookings on their way to the backend: the real store, a real backend over HTTP. */

const booked = { kind: "booked", ticketNumber: "KURS-000001" };

describe("a guest books", () => {
  test("with an add-on: one ticket, and nothing of them is kept here but the way to find them", async () => {
    const { asGuest, bookDue, stepOf, taken, rows } = await openCheckouts();
    const key = await asGuest({ addonIds: ["addon_essen"], agreed: { total: 11_700, currency: "EUR" } });
    await bookDue();
    expect(await stepOf(key)).toEqual(booked);
    expect(await taken()).toBe(1);
    const [row] = await rows();
    expect(JSON.stringify(row)).not.toMatch(/Gerda|klinik/u);
    expect(row?.contactId).toMatch(/^obj_/u);
  });

  test("and presses twice, reloads and presses again: it is one booking", async () => {
    const { scene, want, bookDue, rows, taken } = await openCheckouts();
    const wanted = want();
    const customer = { email: "gast@klinik.example" };
    const press = () =>
      scene.mutate(api.checkouts.beginAsGuest, { want: wanted, customer, requestId: "r" }, system);
    const [first, second] = await Promise.all([press(), press()]);
    await bookDue();
    expect(await press()).toEqual(first);
    await bookDue();
    expect(second).toEqual(first);
    expect(await rows()).toHaveLength(1);
    expect(await taken()).toBe(1);
  });
});

describe("a refusal books nothing and says which it is", () => {
  test.each([
    [
      "a payment that is refused",
      "payment",
      { productId: "prod_pech", agreed: { total: 100, currency: "EUR" } },
    ],
    ["a price that is another one by now", "price_changed", { agreed: { total: 9_000, currency: "EUR" } }],
    ["an event that is gone", "gone", { eventId: "event_weg" }],
    ["a category that is gone", "data", { productId: "nothing" }],
  ])("%s: %s", async (_what, why, more) => {
    const { asGuest, bookDue, stepOf, taken, rows } = await openCheckouts();
    const key = await asGuest(more);
    await bookDue();
    expect(await stepOf(key)).toMatchObject({ kind: "refused", why });
    await bookDue();
    expect(await taken()).toBe(0);
    expect(JSON.stringify(await rows())).not.toMatch(/Gerda|klinik/u);
  });

  test("of two for the last place one has it, and the other hears that it is full", async () => {
    const { asGuest, bookDue, stepOf, taken } = await openCheckouts();
    await asGuest();
    await bookDue();
    const keys = [
      await asGuest(),
      await asGuest({}, { ...{ email: "b@x.example" }, firstName: "B", lastName: "B" }),
    ];
    await bookDue();
    const steps = await Promise.all(keys.map(stepOf));
    expect(steps.map((step) => step?.kind).sort()).toEqual(["booked", "refused"]);
    expect(steps).toContainEqual({ kind: "refused", why: "full", price: null });
    expect(await taken()).toBe(2);
  });

  test("a backend that asks for another price than it was told is not confirmed, and the new price is known", async () => {
    const { asGuest, bookDue, stepOf, backend, taken } = await openCheckouts();
    const key = await asGuest();
    await bookDue({
      ...backend.crm,
      openCheckout: async (order, options) => ({
        ...(await backend.crm.openCheckout(order, options)),
        total: 9_900,
      }),
    });
    const price = { total: 9_900, currency: "EUR" };
    expect(await stepOf(key)).toEqual({ kind: "refused", why: "price_changed", price });
    expect(await taken()).toBe(0);
  });
});

describe("a member books", () => {
  test("for their own frontend user, and their history tells", async () => {
    const { scene, backend, asMember, bookDue, stepOf } = await openCheckouts();
    const { convexId, userId } = await scene.linked();
    const key = await asMember(convexId);
    await bookDue();
    expect(await stepOf(key)).toEqual(booked);
    const own = await backend.crm.findFrontendUser(userId);
    expect(await backend.crm.listBookings(own?.id ?? "")).toMatchObject([{ ticketNumber: "KURS-000001" }]);
    const events = await scene.store.run((ctx) => ctx.db.query("auditEvents").collect());
    expect(events.filter(({ action }) => action === "book event")).toMatchObject([
      { summary: "Asked to book an event in the portal.", actor: { kind: "member" }, user: convexId },
      { summary: "The event is booked in the backend.", outcome: "done", user: convexId },
    ]);
  });

  test("before the backend knows them: their account goes first, by the same press, and then the booking", async () => {
    const { scene, asMember, bookDue, stepOf, pass, rows } = await openCheckouts();
    const { convexId } = await scene.register();
    const key = await asMember(convexId);
    await bookDue();
    expect(await stepOf(key)).toMatchObject({ kind: "asked", waitsFor: "account" });
    const [row] = await rows();
    pass(ACCOUNT_LOOK_MS - 1);
    await bookDue();
    expect(await rows()).toEqual([row]);
    const work = await scene.claimOne();
    await scene.settle(work, scene.achieved(work));
    await bookDue();
    expect(await stepOf(key)).toEqual(booked);
  });

  test("in two windows at once: the second one hears that the first is under way", async () => {
    const { scene, asMember } = await openCheckouts();
    const { convexId } = await scene.linked();
    await asMember(convexId);
    await expect(asMember(convexId)).rejects.toThrow(/another window/u);
  });

  test("in a second window, however many other events they have booked meanwhile: one of each", async () => {
    const { scene, asMember, chaos } = await openCheckouts();
    const { convexId } = await scene.linked();
    chaos({ mode: "down" });
    await asMember(convexId);
    for (let n = 0; n < 25; n++) await asMember(convexId, { eventId: `event_${n}` });
    await expect(asMember(convexId)).rejects.toThrow(/another window/u);
  });

  test("and is deleted before it was begun: nothing is booked", async () => {
    const { scene, asMember, bookDue, stepOf, taken } = await openCheckouts();
    const { convexId, userId } = await scene.linked();
    const key = await asMember(convexId);
    await scene.softDelete(userId);
    await bookDue();
    expect(await stepOf(key)).toMatchObject({ kind: "refused", why: "not_allowed" });
    expect(await taken()).toBe(0);
  });

  test("and sees their own checkouts only", async () => {
    const { scene, asMember, asGuest } = await openCheckouts();
    const [one, other] = [await scene.linked(), await scene.linked()];
    await asMember(one.convexId);
    await asGuest();
    const ownOf = (convexId: string) => scene.query(api.checkouts.own, {}, member(convexId));
    expect((await ownOf(one.convexId)).checkouts).toMatchObject([{ eventName: "Wundkurs" }]);
    expect((await ownOf(other.convexId)).checkouts).toEqual([]);
  });
});

test("a ticket of their own is known behind thirty newer bookings: who has proven no mailbox sees theirs by it", async () => {
  const { scene, asMember, bookDue, rows } = await openCheckouts();
  const { convexId } = await scene.linked();
  await asMember(convexId);
  await bookDue();
  const [{ _id, _creationTime, ...row } = { _id: "", _creationTime: 0 }] = await rows();
  const step = { kind: "refused" as const, why: "full" as const };
  await scene.store.run(async (ctx) => {
    for (let n = 0; n < 30; n++)
      await ctx.db.insert("checkouts", { ...row, keyHash: `later-${n}`, step } as never);
  });
  const own = await scene.query(api.checkouts.own, {}, member(convexId));
  expect(own.checkouts.map((one) => one.step.kind)).not.toContain("booked");
  expect(own.tickets).toEqual(["KURS-000001"]);
});

test("what has ended is forgotten after thirty days, and only that", async () => {
  const { asGuest, bookDue, rows, pass, chaos } = await openCheckouts();
  await asGuest();
  await bookDue();
  pass(CHECKOUT_KEPT_MS + 1);
  chaos({ mode: "down" });
  await asGuest();
  await bookDue();
  expect(await rows()).toMatchObject([{ step: { kind: "asked" } }]);
});

test("the log of what could not be booked holds nothing of who booked", async () => {
  const { asGuest, bookDue, chaos, lines } = await openCheckouts();
  chaos({ mode: "error" });
  await asGuest();
  await bookDue();
  expect(lines.join("")).toContain("a booking has to wait");
  expect(lines.join("")).not.toMatch(/Gerda|klinik|Wundkurs/u);
});
