import { beforeEach, describe, expect, it } from "vitest";
import { type Forms, FORM_SET_NAMES } from "../../server/reference-backend/forms/settings";
import { person, startBackend } from "./reference-backend-harness";

/** The client, whole, against a backend that answers in each of the contract's forms: what it reads is the same. */
const HOUR = 60 * 60 * 1000;
const once = (key: string) => ({ idempotencyKey: key });

describe.each(FORM_SET_NAMES)("a backend that answers in its %s forms", (forms) => {
  let started: Awaited<ReturnType<typeof startBackend>>;
  beforeEach(async () => {
    started = await startBackend({ forms, chaos: true });
    const startDate = started.clock.now() + 24 * HOUR;
    const products = [
      {
        id: "p",
        name: "Platz",
        price: 9_500,
        currency: "EUR",
        addons: [{ id: "a", name: "Essen", price: 500 }],
      },
      { id: "pech", name: "Abgelehnt", price: 100, currency: "EUR", paymentRefused: true },
    ];
    const kurs = { id: "kurs", name: "Kurs", startDate, endDate: startDate + HOUR, location: "Haff" };
    const closed = { id: "zu", name: "Zu", startDate, registrationClosesAt: 1, products: [] };
    await started.backend.seed({ events: [{ ...kurs, capacity: 2, products }, closed] });
  });
  const registered = () => started.crm.registerUser(person(), once("r"));

  it("is known to be right by the cheapest call", async () => {
    expect(await started.crm.ping()).toHaveProperty("durationMs");
  });

  it("registers a person, finds both sides, and welcomes them again when asked", async () => {
    const { crm, clock } = started;
    const ids = await registered();
    expect(ids).toEqual({
      ...{ frontendUserId: expect.stringMatching(/^frontend_user_/u) },
      ...{ crmContactId: expect.stringMatching(/^obj_/u), transactionId: expect.stringMatching(/^exec_/u) },
    });
    expect(await crm.getContact(ids.crmContactId)).toMatchObject({
      ...{ id: ids.crmContactId, name: "Petra Person 1", status: "active", subtype: "customer" },
      ...{ email: "person1@example.org", firstName: "Petra", phone: "+4915112345678" },
      ...{ tags: ["website_user", "active"], convexUserId: "convex_1", frontendUserId: ids.frontendUserId },
      ...{ createdAt: clock.now(), updatedAt: clock.now() },
    });
    const user = { id: ids.frontendUserId, email: "person1@example.org", status: "active" };
    const linked = { crmContactId: ids.crmContactId, convexUserId: "convex_1" };
    expect(await crm.getFrontendUser(ids.frontendUserId)).toMatchObject({ ...user, ...linked });
    expect(await crm.findFrontendUser("convex_1")).toMatchObject({ ...user, ...linked });
    expect(await crm.resendWelcome({ frontendUserId: ids.frontendUserId }, once("w"))).toMatchObject({
      ...{ success: true, frontendUserId: ids.frontendUserId, crmContactId: ids.crmContactId },
    });
  });

  it("refuses in the same form whatever refuses: a drill, or a route that is not there", async () => {
    const { backend, request } = started;
    const refusal = async (path: string) => (await request("GET", path)).body;
    const [gone, unknown] = [await refusal("/crm/contacts/obj_nobody"), await refusal("/nowhere")];
    backend.setChaos({ mode: "error" });
    const drill = await refusal("/crm/contacts");
    expect([unknown, drill].map((body) => Object.keys(body).sort())).toEqual(
      [gone, gone].map((body) => Object.keys(body).sort()),
    );
  });

  it("gives the first answer to a request that comes again", async () => {
    expect(await registered()).toEqual(await registered());
  });

  it("changes, archives and brings back a contact", async () => {
    const { crm, clock } = started;
    const { crmContactId: id } = await registered();
    clock.advance(1_000);
    const changed = await crm.updateContact(id, { lastName: "Neu", phone: null });
    expect(changed).toMatchObject({ id, name: "Petra Neu", lastName: "Neu", updatedAt: clock.now() });
    expect(changed).not.toHaveProperty("phone");
    await crm.archiveContact(id);
    expect(await crm.getContact(id)).toMatchObject({ status: "archived" });
    expect(await crm.updateContact(id, { status: "active" })).toMatchObject({ status: "active" });
  });

  it("lists contacts page by page, and those that changed since", async () => {
    const { crm, clock } = started;
    for (const n of [1, 2, 3]) await crm.registerUser(person(n), once(`${n}`));
    const [first, last] = [
      await crm.listContacts({ limit: 2 }),
      await crm.listContacts({ limit: 2, offset: 2 }),
    ];
    expect([first, last]).toMatchObject([
      { contacts: { length: 2 }, unreadable: [], total: 3, hasMore: true },
      { contacts: { length: 1 }, unreadable: [], total: 3, hasMore: false },
    ]);
    clock.advance(1_000);
    const [some] = first.contacts;
    await crm.updateContact(some?.id ?? "", { company: "Haff AG" });
    const since = await crm.listContacts({ updatedSince: clock.now() });
    expect(since.contacts).toMatchObject([{ id: some?.id, company: "Haff AG" }]);
  });

  it("sells a place, and tells what was booked", async () => {
    const { crm, clock } = started;
    const startDate = clock.now() + 24 * HOUR;
    const page = await crm.listEvents({ limit: 10 });
    expect(page).toMatchObject({ total: 2, unreadable: 0 });
    const kurs = { id: "kurs", name: "Kurs", startDate, location: "Haff", capacity: 2, registrations: 0 };
    expect(page.events.find(({ id }) => id === "kurs")).toMatchObject(kurs);
    expect(await crm.getEvent("kurs")).toMatchObject(kurs);
    expect(await crm.getEvent("zu")).toMatchObject({ registrationClosesAt: 1 });
    expect(await crm.listProducts("kurs")).toMatchObject([
      { id: "p", price: 9_500, currency: "EUR", addons: [{ id: "a", name: "Essen", price: 500 }] },
      { id: "pech" },
    ]);
    const ids = await registered();
    const order = {
      eventId: "kurs",
      products: [{ productId: "p", quantity: 1 }],
      customer: person().customer,
    };
    const session = await crm.openCheckout({ ...order, convexUserId: "convex_1", total: 9_500 }, once("o"));
    expect(session).toMatchObject({ total: 9_500, currency: "EUR", expiresAt: clock.now() + HOUR / 2 });
    const booked = await crm.confirmCheckout(session.sessionId, once("c"));
    expect(booked).toMatchObject({
      ...{ contactId: ids.crmContactId, frontendUserId: ids.frontendUserId, isGuestRegistration: false },
      ...{ ticketNumber: "T-000001", ticketId: expect.any(String), transactionId: expect.any(String) },
    });
    expect(await crm.confirmCheckout(session.sessionId, once("c2"))).toEqual(booked);
    expect(await crm.listBookings(ids.frontendUserId)).toMatchObject([
      {
        ...{ eventId: "kurs", eventName: "Kurs", startDate, ticketNumber: "T-000001", status: "confirmed" },
        ...{ total: 9_500, currency: "EUR", createdAt: clock.now() },
      },
    ]);
  });

  it("refuses a booking with a code that is kept", async () => {
    const { crm } = started;
    const { customer } = person();
    let nth = 0;
    const open = (more: object = {}, productId = "p") => {
      const order = { eventId: "kurs", products: [{ productId, quantity: 1 }], customer, ...more };
      return crm.openCheckout(order, once(`o${++nth}`));
    };
    const refused = (code: string) => ({ code: "rejected", backendCode: code });
    await expect(open({ total: 1 })).rejects.toMatchObject(refused("PRICE_MISMATCH"));
    await expect(open({ eventId: "zu" })).rejects.toMatchObject(refused("EVENT_CLOSED"));
    await expect(open({ products: [{ productId: "p", quantity: 3 }] })).rejects.toMatchObject(
      refused("EVENT_FULL"),
    );
    await expect(open({ eventId: "x" })).rejects.toMatchObject({
      ...refused("EVENT_NOT_FOUND"),
      code: "not_found",
    });
    const { sessionId } = await open({}, "pech");
    await expect(crm.confirmCheckout(sessionId, once("c"))).rejects.toMatchObject(refused("PAYMENT_FAILED"));
  });

  it("says what it does not have, and what is wrong with what it was sent", async () => {
    const { crm } = started;
    expect(await crm.getContact("obj_nobody")).toBeNull();
    expect(await crm.getFrontendUser("frontend_user_nobody")).toBeNull();
    expect(await crm.findFrontendUser("nobody")).toBeNull();
    expect(await crm.getEvent("nothing")).toBeNull();
    expect(await crm.listBookings("frontend_user_nobody")).toEqual([]);
    await expect(crm.archiveContact("obj_nobody")).rejects.toMatchObject({
      code: "not_found",
      httpStatus: 404,
    });
    const wrong = { ...person(), customer: { email: "nobody" } };
    await expect(crm.registerUser(wrong, once("w"))).rejects.toMatchObject({
      ...{ code: "validation", httpStatus: 400, field: "customerData.email" },
    });
  });

  it("refuses politely, with status 200", async () => {
    const { crm, request } = started;
    const { frontendUserId } = await registered();
    await request("PATCH", `/frontend-users/${frontendUserId}`, { status: "suspended" });
    await expect(crm.resendWelcome({ frontendUserId }, once("w"))).rejects.toMatchObject({
      ...{ code: "rejected", httpStatus: 200, backendCode: "USER_SUSPENDED" },
    });
  });

  it("logs its runs", async () => {
    const { crm, clock } = started;
    const { transactionId } = await registered();
    await crm.registerUser(person(2), once("2"));
    const { executions, nextCursor } = await crm.listExecutions({ limit: 1 });
    expect(executions).toMatchObject([
      { trigger: "user_registration", status: "completed", startedAt: clock.now(), completedAt: clock.now() },
    ]);
    const older = await crm.listExecutions({ limit: 1, cursor: nextCursor });
    expect(older).toMatchObject({ executions: [{ id: transactionId }] });
    expect(older.executions[0]?.logs).toMatchObject([
      { behavior: "create-contact", level: "info", timestamp: clock.now() },
      { behavior: "create-frontend-user" },
      { behavior: "send-welcome-email" },
    ]);
  });
});

describe("the forms of a backend", () => {
  const contactIn = async (forms: Partial<Forms>) => {
    const { request } = await startBackend({ forms });
    return (await request("POST", "/crm/contacts", { email: "a@example.org", firstName: "Ann" })).body;
  };

  it("are the documented ones, unless others are asked for, each by itself", async () => {
    const documented = { id: expect.any(String), name: "Ann", createdAt: expect.any(Number) };
    const customProperties = { email: "a@example.org", firstName: "Ann" };
    expect(await contactIn({})).toMatchObject({ ...documented, customProperties });
    expect(await contactIn({ contactId: "_id" })).toMatchObject({
      _id: expect.any(String),
      customProperties,
    });
    expect(await contactIn({ contactName: "displayName" })).toMatchObject({ displayName: "Ann" });
    const flat = await contactIn({ contactFields: "top" });
    expect(flat).toMatchObject({ ...documented, ...customProperties });
    expect(flat).not.toHaveProperty("customProperties");
    expect(await contactIn({ times: "iso" })).toMatchObject({ createdAt: expect.stringMatching(/Z$/u) });
    expect(await contactIn({ contact: "wrapped" })).toMatchObject({ contact: documented });
    expect(await contactIn({ envelope: "status" })).toMatchObject({ status: "success", data: documented });
  });

  it("of a workflow's answer, of a page and of an error differ too", async () => {
    const { request } = await startBackend({ forms: "other" });
    const { convexUserId, customer } = person();
    const inputData = { customerData: customer, metadata: { convexUserId } };
    const { body } = await request("POST", "/workflows/trigger", { trigger: "user_registration", inputData });
    expect(body).toMatchObject({ success: true, data: { crmContactId: expect.any(String) } });
    expect((await request("GET", "/crm/contacts")).body).toMatchObject({
      items: [{ displayName: "Petra Person 1" }],
    });
    const wrapped = await startBackend({ forms: "wrapped" });
    expect((await wrapped.request("GET", "/crm/contacts/obj_x")).body).toMatchObject({
      ...{ status: "error", code: "CONTACT_NOT_FOUND" },
    });
    expect((await wrapped.request("GET", "/crm/contacts?limit=0")).body).toMatchObject({
      ...{ status: "error", code: "VALIDATION_ERROR", errors: [{ field: "limit" }] },
    });
  });

  it("are switched while the backend runs, and an answer that was kept comes in the new ones", async () => {
    const { crm, request } = await startBackend({ chaos: true });
    const first = await crm.registerUser(person(), once("r"));
    const { body } = await request("POST", "/control/forms", "other");
    expect(body).toMatchObject({ contactList: "items" });
    expect((await request("GET", "/control/forms")).body).toEqual(body);
    expect(await crm.registerUser(person(), once("r"))).toEqual(first);
    expect((await request("POST", "/control/forms", { times: "roman" })).status).toBe(400);
  });
});
