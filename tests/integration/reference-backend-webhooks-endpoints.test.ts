import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, it } from "vitest";
import { readEnv } from "../../server/reference-backend/env";
import { createReferenceBackend } from "../../server/reference-backend/server";
import { API_KEY, person, temporaryFolder } from "./reference-backend-harness";
import { accepts, secretOf, startEndpoint, startSender } from "./reference-backend-webhooks-harness";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

describe("endpoints of the backend's webhooks", () => {
  it("are several, each with a secret of its own that the backend makes when none is given", async () => {
    const [first, second] = [await startEndpoint(), await startEndpoint()];
    const { addEndpoint, ask, happens, clock } = await startSender();
    const one = await addEndpoint({ url: first.url });
    const two = await addEndpoint({ url: second.url, secret: secretOf("the second") });
    await happens();
    const now = clock.now();
    expect(accepts(one.secret, first.received[0], now)).toBe(true);
    expect(accepts(two.secret, second.received[0], now)).toBe(true);
    expect(accepts(one.secret, second.received[0], now)).toBe(false);
    expect(JSON.stringify(await ask("GET", "/endpoints"))).not.toContain("whsec_");
  });

  it("get the body form that they ask for, and the short one leaves ID and time to the headers", async () => {
    const [full, short] = [await startEndpoint(), await startEndpoint()];
    const secret = secretOf("one for both");
    const { crm, backend, clock } = await startSender({
      endpoints: [
        { url: full.url, secret },
        { url: short.url, secret, form: "short" },
      ],
    });
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    const [long, brief] = [full.received[0], short.received[0]];
    expect(brief?.json).toEqual({ event: "contact.created", data: long?.json.data });
    expect(long?.json).toMatchObject({ type: "contact.created", id: brief?.headers["webhook-id"] });
    expect(accepts(secret, brief, clock.now())).toBe(true);
  });

  it("can change their form, from the next event on", async () => {
    const { url, received } = await startEndpoint();
    const { addEndpoint, ask, happens } = await startSender();
    const { id } = await addEndpoint({ url });
    await happens();
    expect(await ask("PATCH", `/endpoints/${id}`, { form: "short" })).toMatchObject({ form: "short" });
    await happens();
    expect(received.map(({ json }) => json.type ?? json.event)).toEqual([
      "contact.updated",
      "contact.updated",
    ]);
    expect(received.map(({ json }) => json.id !== undefined)).toEqual([true, false]);
  });

  it("get nothing more once they are removed", async () => {
    const { url, received } = await startEndpoint();
    const { addEndpoint, ask, happens } = await startSender();
    const { id } = await addEndpoint({ url });
    await happens();
    await ask("DELETE", `/endpoints/${id}`);
    await happens();
    expect(received).toHaveLength(1);
    expect((await ask("GET", "/deliveries")).deliveries).toHaveLength(1);
  });

  it.each([
    ["an address that is no URL", { url: "somewhere" }, 400, "VALIDATION_ERROR"],
    ["an address of another kind", { url: "ftp://127.0.0.1/x" }, 400, "VALIDATION_ERROR"],
    [
      "a secret that is no base64",
      { url: "http://127.0.0.1/x", secret: "hunter2!" },
      400,
      "VALIDATION_ERROR",
    ],
    ["an unknown form", { url: "http://127.0.0.1/x", form: "xml" }, 400, "VALIDATION_ERROR"],
    ["an address that is there already", { url: "http://127.0.0.1/known" }, 409, "ENDPOINT_EXISTS"],
  ])("are refused with %s", async (_what, input, status, code) => {
    const { request, addEndpoint } = await startSender();
    await addEndpoint({ url: "http://127.0.0.1/known" });
    const answer = await request("POST", "/webhooks/endpoints", input);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(answer.body)).not.toContain("hunter2");
  });

  it("are thirty-two at most", async () => {
    const { request, addEndpoint } = await startSender();
    for (let n = 0; n < 32; n++) await addEndpoint({ url: `http://127.0.0.1/${n}` });
    const answer = await request("POST", "/webhooks/endpoints", { url: "http://127.0.0.1/more" });
    expect(answer).toMatchObject({ status: 400, body: { code: "TOO_MANY_ENDPOINTS" } });
  });

  it("are shown and changed only with the key, and no fault of the demonstration strikes them", async () => {
    const { request, backend } = await startSender();
    backend.setChaos({ mode: "down" });
    expect(await request("GET", "/webhooks/endpoints")).toMatchObject({ status: 200 });
    const stranger = { authorization: "Bearer guess" };
    expect(await request("GET", "/webhooks/endpoints", undefined, stranger)).toMatchObject({ status: 401 });
  });

  it("cannot be configured twice under one address", () => {
    const endpoint = { url: "http://127.0.0.1/x", secret: secretOf("x") };
    const options = { path: ":memory:", apiKey: API_KEY, mailFolder: "mail" };
    expect(() => createReferenceBackend({ ...options, endpoints: [endpoint, endpoint] })).toThrow(/same url/);
  });
});

describe("rotating the secret of an endpoint", () => {
  it("signs with both until the overlap ends, so that the receiver may change at any moment of it", async () => {
    const { url, received } = await startEndpoint();
    const { addEndpoint, ask, endpointOf, happens, clock } = await startSender();
    const { id, secret: old } = await addEndpoint({ url });
    const { secret: young } = await ask("POST", `/endpoints/${id}/rotate-secret`);
    expect(young).not.toBe(old);

    clock.advance(DAY - 1);
    await happens();
    expect(received[0]?.headers["webhook-signature"]?.toString().split(" ")).toHaveLength(2);
    for (const secret of [old, young]) expect(accepts(secret, received[0], clock.now())).toBe(true);
    expect(await endpointOf(url)).toMatchObject({ overlapUntil: clock.now() + 1 });

    clock.advance(1);
    await happens();
    expect(accepts(young, received[1], clock.now())).toBe(true);
    expect(accepts(old, received[1], clock.now())).toBe(false);
    expect(await endpointOf(url)).toMatchObject({ overlapUntil: null });
  });

  it("happens once for one Idempotency-Key: asked again it gives the same secret, and the old one goes on signing", async () => {
    const { url, received } = await startEndpoint();
    const { addEndpoint, request, happens, clock } = await startSender();
    const { id, secret: old } = await addEndpoint({ url });
    const rotate = async (key: string) =>
      (await request("POST", `/webhooks/endpoints/${id}/rotate-secret`, {}, { "idempotency-key": key })).body;
    const { secret: young } = await rotate("k");
    expect((await rotate("k")).secret).toBe(young);
    await happens();
    for (const secret of [old, young]) expect(accepts(secret, received[0], clock.now())).toBe(true);
    expect((await rotate("another")).secret).not.toBe(young);
  });

  it("drops a leaked secret at once when no overlap is wanted, and signs retries with the new one", async () => {
    const endpoint = await startEndpoint();
    const { addEndpoint, ask, happens, clock, backend } = await startSender();
    const { id, secret: leaked } = await addEndpoint({ url: endpoint.url });
    endpoint.answer = (response) => void response.writeHead(500).end();
    await happens();
    const secret = secretOf("the next one");
    await ask("POST", `/endpoints/${id}/rotate-secret`, { secret, overlapS: 0 });
    clock.advance(5_000);
    await backend.settled();
    expect(accepts(secret, endpoint.received[1], clock.now())).toBe(true);
    expect(accepts(leaked, endpoint.received[1], clock.now())).toBe(false);
  });

  it("happens by itself when the configuration names another, and lasts over restarts", async () => {
    const path = join(temporaryFolder(), "backend.sqlite");
    const { url, received } = await startEndpoint();
    const [old, young] = [secretOf("old"), secretOf("young")];
    const nth = async (secret: string) => {
      const sender = await startSender({ path, webhook: { url, secret } });
      await sender.happens();
      const { id } = await sender.endpointOf(url);
      return { ...sender, id, hook: received.at(-1), now: sender.clock.now() };
    };
    await (await nth(old)).close();
    const second = await nth(young);
    for (const secret of [old, young]) expect(accepts(secret, second.hook, second.now)).toBe(true);
    const { secret: byHand } = await second.ask("POST", `/endpoints/${second.id}/rotate-secret`);
    await second.close();

    const third = await nth(young);
    for (const secret of [young, byHand]) expect(accepts(secret, third.hook, third.now)).toBe(true);
    expect(accepts(old, third.hook, third.now)).toBe(false);
  });
});

describe("an endpoint of the configuration", () => {
  it("may ask for a form in the environment", () => {
    const env = {
      BACKEND_API_KEY: API_KEY,
      BACKEND_WEBHOOK_URL: "http://127.0.0.1:4000/hook",
      BACKEND_WEBHOOK_SECRETS: secretOf("x"),
    };
    expect(readEnv({ ...env, BACKEND_WEBHOOK_FORM: "short" }).options.webhook?.form).toBe("short");
    expect(readEnv(env).options.webhook?.form).toBeUndefined();
    expect(() => readEnv({ ...env, BACKEND_WEBHOOK_FORM: "xml" })).toThrow(/BACKEND_WEBHOOK_FORM/);
  });

  it("gets what waited in a file of the backend's first version", async () => {
    const path = join(temporaryFolder(), "backend.sqlite");
    const endpoint = await startEndpoint();
    const old = new DatabaseSync(path);
    old.exec(`
      create table disabled_endpoints (url text primary key, disabled_at integer not null) strict;
      create table webhook_deliveries (
        pk integer primary key, event_id text not null, endpoint_url text not null, body text not null,
        status text not null default 'queued', attempts integer not null default 0,
        next_attempt_at integer not null, last_outcome text, created_at integer not null,
        settled_at integer, unique (event_id, endpoint_url)
      ) strict;
      insert into webhook_deliveries (event_id, endpoint_url, body, next_attempt_at, created_at) values
        ('evt_old', '${endpoint.url}', '{"data":{}}', 0, 0),
        ('evt_lost', 'http://127.0.0.1/gone', '{"data":{}}', 0, 0);`);
    old.close();
    const { backend, deliveryOf } = await startSender({
      path,
      webhook: { url: endpoint.url, secret: secretOf("x") },
    });
    await backend.settled();
    expect(endpoint.received).toMatchObject([{ headers: { "webhook-id": "evt_old" } }]);
    expect(await deliveryOf("evt_lost")).toMatchObject({ status: "failed", lastOutcome: "endpoint removed" });
  });

  it("can be disabled, but is removed only there, and what waited for it is then given up", async () => {
    const path = join(temporaryFolder(), "backend.sqlite");
    const endpoint = await startEndpoint();
    endpoint.answer = (response) => void response.writeHead(500).end();
    const first = await startSender({ path, webhook: { url: endpoint.url, secret: secretOf("x") } });
    const eventId = await first.happens();
    const { id } = await first.endpointOf(endpoint.url);
    expect(await first.request("DELETE", `/webhooks/endpoints/${id}`)).toMatchObject({
      status: 409,
      body: { code: "ENDPOINT_CONFIGURED" },
    });
    await first.close();

    const second = await startSender({ path });
    expect(await second.endpointOf(endpoint.url)).toBeUndefined();
    expect(await second.deliveryOf(eventId)).toMatchObject({
      status: "failed",
      lastOutcome: "endpoint removed",
    });
  });
});

describe("an endpoint that fails for long", () => {
  it("is disabled after five days of failures, and nothing more is tried until somebody enables it", async () => {
    const endpoint = await startEndpoint();
    const { addEndpoint, ask, endpointOf, happens, clock } = await startSender();
    const { id } = await addEndpoint({ url: endpoint.url });
    endpoint.answer = (response) => void response.writeHead(500).end();
    for (let day = 0; day < 5; day++) {
      await happens();
      expect(await endpointOf(endpoint.url)).toMatchObject({ disabledAt: null });
      clock.advance(DAY);
    }
    await happens();
    expect(await endpointOf(endpoint.url)).toMatchObject({
      disabledAt: clock.now(),
      disabledReason: "failing",
    });
    const { deliveries } = await ask("GET", `/deliveries?endpointId=${id}&status=queued`);
    expect(deliveries).toEqual([]);

    const tried = endpoint.received.length;
    clock.advance(DAY);
    await happens();
    expect(endpoint.received).toHaveLength(tried);
    endpoint.answer = (response) => void response.writeHead(204).end();
    await ask("PATCH", `/endpoints/${id}`, { enabled: true });
    await happens();
    expect(endpoint.received).toHaveLength(tried + 1);
    expect(await endpointOf(endpoint.url)).toMatchObject({ disabledAt: null, failingSince: null });
  });

  it("is well again with one success, and the five days begin anew", async () => {
    const endpoint = await startEndpoint();
    const { addEndpoint, endpointOf, happens, clock } = await startSender();
    await addEndpoint({ url: endpoint.url });
    for (let day = 0; day < 8; day++) {
      const status = day === 3 ? 200 : 500;
      endpoint.answer = (response) => void response.writeHead(status).end();
      await happens();
      clock.advance(DAY);
    }
    expect(await endpointOf(endpoint.url)).toMatchObject({ disabledAt: null });
  });

  it("is not blamed for the week in which nothing was sent", async () => {
    const endpoint = await startEndpoint();
    const { addEndpoint, endpointOf, happens, clock } = await startSender();
    await addEndpoint({ url: endpoint.url });
    endpoint.answer = (response) => void response.writeHead(404).end();
    await happens("obj_1", "evt_once");
    // Beyond the schedule's end: the event is tried late, and given up.
    clock.advance(7 * DAY);
    await happens();
    expect(await endpointOf(endpoint.url)).toMatchObject({ disabledAt: null, failingSince: clock.now() });
  });

  it("can be switched off by hand, which gives up what waits for it", async () => {
    const endpoint = await startEndpoint();
    const { addEndpoint, ask, deliveryOf, happens, clock, backend } = await startSender();
    const { id } = await addEndpoint({ url: endpoint.url });
    endpoint.answer = (response) => void response.writeHead(500).end();
    const eventId = await happens();
    const off = await ask("PATCH", `/endpoints/${id}`, { enabled: false });
    expect(off).toMatchObject({ disabledReason: "by_hand" });
    clock.advance(HOUR);
    await backend.settled();
    expect(endpoint.received).toHaveLength(1);
    expect(await deliveryOf(eventId)).toMatchObject({ status: "failed", lastOutcome: "endpoint disabled" });
  });
});
