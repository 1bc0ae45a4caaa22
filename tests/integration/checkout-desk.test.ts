import { describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { CHECKOUT_KEPT_MS } from "../../shared/checkout-api";
import { happened } from "../../shared/fixed-sentences";
import { member, openCheckouts } from "./checkout-harness";
import { admin, system } from "./interleavings-harness";

const HOUR = 3_600_000;
const support = { subject: "op_2", name: "Sam Support", role: "support" };
const viewer = { subject: "op_3", name: "Vera Viewer", role: "viewer" };

type Checkouts = Awaited<ReturnType<typeof openCheckouts>>;

/** The backend books, and is gone before it says so. */
async function bookUnheard({ bookDue, chaos, backend }: Checkouts): Promise<void> {
  await bookDue({
    ...backend.crm,
    async confirmCheckout(sessionId, options) {
      chaos({ mode: "down", phase: "after" });
      return backend.crm.confirmCheckout(sessionId, options);
    },
  });
}

describe("support looks at somebody whose booking waits", () => {
  test("and sees how far it is, why, and what it may have cost", async () => {
    const desk = await openCheckouts();
    const { scene, asMember, bookDue, chaos } = desk;
    const { convexId, userId } = await scene.linked();
    const ofPerson = () => scene.query(api.deskCheckouts.ofPerson, { id: userId }, support);
    await asMember(convexId);
    chaos({ mode: "down" });
    await bookDue();
    expect(await ofPerson()).toMatchObject([
      {
        ...{ eventName: "Wundkurs", asGuest: false, errorCode: "unreachable" },
        ...{ agreed: { total: 9_500, currency: "EUR" }, step: { kind: "asked", waitsFor: "backend" } },
      },
    ]);
    chaos({ mode: "ok" });
    desk.pass(60_000);
    await bookUnheard(desk);
    expect(await ofPerson()).toMatchObject([{ step: { kind: "unknown" }, errorCode: "unreachable" }]);
  });

  test("and has it tried at once, which the audit tells; a viewer may not", async () => {
    const desk = await openCheckouts();
    const { scene, asMember, bookDue, chaos, pass, stepOf } = desk;
    const { convexId, userId } = await scene.linked();
    const key = await asMember(convexId);
    await bookUnheard(desk);
    pass(4 * HOUR);
    await bookDue();
    chaos({ mode: "ok" });
    const [checkout] = await scene.query(api.deskCheckouts.ofPerson, { id: userId }, support);
    const asked = { id: userId, checkoutId: checkout?.checkoutId ?? "", requestId: "r" };
    await expect(scene.mutate(api.deskCheckouts.hurry, asked, viewer)).rejects.toThrow(/users\.resync/u);
    await bookDue();
    expect(await stepOf(key)).toMatchObject({ kind: "unknown" });

    await scene.mutate(api.deskCheckouts.hurry, asked, support);
    await bookDue();
    expect(await stepOf(key)).toMatchObject({ kind: "booked" });
    const events = await scene.store.run((ctx) => ctx.db.query("auditEvents").collect());
    expect(events.filter(({ action }) => action === "hurry booking")).toMatchObject([
      { actor: { name: "Sam Support" }, user: convexId, requestId: "r" },
    ]);
    await expect(scene.mutate(api.deskCheckouts.hurry, asked, support)).rejects.toThrow(/has ended/u);
  });

  test("and why it came to nothing; nothing of anybody else's, whose booking nobody hurries by this way", async () => {
    const { scene, asMember, bookDue } = await openCheckouts();
    const [one, other] = [await scene.linked(), await scene.linked()];
    await asMember(one.convexId, { productId: "prod_pech", agreed: { total: 100, currency: "EUR" } });
    await asMember(other.convexId);
    await bookDue();
    const shown = await scene.query(api.deskCheckouts.ofPerson, { id: one.userId }, support);
    expect(shown).toMatchObject([{ step: { kind: "refused", why: "payment" } }]);
    const asked = { id: other.userId, checkoutId: shown[0]?.checkoutId ?? "", requestId: "r" };
    await expect(scene.mutate(api.deskCheckouts.hurry, asked, support)).rejects.toThrow(/No such booking/u);
  });

  test("and finds what was begun as a guest with their address, while it waits", async () => {
    const { scene, asGuest } = await openCheckouts();
    const { userId, convexId } = await scene.linked();
    const email = await scene.store.run(async (ctx) => (await ctx.db.get("users", convexId as never))?.email);
    await asGuest({}, { email: email ?? "", firstName: "Zoë", lastName: "Müller" });
    const shown = await scene.query(api.deskCheckouts.ofPerson, { id: userId }, support);
    expect(shown).toMatchObject([{ asGuest: true, step: { kind: "asked" } }]);
  });
});

describe("support has looked in the backend how a booking ended of which it never said so", () => {
  async function unknown() {
    const desk = await openCheckouts();
    const key = await desk.asGuest();
    await bookUnheard(desk);
    const [row] = await desk.rows();
    const settle = (ticketNumber: string | null, who = support) =>
      desk.scene.mutate(
        api.deskCheckouts.settle,
        { checkoutId: row?._id ?? "", ticketNumber, requestId: "r" },
        who,
      );
    const settled = async () =>
      (await desk.scene.store.run((ctx) => ctx.db.query("auditEvents").collect())).filter(
        ({ action }) => action === "settle booking",
      );
    return { ...desk, key, settle, settled };
  }

  test("it was booked: whoever booked hears of the ticket, nothing is asked for any more, and the audit tells", async () => {
    const { key, settle, settled, stepOf, rows, scene, pass, bookDue, chaos } = await unknown();
    await expect(settle("KURS-000001", viewer)).rejects.toThrow(/bookings\.settle/u);
    await settle("KURS-000001");
    expect(await stepOf(key)).toEqual({ kind: "booked", ticketNumber: "KURS-000001" });
    expect(JSON.stringify(await rows())).not.toContain("gast@");
    expect(await settled()).toMatchObject([
      {
        actor: { name: "Sam Support" },
        outcome: "done",
        requestId: "r",
        summary: expect.stringMatching(/is booked/u),
      },
    ]);
    chaos({ mode: "ok" });
    pass(4 * HOUR);
    await bookDue();
    expect((await rows())[0]?.endedAt).toBeLessThan(scene.clock.now);
    await expect(settle(null)).rejects.toThrow(/has ended/u);
  });

  test("it was not booked: they may book again, and their member's history tells who said so", async () => {
    const desk = await openCheckouts();
    const { convexId } = await desk.scene.linked();
    const key = await desk.asMember(convexId);
    await bookUnheard(desk);
    const [row] = await desk.rows();
    await expect(desk.asMember(convexId)).rejects.toThrow(/another window/u);
    const about = { checkoutId: row?._id ?? "", ticketNumber: null, requestId: "r" };
    await desk.scene.mutate(api.deskCheckouts.settle, about, support);
    expect(await desk.stepOf(key)).toEqual({ kind: "refused", why: "found_none", price: null });
    await desk.asMember(convexId);
    const events = await desk.scene.store.run((ctx) => ctx.db.query("auditEvents").collect());
    expect(events.filter(({ action }) => action === "settle booking")).toMatchObject([{ user: convexId }]);
  });

  test("what has not been asked for, and what is being tried right now, is left to the backend", async () => {
    const { scene, asGuest, rows } = await openCheckouts();
    await asGuest();
    const [row] = await rows();
    const about = { checkoutId: row?._id ?? "", ticketNumber: null, requestId: "r" };
    await expect(scene.mutate(api.deskCheckouts.settle, about, support)).rejects.toThrow(/has ended/u);
    const step = { kind: "unknown" as const, sessionId: "session_1" };
    await scene.store.run((ctx) => ctx.db.patch("checkouts", row!._id, { step, isHeld: true }));
    await expect(scene.mutate(api.deskCheckouts.settle, about, support)).rejects.toThrow(/being tried/u);
  });

  test("nobody ever does: after thirty days it ends without a word that nothing was charged, and the address is gone", async () => {
    const { key, pass, scene, stepOf, rows } = await unknown();
    pass(CHECKOUT_KEPT_MS + HOUR);
    await scene.mutate(api.checkouts.claim, { limit: 0 }, system);
    expect(await stepOf(key)).toEqual({ kind: "refused", why: "never_known", price: null });
    expect(JSON.stringify(await rows())).not.toContain("gast@");
  });
});

describe("the audit tells of bookings", () => {
  /** A try that comes to nothing: the booking waits for the next one. */
  async function inVain({ chaos, bookDue }: Checkouts): Promise<void> {
    chaos({ mode: "down" });
    await bookDue();
  }

  const eventsOf = async ({ scene }: Checkouts) =>
    (await scene.store.run((ctx) => ctx.db.query("auditEvents").collect())).filter(
      ({ action }) => action === "book event" || action === "hurry booking",
    );

  test("who withdrew it, in which request, and who did not wait for the next try", async () => {
    const all = await openCheckouts();
    const { convexId } = await all.scene.linked();
    const keyHash = await all.asMember(convexId);
    await inVain(all);
    await all.scene.mutate(api.checkouts.hurry, { keyHash, requestId: "second" }, system);
    await all.scene.mutate(api.checkouts.withdraw, { keyHash, requestId: "third" }, system);
    const actor = { kind: "member", id: convexId };
    expect(await eventsOf(all)).toMatchObject([
      { action: "book event", actor },
      { action: "hurry booking", actor, requestId: "second", user: convexId },
      { action: "book event", actor, requestId: "third", reason: "withdrawn", user: convexId },
    ]);
  });

  test("a guest's stands with the contact that the backend gave it to", async () => {
    const all = await openCheckouts();
    await all.asGuest();
    await all.bookDue();
    const [row] = await all.rows();
    const [asked, booked] = await eventsOf(all);
    expect(asked).toMatchObject({ summary: happened.guestBooking, actor: { id: "tandem" }, requestId: "r" });
    expect(booked).toMatchObject({ outcome: "done", contactId: row?.contactId });
  });

  test("what a guest does who is nobody's contact yet is found by its request, and names nobody", async () => {
    const all = await openCheckouts();
    const keyHash = await all.asGuest();
    await inVain(all);
    await all.scene.mutate(api.checkouts.hurry, { keyHash, requestId: "second" }, system);
    // It is due already: whoever presses on and on fills no audit.
    await all.scene.mutate(api.checkouts.hurry, { keyHash, requestId: "again" }, system);
    await all.scene.mutate(api.checkouts.withdraw, { keyHash, requestId: "third" }, system);
    const events = await eventsOf(all);
    expect(events).toMatchObject([
      { action: "book event", requestId: "r" },
      { action: "hurry booking", requestId: "second", summary: happened.guestHurried },
      { action: "book event", requestId: "third", reason: "withdrawn" },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/gast@|Gerda/u);
  });
});

describe("the overview", () => {
  test("tells of bookings that wait for longer than a minute, whose they are, and shows a viewer no address", async () => {
    const { scene, asMember, asGuest, chaos, bookDue, pass } = await openCheckouts();
    const late = (who = admin) => scene.query(api.deskCheckouts.late, {}, who);
    const { convexId } = await scene.linked();
    const askedAt = scene.clock.now;
    await asMember(convexId);
    await asGuest();
    chaos({ mode: "down" });
    await bookDue();
    expect(await late()).toEqual({ count: 0, unknown: 0, oldestAt: null, first: [] });
    pass(61_000);
    expect(await late()).toMatchObject({
      ...{ count: 2, unknown: 0, oldestAt: askedAt },
      first: [
        { who: { kind: "person", name: expect.stringMatching(/^Zoë/u) } },
        { who: { kind: "guest", email: "gast@klinik.example" } },
      ],
    });
    expect(JSON.stringify(await late(viewer))).not.toMatch(/gast@|Zoë/u);
  });

  test("counts one that has stood there as being confirmed among those that may be booked already", async () => {
    const { scene, asMember, rows, pass } = await openCheckouts();
    const { convexId } = await scene.linked();
    await asMember(convexId);
    const [row] = await rows();
    const step = { kind: "confirming" as const, sessionId: "session_1" };
    await scene.store.run((ctx) => ctx.db.patch("checkouts", row!._id, { step, isHeld: true }));
    pass(61_000);
    expect(await scene.query(api.deskCheckouts.late, {}, admin)).toMatchObject({ count: 1, unknown: 1 });
  });
});

test("what may be booked is asked for at least every hour, and at once when the backend is heard of again", async () => {
  const desk = await openCheckouts();
  const { scene, asMember, bookDue, chaos, pass, stepOf, rows } = desk;
  const { convexId } = await scene.linked();
  const key = await asMember(convexId);
  await bookUnheard(desk);
  for (let hours = 0; hours < 30; hours++) {
    pass(HOUR);
    await bookDue();
    const [row] = await rows();
    expect(row?.wakeAt).toBeLessThanOrEqual(scene.clock.now + HOUR);
  }
  chaos({ mode: "ok" });
  await bookDue();
  expect(await stepOf(key)).toMatchObject({ kind: "unknown" });
  await scene.mutate(api.jobs.hurry, {}, system);
  await scene.store.runScheduled();
  await bookDue();
  expect(await stepOf(key)).toMatchObject({ kind: "booked" });
  expect((await scene.query(api.checkouts.own, {}, member(convexId))).checkouts).toHaveLength(1);
});
