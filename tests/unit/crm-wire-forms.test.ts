import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  bookingsSchema,
  checkoutSessionSchema,
  confirmedCheckoutSchema,
  contactPageSchema,
  eventPageSchema,
  eventSchema,
  executionPageSchema,
  frontendUserLookupSchema,
  frontendUserSchema,
  parseContact,
  parseFailure,
  productsSchema,
  triggerResultSchema,
} from "../../shared/backend-api";

const nested = {
  id: "obj_1",
  type: "crm_contact",
  subtype: "customer",
  status: "active",
  name: "Dr. Max Mustermann",
  customProperties: { email: "max@example.org", firstName: "Max", phone: "", tags: ["website_user"] },
  createdAt: 1704067200000,
  updatedAt: 1704067200000,
};

function read(json: unknown) {
  const reading = parseContact(json);
  if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
  return reading.contact;
}

describe("reading a contact", () => {
  it("takes the first form, keeps the original, and leaves out what is empty", () => {
    expect(read(nested)).toEqual({
      id: "obj_1",
      subtype: "customer",
      status: "active",
      name: "Dr. Max Mustermann",
      email: "max@example.org",
      firstName: "Max",
      tags: ["website_user"],
      createdAt: 1704067200000,
      updatedAt: 1704067200000,
      raw: nested,
    });
  });

  it("reads the other form (_id, displayName, fields at the top, ISO times) to the same contact", () => {
    const { raw: _, ...other } = read({
      _id: "obj_1",
      displayName: "Dr. Max Mustermann",
      email: "max@example.org",
      firstName: "Max",
      tags: ["website_user"],
      createdAt: "2024-01-01T00:00:00.000Z",
      updatedAt: "2024-01-01T01:00:00.000+01:00",
    });
    const { raw: __, ...first } = read(nested);
    expect(other).toEqual(first);
  });

  it("reads it out of { contact }, { data } and both", () => {
    expect(read({ contact: nested, activities: [] }).id).toBe("obj_1");
    expect(read({ status: "success", data: nested }).id).toBe("obj_1");
    expect(read({ status: "success", data: { contact: nested } }).id).toBe("obj_1");
  });

  it("says where it is wrong without repeating personal data", () => {
    const reading = parseContact({ ...nested, status: "max@example.org", createdAt: "max@example.org" });
    expect(reading).toMatchObject({ ok: false, issues: [{ path: "status" }, { path: "createdAt" }] });
    expect(JSON.stringify(reading)).not.toContain("max@example.org");
  });

  it.each([[null], ["text"], [[]], [{}], [{ id: "" }]])("does not take %j for a contact", (json) => {
    expect(parseContact(json).ok).toBe(false);
  });

  it("reads every contact of the sample organisation", () => {
    const lines = readFileSync("samples/haff/contacts.jsonl", "utf8").trim().split("\n");
    const readings = lines.map((line) => parseContact(JSON.parse(line)));
    expect(readings.filter((reading) => !reading.ok)).toEqual([]);
  });
});

describe("reading a page of contacts", () => {
  it("takes both names of the list", () => {
    const page = { total: 3, hasMore: true };
    const [a, b] = [
      { contacts: [nested], ...page },
      { items: [nested], ...page },
    ];
    expect(contactPageSchema(0).parse(a)).toEqual(contactPageSchema(0).parse(b));
  });

  it("keeps the good contacts of a page with a bad one, and names the bad one", () => {
    const page = contactPageSchema(0).parse({ contacts: [{ id: "odd", status: "?" }, nested], total: 2 });
    expect(page.contacts.map((contact) => contact.id)).toEqual(["obj_1"]);
    expect(page.unreadable).toMatchObject([{ id: "odd" }]);
  });

  it("works out whether there is more when the version does not say", () => {
    expect(contactPageSchema(2).parse({ items: [nested], total: 3 }).hasMore).toBe(false);
    expect(contactPageSchema(1).parse({ items: [nested], total: 3 }).hasMore).toBe(true);
  });
});

describe("reading what a workflow answered", () => {
  const ids = { frontendUserId: "f", crmContactId: "c" };
  it.each([
    [{ success: true, frontendUserId: "f", contactId: "c" }],
    [{ success: true, frontendUserId: "f", crmContactId: "c" }],
    [{ success: true, data: { frontendUserId: "f", contactId: "c" } }],
    [{ status: "success", data: { frontendUserId: "f", crmContactId: "c" } }],
  ])("finds both IDs in %j", (json) => {
    expect(triggerResultSchema.parse(json)).toMatchObject({ success: true, ...ids });
  });

  it("takes an answer that says neither yes nor no for unreadable", () => {
    expect(triggerResultSchema.safeParse({ message: "hello" }).success).toBe(false);
  });

  it("reads the log of runs", () => {
    const run = {
      id: "e1",
      trigger: "user_registration",
      status: "completed",
      startedAt: 1,
      completedAt: null,
    };
    expect(executionPageSchema.parse({ executions: [run] }).executions[0]).toMatchObject({
      id: "e1",
      logs: [],
    });
  });
});

describe("reading the other documents", () => {
  const user = {
    id: "frontend_user_1",
    email: "max@example.org",
    status: "suspended",
    crmContactId: "obj_1",
    customProperties: { convexUserId: "j1" },
  };

  it("reads a frontend user, bare or wrapped", () => {
    const wanted = { id: "frontend_user_1", status: "suspended", crmContactId: "obj_1", convexUserId: "j1" };
    expect(frontendUserSchema.parse(user)).toMatchObject(wanted);
    expect(frontendUserSchema.parse({ status: "success", data: { frontendUser: user } })).toMatchObject(
      wanted,
    );
  });

  it.each([[user], [[user]], [{ frontendUsers: [user] }], [{ items: [user], total: 1 }]])(
    "finds the user in the lookup answer %#",
    (json) => expect(frontendUserLookupSchema.parse(json)?.id).toBe("frontend_user_1"),
  );

  it("reads an empty lookup to nobody", () => {
    expect(frontendUserLookupSchema.parse({ users: [] })).toBeNull();
  });

  it("reads every form of an error body", () => {
    const errors = [{ field: "email", message: "bad" }];
    expect(parseFailure({ code: "VALIDATION_ERROR", errors })).toMatchObject({
      code: "VALIDATION_ERROR",
      errors,
    });
    expect(parseFailure({ status: "error", message: "m", code: "C" })).toMatchObject({
      message: "m",
      code: "C",
    });
    expect(parseFailure({ success: false, error: "m" })).toMatchObject({ message: "m" });
    expect(parseFailure("<html>")).toMatchObject({ errors: [] });
  });
});

describe("reading what can be booked", () => {
  const start = 1704067200000;
  const event = { id: "e1", name: "Kurs", status: "published", startDate: start, capacity: 20 };
  const { raw: _, ...wanted } = eventSchema.parse(event);

  it.each<[string, unknown]>([
    ["bare, and wrapped in the older envelope", { status: "success", data: event }],
    ["in { event }", { event }],
    [
      "with _id, displayName and ISO times",
      {
        ...event,
        id: undefined,
        _id: "e1",
        name: "",
        displayName: "Kurs",
        startDate: "2024-01-01T00:00:00Z",
      },
    ],
    [
      "with its fields in customProperties",
      { id: "e1", name: "Kurs", customProperties: { startDate: start, capacity: 20 } },
    ],
    [
      "with odd fields that nobody needs",
      { ...event, endDate: "soon", location: { city: "Ueckermünde" }, registrations: -1 },
    ],
  ])("finds the same event %s", (_how, json) => {
    expect(eventSchema.parse(json)).toEqual({ ...wanted, raw: expect.anything() });
  });

  it("keeps the good events of a page with a bad one, and counts the bad one", () => {
    const page = { events: [event, { name: "Nobody's" }], total: 7 };
    expect(eventPageSchema(0).parse(page)).toMatchObject({ events: [{ id: "e1" }], unreadable: 1, total: 7 });
    expect(eventPageSchema(4).parse({ items: [event] })).toMatchObject({ unreadable: 0, total: 5 });
    expect(eventPageSchema(0).parse([])).toEqual({ events: [], unreadable: 0, total: 0 });
    expect(eventPageSchema(0).safeParse({ message: "hello" }).success).toBe(false);
  });

  it("reads products with their fields nested or at the top, but takes no price for one that is none", () => {
    const fields = { price: 4_500, currency: "EUR", categoryCode: "regular", paymentMethod: "invoice" };
    const addons = [{ _id: "a", displayName: "Essen", price: 500, currency: "EUR" }];
    const product = { id: "p", name: "Platz" };
    const read = {
      ...{ id: "p", name: "Platz", price: 4_500, currency: "EUR", categoryCode: "regular" },
      ...{ payment: "invoice", addons: [{ id: "a", name: "Essen", price: 500 }] },
    };
    const nested = { ...product, customProperties: { ...fields, addons } };
    expect(productsSchema.parse({ products: [nested], count: 1 })).toMatchObject([read]);
    expect(productsSchema.parse([{ ...product, ...fields, addons }])).toMatchObject([read]);
    expect(
      productsSchema.parse({ items: [{ ...product, ...fields, paymentMethod: "shells" }] }),
    ).toMatchObject([{ payment: undefined, addons: [] }]);
    for (const price of [45.5, -1, "45", null]) {
      expect(productsSchema.safeParse([{ ...product, ...fields, price }]).success).toBe(false);
    }
  });

  it("reads a session and a confirmed checkout in every envelope", () => {
    const session = { sessionId: "cs_1", expiresAt: start, total: 4_500, currency: "EUR" };
    const ids = { transactionId: "t", ticketId: "k", ticketNumber: "T-1", frontendUserId: "f" };
    const confirmed = { ...ids, contactId: "c", isGuestRegistration: false };
    const envelopes = [
      (body: object) => body,
      (body: object) => ({ status: "success", data: body }),
      (body: object) => ({ success: true, data: body }),
    ];
    for (const wrap of envelopes) {
      expect(checkoutSessionSchema.parse(wrap({ ...session, expiresAt: "2024-01-01T00:00:00Z" }))).toEqual(
        session,
      );
      expect(confirmedCheckoutSchema.parse(wrap({ success: true, ...ids, crmContactId: "c" }))).toEqual(
        confirmed,
      );
    }
    expect(confirmedCheckoutSchema.safeParse({ success: true, ...ids }).success).toBe(false);
  });

  it("reads bookings under either name, and one without a price", () => {
    const booking = { id: "b", eventName: "Kurs", status: "confirmed" };
    expect(bookingsSchema.parse({ bookings: [booking] })).toEqual([booking]);
    expect(bookingsSchema.parse({ items: [booking] })).toEqual([booking]);
  });
});
