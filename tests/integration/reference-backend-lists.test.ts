import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { CONTACT_STATUSES, CONTACT_SUBTYPES } from "../../shared/backend-api";
import type { ContactQuery } from "../../server/crm/port";
import { person, startBackend } from "./reference-backend-harness";

/** Few moments, so that many were made at the same one. */
const moment = (n: number) => Date.UTC(2026, 0, 1) + n * 1_000;

const contact = fc.record({
  status: fc.constantFrom(...CONTACT_STATUSES),
  subtype: fc.constantFrom(...CONTACT_SUBTYPES),
  lastName: fc.constantFrom("Müller", "Muller-Lüdenscheidt", "Öztürk", "Ozturk", "de la Cruz"),
  createdAt: fc.nat(5).map(moment),
  updatedAt: fc.nat(5).map(moment),
});

const query: fc.Arbitrary<ContactQuery> = fc.record(
  {
    status: fc.constantFrom(...CONTACT_STATUSES),
    subtype: fc.constantFrom(...CONTACT_SUBTYPES),
    search: fc.constantFrom("muller", "LÜDEN", "öz", "la cr", "p1", "@example.org", "nobody%"),
    updatedSince: fc.nat(6).map(moment),
  },
  { requiredKeys: [] },
);

/** Without signs on its letters, as people type it. */
const plain = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

describe("the list of contacts", () => {
  it("holds what the filters say, each contact once, in one order, whatever the size of its pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(contact, { minLength: 1, maxLength: 40 }),
        fc.array(fc.tuple(query, fc.integer({ min: 1, max: 12 })), { minLength: 3, maxLength: 6 }),
        async (contacts, asked) => {
          const { backend, crm, close } = await startBackend();
          const stored = contacts.map((fields, n) => ({
            ...fields,
            ...{ id: `obj_${n}`, name: `Person ${fields.lastName}`, email: `p${n}@example.org` },
          }));
          await backend.seed({ contacts: stored });
          for (const [filters, limit] of asked) {
            const seen: string[] = [];
            for (let more = true; more;) {
              const page = await crm.listContacts({ ...filters, limit, offset: seen.length });
              seen.push(...page.contacts.map(({ id }) => id));
              more = page.hasMore;
              expect(page.total).toBe(stored.filter((one) => fits(one, filters)).length);
            }
            const wanted = stored.filter((one) => fits(one, filters));
            expect(seen).toEqual(wanted.sort(byCreation).map(({ id }) => id));
          }
          await close();
        },
      ),
      { numRuns: 12 },
    );
  });

  it("slips nobody through whoever is edited or made while somebody pages", async () => {
    const { crm, clock } = await startBackend();
    for (let n = 0; n < 9; n++) await crm.registerUser(person(n), { idempotencyKey: `${n}` });
    const first = await crm.listContacts({ limit: 4 });
    clock.advance(1_000);
    await crm.updateContact(first.contacts[0]?.id ?? "", { company: "Haff AG" });
    await crm.registerUser(person("new"), { idempotencyKey: "new" });
    const rest = await crm.listContacts({ limit: 100, offset: 4 });
    const emails = [...first.contacts, ...rest.contacts].map(({ email }) => email);
    expect(new Set(emails).size).toBe(10);
    expect(emails).toHaveLength(10);
    expect(rest.contacts.at(-1)).toMatchObject({ email: "personnew@example.org" });
  });
});

interface Stored {
  id: string;
  status: string;
  subtype: string;
  name: string;
  email: string;
  createdAt: number;
  updatedAt: number;
}

function fits(one: Stored, { status, subtype, search, updatedSince = 0 }: ContactQuery): boolean {
  if (status && one.status !== status) return false;
  if (subtype && one.subtype !== subtype) return false;
  if (one.updatedAt < updatedSince) return false;
  if (!search) return true;
  // Fewer than three characters match the beginning of an e-mail.
  if (search.length < 3) return one.email.startsWith(search);
  return [one.name, one.email].some((text) => plain(text).includes(plain(search)));
}

const byCreation = (a: Stored, b: Stored) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

describe("other lists", () => {
  let started: Awaited<ReturnType<typeof startBackend>>;
  const get = async (path: string) => (await started.request("GET", path)).body;
  const idsOf = (list: { id: string }[]) => list.map(({ id }) => id);
  beforeEach(async () => {
    // Two of each at the same moment, so that the order hangs on more than the time.
    const nth = (n: number) => moment(Math.floor(n / 2));
    const events = Array.from({ length: 7 }, (_, n) => ({
      ...{ id: `event_${n}`, name: `Event ${n}`, startDate: nth(n), status: n === 3 ? "draft" : "published" },
    }));
    const bookings = Array.from({ length: 7 }, (_, n) => ({
      ...{ id: `booking_${n}`, frontendUserId: "u", eventName: "Kurs", createdAt: nth(n) },
      status: n % 3 === 0 ? "cancelled" : "confirmed",
    }));
    started = await startBackend();
    await started.backend.seed({ events, bookings });
  });

  it("page through events, the latest first, and through drafts for those who have a key", async () => {
    const whole = idsOf((await get("/events")).events);
    expect(whole).toEqual(["event_6", "event_4", "event_5", "event_2", "event_0", "event_1"]);
    const pages = [await get("/events?limit=4"), await get("/events?limit=4&offset=4")];
    expect(pages.flatMap(({ events }) => idsOf(events))).toEqual(whole);
    expect(pages.map(({ total }) => total)).toEqual([6, 6]);
    expect(await get("/events?status=draft")).toMatchObject({ total: 1, events: [{ id: "event_3" }] });
    expect(await get("/events?limit=101")).toMatchObject({ errors: [{ field: "limit" }] });
  });

  it("page through bookings, the newest first, of one state or all", async () => {
    const whole = idsOf((await get("/bookings?frontendUserId=u")).bookings);
    expect(whole).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `booking_${n}`));
    const pages = [
      await get("/bookings?frontendUserId=u&limit=5"),
      await get("/bookings?frontendUserId=u&limit=5&offset=5"),
    ];
    expect(pages.flatMap(({ bookings }) => idsOf(bookings))).toEqual(whole);
    expect(pages).toMatchObject([{ total: 7, hasMore: true }, { hasMore: false }]);
    const cancelled = await get("/bookings?frontendUserId=u&status=cancelled");
    expect(idsOf(cancelled.bookings)).toEqual(["booking_6", "booking_3", "booking_0"]);
    expect(await get("/bookings")).toMatchObject({ errors: [{ field: "frontendUserId" }] });
  });
});
