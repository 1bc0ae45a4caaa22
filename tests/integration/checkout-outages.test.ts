import { describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { CrmError } from "../../server/crm/port";
import { BEGIN_WITHIN_MS, CHECKOUT_LEASE_MS } from "../../shared/checkout-api";
import { openCheckouts } from "./checkout-harness";
import { system } from "./interleavings-harness";

/** Bookings on their way while the backend is away or servers die: the real store, a real backend over HTTP. */

const booked = { kind: "booked", ticketNumber: "KURS-000001" };
const LONG_MS = 11 * 3_600_000;

describe("the backend is away", () => {
  test("before anything was asked: it is tried for a quarter of an hour, and then never again", async () => {
    const { asGuest, bookDue, stepOf, chaos, pass, taken, rows } = await openCheckouts();
    chaos({ mode: "error" });
    const key = await asGuest();
    await bookDue();
    expect(await stepOf(key)).toMatchObject({ kind: "asked", waitsFor: "backend" });
    pass(BEGIN_WITHIN_MS);
    chaos({ mode: "ok" });
    await bookDue();
    expect(await stepOf(key)).toEqual({ kind: "refused", why: "lapsed", price: null });
    expect(await taken()).toBe(0);
    expect(JSON.stringify(await rows())).not.toMatch(/Gerda|klinik/u);
  });

  test("for a moment: the booking goes on by itself", async () => {
    const { asGuest, bookDue, stepOf, chaos, pass } = await openCheckouts();
    chaos({ mode: "down" });
    const key = await asGuest();
    await bookDue();
    chaos({ mode: "ok" });
    pass(60_000);
    await bookDue();
    expect(await stepOf(key)).toEqual(booked);
  });

  test("after it has booked, before it could say so: nobody is told that nothing was charged, and it is one ticket", async () => {
    const { asGuest, bookDue, stepOf, chaos, pass, taken, backend } = await openCheckouts();
    const key = await asGuest();
    await bookDue({
      ...backend.crm,
      async confirmCheckout(sessionId, options) {
        chaos({ mode: "down", phase: "after" });
        return backend.crm.confirmCheckout(sessionId, options);
      },
    });
    expect(await stepOf(key)).toMatchObject({ kind: "unknown" });
    pass(BEGIN_WITHIN_MS);
    await bookDue();
    expect(await stepOf(key)).toMatchObject({ kind: "unknown" });
    chaos({ mode: "ok" });
    pass(LONG_MS);
    await bookDue();
    expect(await stepOf(key)).toEqual(booked);
    expect(await taken()).toBe(1);
  });

  test("when the session is opened, before it could say so: the same one is confirmed", async () => {
    const { asGuest, bookDue, stepOf, chaos, pass, taken } = await openCheckouts();
    chaos({ mode: "down", phase: "after" });
    const key = await asGuest();
    await bookDue();
    chaos({ mode: "ok" });
    pass(60_000);
    await bookDue();
    expect(await stepOf(key)).toEqual(booked);
    expect(await taken()).toBe(1);
  });

  test("a session that ended meanwhile was never booked, and says so", async () => {
    const { asGuest, bookDue, stepOf, chaos, pass, taken, backend } = await openCheckouts();
    const key = await asGuest();
    await bookDue({
      ...backend.crm,
      async confirmCheckout(sessionId, options) {
        chaos({ mode: "down", phase: "before" });
        return backend.crm.confirmCheckout(sessionId, options);
      },
    });
    chaos({ mode: "ok" });
    pass(LONG_MS);
    backend.clock.advance(LONG_MS);
    await bookDue();
    expect(await stepOf(key)).toEqual({ kind: "refused", why: "session_over", price: null });
    expect(await taken()).toBe(0);
  });
});

describe("a session is open, and Tandem's own gate keeps the confirm back", () => {
  /** The session is opened; then no call goes out any more. */
  async function keptBack() {
    const all = await openCheckouts();
    const key = await all.asGuest();
    const keepBack = () =>
      all.bookDue({
        ...all.backend.crm,
        confirmCheckout: () =>
          Promise.reject(new CrmError({ code: "unreachable", message: "Held.", heldBack: true })),
      });
    await keepBack();
    return { ...all, key, keepBack };
  }

  test("nothing has been asked, so the person may still withdraw, and hears that it waits", async () => {
    const { scene, key, stepOf, pass, bookDue, taken } = await keptBack();
    expect(await stepOf(key)).toMatchObject({ kind: "asked", waitsFor: "backend" });
    await scene.mutate(api.checkouts.withdraw, { keyHash: key, requestId: "r" }, system);
    expect(await stepOf(key)).toEqual({ kind: "refused", why: "withdrawn", price: null });
    pass(60_000);
    await bookDue();
    expect(await taken()).toBe(0);
  });

  test("it is confirmed when the gate opens in time", async () => {
    const { key, stepOf, pass, bookDue, keepBack } = await keptBack();
    pass(60_000);
    await keepBack();
    pass(60_000);
    await bookDue();
    expect(await stepOf(key)).toEqual(booked);
  });

  test("so does a server that is told to stop: it asks for nothing more, and the next one goes on", async () => {
    const { asGuest, backend, bookDue, stepOf, pass, taken } = await openCheckouts();
    const key = await asGuest();
    const { signal } = new AbortController();
    await bookDue(backend.crm, { stopping: AbortSignal.abort(), signal });
    expect(await stepOf(key)).toMatchObject({ kind: "asked" });
    expect(await taken()).toBe(0);
    pass(5_000);
    await bookDue();
    expect(await stepOf(key)).toEqual(booked);
  });

  test("what is called off under way may be booked, and is asked for again with the same session", async () => {
    const { asGuest, backend, bookDue, stepOf, pass, taken } = await openCheckouts();
    const key = await asGuest();
    const late = new AbortController();
    const callOff = {
      ...backend.crm,
      async confirmCheckout(...[sessionId, options]: Parameters<typeof backend.crm.confirmCheckout>) {
        await backend.crm.confirmCheckout(sessionId, { idempotencyKey: options.idempotencyKey });
        late.abort();
        return backend.crm.confirmCheckout(sessionId, options);
      },
    };
    await bookDue(callOff, { stopping: new AbortController().signal, signal: late.signal });
    expect(await stepOf(key)).toMatchObject({ kind: "unknown" });
    pass(60_000);
    await bookDue();
    expect(await stepOf(key)).toEqual(booked);
    expect(await taken()).toBe(1);
  });

  test("what nobody could begin in time ends even while no call may be made, and bars nobody from booking again", async () => {
    const { scene, asMember, stepOf, pass } = await openCheckouts();
    const { convexId } = await scene.linked();
    const key = await asMember(convexId);
    pass(BEGIN_WITHIN_MS);
    expect(await scene.mutate(api.checkouts.claim, { limit: 0 }, system)).toEqual({ works: [], more: false });
    expect(await stepOf(key)).toMatchObject({ kind: "refused", why: "lapsed" });
    await asMember(convexId);
  });

  test("after a quarter of an hour it is given up: nobody is charged hours after their press", async () => {
    const { key, stepOf, pass, bookDue, taken } = await keptBack();
    pass(BEGIN_WITHIN_MS);
    await bookDue();
    expect(await stepOf(key)).toEqual({ kind: "refused", why: "lapsed", price: null });
    expect(await taken()).toBe(0);
  });
});

describe("a server dies", () => {
  type Checkouts = Awaited<ReturnType<typeof openCheckouts>>;
  const claim = async ({ scene }: Checkouts) =>
    (await scene.mutate(api.checkouts.claim, { limit: 4 }, system)).works[0]!;
  const openAt = async ({ backend }: Checkouts, { checkoutId, next }: Awaited<ReturnType<typeof claim>>) => {
    if (next.kind !== "open") throw new Error("It is open already.");
    const { productIds, agreed, convexUserId: _none, ...order } = next;
    const products = productIds.map((productId) => ({ productId, quantity: 1 }));
    const idempotencyKey = `checkout-${checkoutId}-open`;
    return backend.crm.openCheckout({ ...order, products, total: agreed.total }, { idempotencyKey });
  };
  const note = ({ scene }: Checkouts, work: Awaited<ReturnType<typeof claim>>, sessionId: string) => {
    const session = { sessionId, price: { total: 9_500, currency: "EUR" } };
    const { checkoutId, attempt } = work;
    return scene.mutate(api.checkouts.opened, { checkoutId, attempt, session }, system);
  };

  test.each([
    "before it asks",
    "with a session nobody has heard of",
    "before it confirms",
    "after the backend has booked",
  ])("%s: another one goes on when its lease is over, and it is one ticket", async (when) => {
    const all = await openCheckouts();
    const key = await all.asGuest();
    const work = await claim(all);
    if (when !== "before it asks") {
      const { sessionId } = await openAt(all, work);
      if (when !== "with a session nobody has heard of") expect(await note(all, work, sessionId)).toBe(true);
      if (when === "after the backend has booked") {
        const idempotencyKey = `checkout-${work.checkoutId}-confirm`;
        await all.backend.crm.confirmCheckout(sessionId, { idempotencyKey });
      }
    }
    await all.bookDue();
    expect((await all.stepOf(key))?.kind).not.toBe("booked");
    all.pass(CHECKOUT_LEASE_MS);
    await all.bookDue();
    expect(await all.stepOf(key)).toEqual(booked);
    expect(await all.taken()).toBe(1);
    expect((await all.backend.crm.listContacts({ search: "gast" })).total).toBe(1);
  });

  test("while it confirms: nobody knows whether the call went out, so hours later it is not given up", async () => {
    const all = await openCheckouts();
    const key = await all.asGuest();
    const work = await claim(all);
    const { sessionId } = await openAt(all, work);
    await note(all, work, sessionId);
    await all.backend.crm.confirmCheckout(sessionId, {
      idempotencyKey: `checkout-${work.checkoutId}-confirm`,
    });
    all.pass(BEGIN_WITHIN_MS);
    all.chaos({ mode: "down" });
    await all.bookDue();
    expect(await all.stepOf(key)).toMatchObject({ kind: "unknown" });
  });

  test("and comes back late: what it has to say is dropped", async () => {
    const all = await openCheckouts();
    const key = await all.asGuest();
    const { checkoutId, attempt } = await claim(all);
    all.pass(CHECKOUT_LEASE_MS);
    await all.bookDue();
    const outcome = { kind: "refused" as const, why: "full" as const };
    expect(await all.scene.mutate(api.checkouts.settle, { checkoutId, attempt, outcome }, system)).toBe(
      false,
    );
    expect(await all.stepOf(key)).toEqual(booked);
  });

  test("what somebody withdrew while the backend was asked for a session is not confirmed", async () => {
    const all = await openCheckouts();
    const keyHash = await all.asGuest();
    const work = await claim(all);
    const { sessionId } = await openAt(all, work);
    await all.scene.mutate(api.checkouts.withdraw, { keyHash, requestId: "r" }, system);
    expect(await note(all, work, sessionId)).toBe(false);
    expect(await all.stepOf(keyHash)).toEqual({ kind: "refused", why: "withdrawn", price: null });
  });

  test("what is being confirmed cannot be withdrawn any more: it ends as the backend says", async () => {
    const all = await openCheckouts();
    const keyHash = await all.asGuest();
    const work = await claim(all);
    const { sessionId } = await openAt(all, work);
    await note(all, work, sessionId);
    await all.scene.mutate(api.checkouts.withdraw, { keyHash, requestId: "r" }, system);
    all.pass(CHECKOUT_LEASE_MS);
    await all.bookDue();
    expect(await all.stepOf(keyHash)).toEqual(booked);
  });

  test("who does not wait for the next try does not wake what somebody is at work on", async () => {
    const all = await openCheckouts();
    const keyHash = await all.asGuest();
    await claim(all);
    await all.scene.mutate(api.checkouts.hurry, { keyHash, requestId: "r" }, system);
    await all.bookDue();
    expect((await all.stepOf(keyHash))?.kind).toBe("asked");
    expect(await all.taken()).toBe(0);
  });
});
