import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemActor } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { appErrorOf } from "../support/app-error";
import { importUser } from "../support/crm-staff";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** What a person has booked, as the desk reads it from the backend. */
let tandem: TestTandem;
let admin: Visitor;
let id: string;
let frontendUserId: string;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
  ({ userId: id } = await tandem.visitor().trpc.portal.register.mutate(newPerson()));
  frontendUserId = (await admin.trpc.users.get.query({ id })).row.frontendUserId ?? "";
});
beforeEach(() => void tandem.backend.setChaos({ mode: "ok" }));
afterAll(() => tandem.close());

const booking = (nth: number) => ({
  ...{ id: `booking_${nth}`, frontendUserId, eventId: "event_1", eventName: "Wundtag" },
  ...{ startDate: 1_800_000_000_000, ticketNumber: `T-${nth}`, status: "confirmed" },
  ...{ total: 4_500, currency: "EUR", createdAt: 1_700_000_000_000 + nth },
});

test("somebody the backend knows has booked nothing, then what the backend says, newest first", async () => {
  expect(await admin.trpc.users.bookings.query({ id })).toMatchObject({ kind: "live", bookings: [] });
  await tandem.backend.seed({ bookings: [booking(1), booking(2)] });
  expect(await tandem.backend.seed({ bookings: [booking(2)] })).toMatchObject({ bookings: 0 });
  const found = await admin.trpc.users.bookings.query({ id });
  expect(found).toMatchObject({ kind: "live", readAt: expect.any(Number) });
  expect(found.kind === "live" && found.bookings).toEqual([
    {
      ...{ id: "booking_2", eventId: null, eventName: "Wundtag", status: "confirmed", ticketNumber: "T-2" },
      ...{ startDate: 1_800_000_000_000, bookedAt: 1_700_000_000_002 },
      price: { total: 4_500, currency: "EUR" },
    },
    expect.objectContaining({ id: "booking_1" }),
  ]);
});

test("a backend that fails is part of the answer: the rest of the page is not hurt", async () => {
  tandem.backend.setChaos({ mode: "error" });
  expect(await admin.trpc.users.bookings.query({ id })).toEqual({ kind: "failed", code: "server_error" });
});

test("of somebody the backend does not know yet there is nothing to ask", async () => {
  const stranger = await importUser(tandem, "old_42", { email: "alt@example.org" });
  expect(await admin.trpc.users.bookings.query({ id: stranger })).toEqual({ kind: "no_frontend_user" });
  expect((await appErrorOf(admin.trpc.users.bookings.query({ id: "nobody" }))).code).toBe("not_found");
});

test("the bookings are stored nowhere in Tandem", async () => {
  const { events } = await admin.trpc.users.timeline.query({ id });
  const person = await tandem.convex.as(systemActor).query(api.people.get, { id });
  expect(JSON.stringify({ events, person })).not.toContain("Wundtag");
});
