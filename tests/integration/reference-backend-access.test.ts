import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createHttpCrm } from "../../server/crm/http";
import { API_KEY, person, startBackend, temporaryFolder } from "./reference-backend-harness";

const HOUR = 60 * 60 * 1000;

type Options = NonNullable<Parameters<typeof startBackend>[0]>;

/** A backend with one event, and requests without a key besides those with one. */
async function startOpen(options: Options = {}) {
  const started = await startBackend(options);
  const startDate = started.clock.now() + 24 * HOUR;
  const products = [{ id: "p", name: "Platz", price: 0, currency: "EUR" }];
  await started.backend.seed({
    events: [
      { id: "e", name: "Kurs", startDate, products },
      { id: "draft", name: "Entwurf", startDate, status: "draft" },
    ],
  });
  const anybody = async (method: string, path: string, body?: unknown, headers = {}) => {
    const response = await fetch(started.url + path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const withKey = (key: string) => ({ authorization: `Bearer ${key}` });
  return { ...started, anybody, withKey };
}

const customerData = { email: "gast@example.org" };
const order = { eventId: "e", products: [{ productId: "p", quantity: 1 }], customerData };

describe("somebody without a key", () => {
  it("sees the published events and books", async () => {
    const { anybody } = await startOpen();
    expect((await anybody("GET", "/events")).body).toMatchObject({ total: 1, events: [{ id: "e" }] });
    expect((await anybody("GET", "/events/e/products")).body).toMatchObject({ count: 1 });
    const { body } = await anybody("POST", "/checkout/sessions", order);
    const confirmed = await anybody("POST", "/checkout/confirm", { sessionId: body.sessionId });
    expect(confirmed.body).toMatchObject({ success: true, isGuestRegistration: true });
  });

  it("sees nothing of people, no drafts, and cannot say whose account a booking is for", async () => {
    const { anybody } = await startOpen();
    const closed = [
      ...["/crm/contacts", "/frontend-users?convexUserId=x", "/bookings?frontendUserId=x", "/workflows"],
      ...["/workflows/executions", "/events?status=draft", "/api-keys"],
    ];
    for (const path of closed) {
      expect(await anybody("GET", path)).toMatchObject({ status: 401, body: { code: "UNAUTHORIZED" } });
    }
    expect(await anybody("GET", "/events/draft")).toMatchObject({ body: { code: "EVENT_NOT_FOUND" } });
    const claimed = { ...order, metadata: { convexUserId: "convex_1" } };
    expect((await anybody("POST", "/checkout/sessions", claimed)).status).toBe(401);
  });

  it("gets no answer that was given to another under the same idempotency key", async () => {
    const { anybody, request } = await startOpen();
    const key = { "idempotency-key": "k" };
    const known = await request("POST", "/checkout/sessions", order, key);
    const stranger = await anybody("POST", "/checkout/sessions", order, key);
    expect(stranger.status).toBe(201);
    expect(stranger.body.sessionId).not.toBe(known.body.sessionId);
  });

  it("stays outside where the backend is closed to strangers, and with a wrong key everywhere", async () => {
    const { anybody } = await startOpen({ anonymous: false });
    expect((await anybody("GET", "/events")).status).toBe(401);
    const open = await startOpen();
    const wrong = { authorization: "Bearer wrong" };
    expect((await open.anybody("GET", "/events", undefined, wrong)).status).toBe(401);
  });
});

describe("rate limits", () => {
  it("let strangers read 60 times and trigger 10 times in a minute, and say when to come again", async () => {
    const { anybody, crm } = await startOpen();
    const read = () => anybody("GET", "/events?limit=1");
    const nobody = { trigger: "user_registration", inputData: {} };
    const trigger = () => anybody("POST", "/workflows/trigger", nobody);
    const statuses = async (times: number, ask: typeof read) =>
      (await Promise.all(Array.from({ length: times }, ask))).map(({ status }) => status);
    expect(new Set(await statuses(60, read))).toEqual(new Set([200]));
    expect(new Set(await statuses(10, trigger))).toEqual(new Set([400]));
    for (const refused of [await read(), await trigger()]) {
      expect(refused).toMatchObject({ status: 429, body: { code: "RATE_LIMIT_EXCEEDED" } });
      const wait = Number(refused.headers.get("retry-after"));
      expect(wait).toBeGreaterThanOrEqual(1);
      expect(wait).toBeLessThanOrEqual(60);
    }
    // Another caller has nothing to do with it.
    await crm.listEvents();
  });

  it("let Tandem's own key do as much as it likes, unless they are set", async () => {
    const { crm } = await startBackend();
    await Promise.all(Array.from({ length: 100 }, () => crm.ping()));
    const limited = await startBackend({ limits: { configured: 2 } });
    await limited.crm.ping();
    await limited.crm.ping();
    await expect(limited.crm.ping()).rejects.toMatchObject({
      ...{ code: "rate_limited", httpStatus: 429, backendCode: "RATE_LIMIT_EXCEEDED" },
      retryAfterMs: expect.any(Number),
    });
  });

  it("hold for each key by itself", async () => {
    const { anybody, request, withKey } = await startOpen();
    const make = async (label: string) =>
      (await request("POST", "/api-keys", { label, perMinute: 1 })).body.key;
    const [a, b] = [await make("a"), await make("b")];
    const read = async (key: string) => (await anybody("GET", "/events", undefined, withKey(key))).status;
    expect([await read(a), await read(a), await read(b)]).toEqual([200, 429, 200]);
  });
});

describe("API keys", () => {
  it("are made with a label, shown once, and kept as hashes only", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "backend.sqlite");
    const { request, anybody, withKey, close } = await startOpen({ path });
    const { status, body: made } = await request("POST", "/api-keys", { label: "Website" });
    expect({ status, made }).toMatchObject({ status: 201, made: { label: "Website", perMinute: 600 } });
    expect((await anybody("GET", "/crm/contacts", undefined, withKey(made.key))).status).toBe(200);
    const { keys } = (await request("GET", "/api-keys")).body;
    expect(keys).toMatchObject([
      { label: "configured", origin: "configuration", perMinute: null },
      { label: "Website", origin: "api", lastUsedAt: expect.any(Number) },
    ]);
    expect(JSON.stringify(keys)).not.toContain(made.key);
    await close();
    const file = readFileSync(path).toString("latin1");
    expect([file.includes(made.key), file.includes(API_KEY)]).toEqual([false, false]);
  });

  it("are rotated without a moment in which none opens", async () => {
    const { request, anybody, withKey, clock } = await startOpen();
    const { body: old } = await request("POST", "/api-keys", { label: "Website" });
    const { body: next } = await request("POST", `/api-keys/${old.id}/rotate`, { overlapS: 60 });
    const read = async (key: string) =>
      (await anybody("GET", "/crm/contacts", undefined, withKey(key))).status;
    expect([await read(old.key), await read(next.key)]).toEqual([200, 200]);
    clock.advance(60_000);
    expect([await read(old.key), await read(next.key)]).toEqual([401, 200]);
    await request("DELETE", `/api-keys/${next.id}`);
    expect(await read(next.key)).toBe(401);
  });

  it("that have expired are not brought back by rotating them, nor made to last longer", async () => {
    const { request, anybody, withKey, clock } = await startOpen();
    const { body: old } = await request("POST", "/api-keys", { label: "Website" });
    const rotate = (overlapS: number) => request("POST", `/api-keys/${old.id}/rotate`, { overlapS });
    const read = async () => (await anybody("GET", "/crm/contacts", undefined, withKey(old.key))).status;
    await rotate(60);
    expect((await rotate(3_600)).status).toBe(201);
    clock.advance(60_000);
    expect(await read()).toBe(401);
    expect(await rotate(3_600)).toMatchObject({ status: 409, body: { code: "KEY_EXPIRED" } });
    expect(await read()).toBe(401);
  });

  it("that were given away make no others and take none away", async () => {
    const { request, anybody, withKey } = await startOpen();
    const { body: made } = await request("POST", "/api-keys", { label: "Website" });
    const refused = await anybody("POST", "/api-keys", { label: "More" }, withKey(made.key));
    expect(refused).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
    const configured = (await request("GET", "/api-keys")).body.keys[0];
    expect(await request("DELETE", `/api-keys/${configured.id}`)).toMatchObject({
      ...{ status: 409, body: { code: "KEY_CONFIGURED" } },
    });
  });

  it("of the configuration change over with both named, and the old one opens nothing once it is not", async () => {
    const path = join(temporaryFolder(), "backend.sqlite");
    const opens = async (apiKey: string | string[], tried: string) => {
      const { url, close } = await startBackend({ path, apiKey });
      const answer = createHttpCrm({ baseUrl: url, apiKey: tried }).ping();
      const opened = await answer.then(
        () => true,
        () => false,
      );
      await close();
      return opened;
    };
    expect(await opens("old-key", "old-key")).toBe(true);
    expect(await opens(["old-key", "new-key"], "old-key")).toBe(true);
    expect(await opens(["old-key", "new-key"], "new-key")).toBe(true);
    expect(await opens(["new-key"], "old-key")).toBe(false);
  });

  it("belong to one organisation", async () => {
    const { anybody, request } = await startOpen({ orgId: "org_haff" });
    const other = { "x-organization-id": "org_other" };
    expect((await request("GET", "/crm/contacts", undefined, other)).status).toBe(403);
    expect((await anybody("GET", "/events", undefined, other)).status).toBe(403);
    expect((await anybody("GET", "/events", undefined, { "x-organization-id": "org_haff" })).status).toBe(
      200,
    );
  });
});

describe("a registration without a key", () => {
  const inputOf = ({ convexUserId, customer }: ReturnType<typeof person>) => ({
    ...{ customerData: customer, metadata: { convexUserId } },
  });

  async function startWithSomebody() {
    const started = await startOpen();
    const ids = await started.crm.registerUser(person(), { idempotencyKey: "r" });
    const trigger = (name: string, inputData: object) =>
      started.anybody("POST", "/workflows/trigger", { trigger: name, inputData });
    const everything = async () => [
      await started.crm.getContact(ids.crmContactId),
      await started.crm.getFrontendUser(ids.frontendUserId),
    ];
    return { ...started, ids, trigger, everything };
  }

  it("makes a new person, who is welcomed", async () => {
    const { trigger, crm, backend, mails } = await startWithSomebody();
    const { status, body } = await trigger("user_registration", inputOf(person(2)));
    expect({ status, body }).toMatchObject({ status: 200, body: { success: true } });
    expect(await crm.getContact(body.contactId)).toMatchObject({
      ...{ firstName: "Petra", convexUserId: "convex_2", frontendUserId: body.frontendUserId },
    });
    await backend.settled();
    expect(mails()).toHaveLength(2);
  });

  it("cannot take over an account by its Convex user ID, whatever the stranger calls themselves", async () => {
    const { anybody, everything } = await startWithSomebody();
    const before = await everything();
    const { customer } = person(2);
    const inputData = inputOf({ ...person(), customer });
    const body = { trigger: "user_registration", inputData };
    const refused = await anybody("POST", "/workflows/trigger", body, { "user-agent": "Tandem" });
    expect(refused).toMatchObject({ status: 401, body: { code: "UNAUTHORIZED" } });
    expect(await everything()).toEqual(before);
  });

  it("writes nothing into a contact that is there, and links it to nobody", async () => {
    const { trigger, crm, request } = await startWithSomebody();
    const { email } = person(2).customer;
    const { body: known } = await request("POST", "/crm/contacts", { email, firstName: "Anna" });
    const { body } = await trigger("user_registration", inputOf(person(2)));
    expect(body).toMatchObject({ success: true, contactId: known.id });
    expect((await crm.getContact(known.id))?.raw).toEqual(known);
  });

  it("does not take over what a guest has booked with the same e-mail; one with the key does", async () => {
    const { trigger, anybody, crm } = await startWithSomebody();
    const { customer } = person(2);
    const { body } = await anybody("POST", "/checkout/sessions", { ...order, customerData: customer });
    const booked = await anybody("POST", "/checkout/confirm", { sessionId: body.sessionId });
    const registered = await trigger("user_registration", inputOf(person(2)));
    expect(registered.body.frontendUserId).not.toBe(booked.body.frontendUserId);
    expect(await crm.listBookings(registered.body.frontendUserId)).toEqual([]);
    await crm.registerUser(person(2), { idempotencyKey: "2" });
    expect(await crm.listBookings(registered.body.frontendUserId)).toHaveLength(1);
  });

  it("is all that strangers may trigger: they book by the checkout, and send mails to nobody", async () => {
    const { trigger, everything, ids, backend, mails } = await startWithSomebody();
    const before = await everything();
    const booking = { ...order, metadata: { convexUserId: "convex_1" } };
    const { frontendUserId } = ids;
    expect((await trigger("event_registration_complete", booking)).status).toBe(401);
    expect((await trigger("resend_welcome_email", { frontendUserId })).status).toBe(401);
    expect(await everything()).toEqual(before);
    await backend.settled();
    expect(mails()).toHaveLength(1);
  });
});
