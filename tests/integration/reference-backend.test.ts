import { connect } from "node:net";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { API_KEY, person, startBackend } from "./reference-backend-harness";

describe("registering a person", () => {
  it("makes a contact and a frontend user that point at each other, and one welcome mail", async () => {
    const { crm, backend, mails } = await startBackend();
    const ids = await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();

    const contact = await crm.getContact(ids.crmContactId);
    expect(contact).toMatchObject({
      status: "active",
      subtype: "customer",
      name: "Petra Person 1",
      email: "person1@example.org",
      phone: "+4915112345678",
      tags: ["website_user", "active"],
      convexUserId: "convex_1",
      frontendUserId: ids.frontendUserId,
    });
    const user = await crm.getFrontendUser(ids.frontendUserId);
    expect(user).toMatchObject({
      status: "active",
      crmContactId: ids.crmContactId,
      convexUserId: "convex_1",
    });
    expect(await crm.findFrontendUser("convex_1")).toEqual(user);
    expect(mails()).toHaveLength(1);
  });

  it("answers a request that is sent twice with the first answer, also while the first is under way", async () => {
    const { crm, backend, mails } = await startBackend();
    const twice = () => crm.registerUser(person(), { idempotencyKey: "same" });
    const [first, second] = await Promise.all([twice(), twice()]);
    expect(second).toEqual(first);
    expect(await twice()).toEqual(first);
    await backend.settled();
    expect(mails()).toHaveLength(1);
    expect((await crm.listExecutions()).executions).toHaveLength(1);
  });

  it("marks a repeated answer as such, and keeps keys of different routes apart", async () => {
    const { request } = await startBackend();
    const body = { email: "a@example.org" };
    const key = { "idempotency-key": "k" };
    const first = await request("POST", "/crm/contacts", body, key);
    const again = await request("POST", "/crm/contacts", { email: "b@example.org" }, key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    const other = await request("POST", "/workflows/trigger", { trigger: "nonsense", inputData: {} }, key);
    expect(other.status).toBe(400);
  });

  it("lets a mended request use the key of a refused one", async () => {
    const { crm } = await startBackend();
    const wrong = { ...person(), customer: { email: "not an address" } };
    await expect(crm.registerUser(wrong, { idempotencyKey: "k" })).rejects.toMatchObject({
      code: "validation",
    });
    expect(await crm.registerUser(person(), { idempotencyKey: "k" })).toHaveProperty("frontendUserId");
  });

  it("names the field that is wrong, and keeps nothing", async () => {
    const { crm, backend, mails } = await startBackend();
    const wrong = { ...person(), customer: { ...person().customer, email: "nobody" } };
    await expect(crm.registerUser(wrong, { idempotencyKey: "k" })).rejects.toMatchObject({
      code: "validation",
      httpStatus: 400,
      field: "customerData.email",
    });
    await backend.settled();
    expect((await crm.listContacts()).total).toBe(0);
    expect(mails()).toEqual([]);
    expect((await crm.listExecutions()).executions).toMatchObject([{ status: "failed" }]);
  });

  it("takes no field that would fill whole pages, so that lists stay readable whoever registers", async () => {
    const { crm, request } = await startBackend();
    const endless = "x".repeat(501);
    for (const name of ["email", "firstName", "phone", "organization"] as const) {
      const customer = { ...person().customer, [name]: endless };
      const refused = crm.registerUser({ ...person(), customer }, { idempotencyKey: name });
      await expect(refused).rejects.toMatchObject({ code: "validation", field: `customerData.${name}` });
    }
    const order = {
      eventId: "e",
      products: [{ productId: "p", quantity: 1 }],
      customerData: person().customer,
    };
    const responses = { ...order, formResponses: { wishes: "x".repeat(20_000) } };
    expect((await request("POST", "/checkout/sessions", responses)).body.errors).toMatchObject([
      { field: "formResponses" },
    ]);
    expect((await crm.listContacts()).total).toBe(0);
  });

  it("finds the contact that is there already, whatever the capitals, and keeps what the person left empty", async () => {
    const { crm, request } = await startBackend();
    const made = await request("POST", "/crm/contacts", {
      email: "PERSON1@Example.org",
      company: "Haff AG",
      tags: ["vip"],
      status: "unsubscribed",
    });
    const { crmContactId } = await crm.registerUser(person(), { idempotencyKey: "a" });
    expect(crmContactId).toBe(made.body.id);
    expect(await crm.getContact(crmContactId)).toMatchObject({
      company: "Haff AG",
      status: "unsubscribed",
      tags: ["vip", "website_user", "active"],
      firstName: "Petra",
    });
  });

  it("makes a new contact for a person whose contact was archived, and takes the old one's link away", async () => {
    const { crm } = await startBackend();
    const first = await crm.registerUser(person(), { idempotencyKey: "a" });
    await crm.archiveContact(first.crmContactId);
    const second = await crm.registerUser(person(), { idempotencyKey: "b" });
    expect(second.frontendUserId).toBe(first.frontendUserId);
    expect(second.crmContactId).not.toBe(first.crmContactId);
    expect(await crm.getContact(first.crmContactId)).not.toHaveProperty("convexUserId");
    expect(await crm.getContact(second.crmContactId)).toMatchObject({ convexUserId: "convex_1" });
  });

  it("leaves a contact with its first owner when a second person registers with the same e-mail", async () => {
    const { crm } = await startBackend();
    const first = await crm.registerUser(person(), { idempotencyKey: "a" });
    const before = await crm.getContact(first.crmContactId);
    const customer = { ...person().customer, firstName: "Paul", phone: "+49301234567" };
    const twin = { ...person(), customer, convexUserId: "convex_twin" };
    const second = await crm.registerUser(twin, { idempotencyKey: "b" });
    expect(second.crmContactId).toBe(first.crmContactId);
    expect(second.frontendUserId).not.toBe(first.frontendUserId);
    expect(await crm.getContact(first.crmContactId)).toEqual(before);
    expect(before).toMatchObject({ convexUserId: "convex_1", frontendUserId: first.frontendUserId });
  });

  it("takes a contact with the e-mail that is nobody's yet before an older one of somebody else", async () => {
    const { crm, backend } = await startBackend();
    const contact = (id: string, createdAt: number, links: object) => ({
      ...{ id, type: "crm_contact", subtype: "customer", status: "active", name: id },
      ...{ customProperties: { email: person().customer.email, ...links }, createdAt, updatedAt: createdAt },
    });
    const ofAnother = contact("obj_older", 1, { convexUserId: "convex_other", phone: "+49301234567" });
    await backend.seed({ contacts: [ofAnother, contact("obj_free", 2, {})] });
    const { crmContactId } = await crm.registerUser(person(), { idempotencyKey: "a" });
    expect(crmContactId).toBe("obj_free");
    expect((await crm.getContact("obj_older"))?.raw).toMatchObject(ofAnother);
  });

  it("k people registering any number of times in any order are k contacts, k users and k welcome mails", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 }),
        async (order) => {
          const { crm, backend, mails, close } = await startBackend();
          const ids = await Promise.all(
            order.map((n, index) => crm.registerUser(person(n), { idempotencyKey: `${index}` })),
          );
          await backend.settled();
          const k = new Set(order).size;
          expect((await crm.listContacts()).total).toBe(k);
          expect(new Set(ids.map((pair) => pair.crmContactId)).size).toBe(k);
          expect(new Set(ids.map((pair) => pair.frontendUserId)).size).toBe(k);
          expect(mails()).toHaveLength(k);
          await close();
        },
      ),
      { numRuns: 15 },
    );
  });

  it("logs every run with what each behavior did, newest first, page by page", async () => {
    const { crm } = await startBackend();
    const { transactionId } = await crm.registerUser(person(1), { idempotencyKey: "a" });
    await crm.registerUser(person(2), { idempotencyKey: "b" });
    const first = await crm.listExecutions({ limit: 1 });
    const second = await crm.listExecutions({ limit: 1, cursor: first.nextCursor });
    expect(second.nextCursor).toBeUndefined();
    const [run] = second.executions;
    expect(run).toMatchObject({ id: transactionId, trigger: "user_registration", status: "completed" });
    expect(run?.logs.map((log) => log.behavior)).toEqual([
      "create-contact",
      "create-frontend-user",
      "send-welcome-email",
    ]);
    expect(JSON.stringify(run)).not.toContain("person1@example.org");
  });
});

describe("contacts", () => {
  it("changes a contact by either body form and keeps fields it does not know", async () => {
    const { crm, request } = await startBackend();
    const { body } = await request("POST", "/crm/contacts", { email: "a@example.org", shoeSize: 43 });
    await request("PATCH", `/crm/contacts/${body.id}`, { updates: { firstName: "Ann", phone: "1" } });
    const changed = await crm.updateContact(body.id, { lastName: "Lee", phone: null });
    expect(changed).toMatchObject({
      name: "Ann Lee",
      firstName: "Ann",
      lastName: "Lee",
      email: "a@example.org",
    });
    expect(changed).not.toHaveProperty("phone");
    expect(changed.raw).toMatchObject({ customProperties: { shoeSize: 43 } });
  });

  it("archives instead of deleting, and can be brought back", async () => {
    const { crm } = await startBackend();
    const { crmContactId } = await crm.registerUser(person(), { idempotencyKey: "a" });
    await crm.archiveContact(crmContactId);
    await crm.archiveContact(crmContactId);
    expect(await crm.getContact(crmContactId)).toMatchObject({ status: "archived" });
    expect(await crm.updateContact(crmContactId, { status: "active" })).toMatchObject({ status: "active" });
  });

  it("does not know what it does not have", async () => {
    const { crm } = await startBackend();
    expect(await crm.getContact("obj_nobody")).toBeNull();
    expect(await crm.getFrontendUser("frontend_user_nobody")).toBeNull();
    expect(await crm.findFrontendUser("nobody")).toBeNull();
    await expect(crm.archiveContact("obj_nobody")).rejects.toMatchObject({
      code: "not_found",
      httpStatus: 404,
    });
    await expect(crm.updateContact("obj_nobody", {})).rejects.toMatchObject({ code: "not_found" });
  });

  it("gives nobody the contact of another person, whose e-mail they name, and lets clerks do so by its ID", async () => {
    const { request } = await startBackend();
    const email = "shared@klinik.example";
    const { body: made } = await request("POST", "/crm/contacts", { email, convexUserId: "first" });
    const ownerOf = async () =>
      (await request("GET", `/crm/contacts/${made.id}`)).body.customProperties.convexUserId;
    const key = { "idempotency-key": "k" };
    const other = await request("POST", "/crm/contacts", { email, convexUserId: "second" }, key);
    expect(other).toMatchObject({ status: 409, body: { code: "CONTACT_TAKEN" } });
    expect(await ownerOf()).toBe("first");
    const own = { email, convexUserId: "first", company: "Klinik" };
    expect((await request("POST", "/crm/contacts", own)).status).toBe(200);
    expect((await request("POST", "/crm/contacts", { email, phone: "1" })).status).toBe(200);
    await request("PATCH", `/crm/contacts/${made.id}`, { convexUserId: "second" });
    expect(await ownerOf()).toBe("second");
  });

  it("filters by status, subtype, time of change and any part of a name", async () => {
    const { crm, clock, request } = await startBackend();
    const create = (email: string, more: object) => request("POST", "/crm/contacts", { email, ...more });
    await create("ann@example.org", { firstName: "Jürgen", lastName: "Müller", subtype: "lead" });
    clock.advance(1000);
    await create("bob@example.org", { status: "inactive" });
    const emails = async (query: object) =>
      (await crm.listContacts(query)).contacts.map(({ email }) => email);
    expect(await emails({ status: "inactive" })).toEqual(["bob@example.org"]);
    expect(await emails({ subtype: "lead" })).toEqual(["ann@example.org"]);
    expect(await emails({ updatedSince: clock.now() })).toEqual(["bob@example.org"]);
    expect(await emails({ search: "mull" })).toEqual(["ann@example.org"]);
    expect(await emails({ search: '"an' })).toEqual([]);
    expect(await emails({ search: "bo" })).toEqual(["bob@example.org"]);
  });
});

describe("the door", () => {
  it("refuses callers without the key, and those of another organisation", async () => {
    const { request } = await startBackend({ orgId: "org_haff" });
    const wrongKey = await request("GET", "/crm/contacts", undefined, { authorization: "Bearer nonsense" });
    expect(wrongKey).toMatchObject({ status: 401, body: { code: "UNAUTHORIZED" } });
    const wrongOrg = await request("GET", "/crm/contacts", undefined, { "x-organization-id": "org_other" });
    expect(wrongOrg).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
    const right = await request("GET", "/crm/contacts", undefined, { "x-organization-id": "org_haff" });
    expect(right.status).toBe(200);
  });

  it("takes any sign in a search, and no time that has no date", async () => {
    const { request, backend, clock } = await startBackend({ chaos: true });
    await backend.seed({ events: [{ id: "e", name: "Kurs", startDate: clock.now() }] });
    await request("POST", "/crm/contacts", { email: "ann@example.org", firstName: "Annika" });
    for (const text of ["Annika%00", "%00", '"%00"']) {
      expect((await request("GET", `/crm/contacts?search=${text}`)).status).toBe(200);
    }
    expect((await request("GET", "/crm/contacts?search=Ann%00ika")).body.total).toBe(1);
    const never = 8.64e15 + 1;
    const event = { type: "contact.updated", data: {}, at: never };
    expect((await request("POST", "/control/webhooks/send", event)).status).toBe(400);
    expect((await request("PATCH", "/events/e", { registrationClosesAt: never })).status).toBe(400);
    expect((await request("POST", "/control/drills", { mode: "down", untilMs: never })).status).toBe(400);
  });

  it("answers mistakes in the contract's error format", async () => {
    const { request } = await startBackend();
    expect(await request("GET", "/crm/contacts?limit=1000")).toMatchObject({
      status: 400,
      body: { code: "VALIDATION_ERROR", errors: [{ field: "limit" }] },
    });
    expect(await request("GET", "/nowhere")).toMatchObject({ status: 404, body: { code: "UNKNOWN_ROUTE" } });
    const badJson = await request("POST", "/workflows/trigger", undefined, {
      "content-type": "application/json",
    });
    expect(badJson).toMatchObject({ status: 400, body: { code: "VALIDATION_ERROR" } });
  });

  it("cuts off who sends byte by byte, before the key is known and after", async () => {
    const { url } = await startBackend({ requestMs: 400 });
    const stall = (bytes: string) => {
      const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", allowHalfOpen: true });
      socket.write(bytes);
      return text(socket).finally(() => socket.destroy());
    };
    const head = `POST /api/v1/workflows/trigger HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${API_KEY}\r\n`;
    const rest = "content-type: application/json\r\ncontent-length: 99\r\n\r\n{";
    expect(await Promise.all([stall(head), stall(head + rest)])).toEqual([
      expect.stringMatching(/^HTTP\/1\.1 408 /u),
      expect.stringMatching(/^HTTP\/1\.1 4/u),
    ]);
  });
});
