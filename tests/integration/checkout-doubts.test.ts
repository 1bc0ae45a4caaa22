import { describe, expect, test } from "vitest";
import { CrmError } from "../../server/crm/port";
import { guest, openCheckouts } from "./checkout-harness";

/** A confirm whose answer was lost, and a backend that refuses the next one: nobody may be told to book again who is booked. */

const booked = { kind: "booked", ticketNumber: "KURS-000001" };
const LONG_MS = 11 * 3_600_000;

/** What a backend that does not know a used-up session says of it, and one whose last place they have themselves. */
const refusals = [
  ["a bare 404", { code: "not_found", httpStatus: 404 }],
  ["that it does not know the session", { code: "not_found", backendCode: "SESSION_NOT_FOUND" }],
  ["that the session is over", { code: "rejected", backendCode: "SESSION_EXPIRED" }],
  ["that the event is full", { code: "rejected", backendCode: "EVENT_FULL" }],
] as const;
type Checkouts = Awaited<ReturnType<typeof openCheckouts>>;

/** The confirm goes out and nothing comes back; `phase` says whether the backend has booked. */
async function confirmUnheard({ backend, chaos, bookDue, pass }: Checkouts, phase: "before" | "after") {
  await bookDue({
    ...backend.crm,
    async confirmCheckout(sessionId, options) {
      chaos({ mode: "down", phase });
      return backend.crm.confirmCheckout(sessionId, options);
    },
  });
  chaos({ mode: "ok" });
  pass(LONG_MS);
}

const refuse = ({ bookDue, backend }: Checkouts, failure: object) =>
  bookDue({
    ...backend.crm,
    confirmCheckout: () => Promise.reject(new CrmError({ code: "rejected", message: "No.", ...failure })),
  });

/** Somebody who has registered and whom the backend knows, there as here. */
async function knownMember({ scene, backend }: Checkouts) {
  const person = await scene.register();
  const work = await scene.claimOne();
  const { email = "", ...rest } = work.user.profile;
  const known = { convexUserId: person.userId, customer: { email, ...rest } };
  const registered = await backend.crm.registerUser(known, { idempotencyKey: person.userId });
  const { crmContactId, frontendUserId } = registered;
  const achieved = scene.achieved(work, { crmId: crmContactId, frontendUserId });
  await scene.settle(work, { ...achieved, user: { crmContactId, frontendUserId } });
  return person;
}

describe("a member who is booked, and whose answer was lost", () => {
  test.each(refusals)("when the backend says %s: they hear of their ticket", async (_what, failure) => {
    const all = await openCheckouts();
    const { convexId } = await knownMember(all);
    const key = await all.asMember(convexId);
    await confirmUnheard(all, "after");
    expect(await all.stepOf(key)).toMatchObject({ kind: "unknown" });
    await refuse(all, failure);
    expect(await all.stepOf(key)).toEqual(booked);
    expect(await all.taken()).toBe(1);
  });

  test("hears of no ticket of before: what they had booked an hour ago is another booking", async () => {
    const all = await openCheckouts();
    const { convexId } = await knownMember(all);
    await all.asMember(convexId);
    await all.bookDue();
    const key = await all.asMember(convexId);
    await confirmUnheard(all, "before");
    await refuse(all, { backendCode: "EVENT_FULL" });
    expect(await all.stepOf(key)).toMatchObject({ kind: "refused", why: "full" });
  });

  test("while the backend does not show their bookings: it stays open, and is asked again", async () => {
    const all = await openCheckouts();
    const { convexId } = await knownMember(all);
    const key = await all.asMember(convexId);
    await confirmUnheard(all, "after");
    const away = new CrmError({ code: "unreachable", message: "Away." });
    await all.bookDue({
      ...all.backend.crm,
      confirmCheckout: () => Promise.reject(new CrmError({ code: "not_found", message: "No." })),
      listBookings: () => Promise.reject(away),
    });
    expect(await all.stepOf(key)).toMatchObject({ kind: "unknown" });
  });
});

test.each(refusals)(
  "a guest who may be booked is not told otherwise when the backend says %s",
  async (_what, failure) => {
    const all = await openCheckouts();
    const key = await all.asGuest();
    await confirmUnheard(all, "after");
    await refuse(all, failure);
    expect(await all.stepOf(key)).toMatchObject({ kind: "unknown" });
  },
);

test.each(refusals)(
  "a guest whom the CRM does not know at all is not booked, when it says %s",
  async (_what, failure) => {
    const all = await openCheckouts();
    const key = await all.asGuest({}, { ...guest, email: "Neu@Klinik.example" });
    await confirmUnheard(all, "before");
    await refuse(all, failure);
    expect(await all.stepOf(key)).toMatchObject({ kind: "refused" });
    expect(await all.taken()).toBe(0);
  },
);
