import type { ServerResponse } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { accepts, startEndpoint, startSender } from "./reference-backend-webhooks-harness";

async function senderAndEndpoint() {
  const endpoint = await startEndpoint();
  const sender = await startSender();
  const { id, secret } = await sender.addEndpoint({ url: endpoint.url });
  return { ...sender, endpoint, id: id as string, secret: secret as string };
}

const say =
  (status: number, body = "") =>
  (response: ServerResponse) =>
    void response.writeHead(status).end(body);

/** A port on which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("the delivery log", () => {
  it("keeps of every attempt when it was, its status, how long it took and the answer's first bytes", async () => {
    const { endpoint, happens, deliveryOf, backend, clock } = await senderAndEndpoint();
    const startedAt = clock.now();
    endpoint.answer = (response) => {
      clock.advance(70);
      response.writeHead(502).end(`<h1>Bad gateway</h1>${"ä".repeat(10_000)}`);
    };
    const eventId = await happens();
    endpoint.answer = say(201, "thanks");
    clock.advance(5_000);
    await backend.settled();

    const { log, ...delivery } = await deliveryOf(eventId);
    const [first, second] = log;
    expect(first).toMatchObject({ at: startedAt, durationMs: 70, outcome: "refused", status: 502 });
    expect(first.response).toMatch(/^<h1>Bad gateway<\/h1>ä+$/u);
    expect(Buffer.byteLength(first.response)).toBeLessThanOrEqual(512);
    expect(second).toMatchObject({ at: startedAt + 5_070, status: 201, response: "thanks" });
    expect(delivery).toMatchObject({ status: "delivered", attempts: 2, nextAttemptAt: null });
    expect(delivery.body).toBe(endpoint.received[1]?.body);
  });

  it("says when the next attempt follows", async () => {
    const { endpoint, happens, deliveryOf, clock } = await senderAndEndpoint();
    endpoint.answer = say(500);
    const delivery = await deliveryOf(await happens());
    expect(delivery).toMatchObject({ status: "queued", lastOutcome: "500" });
    expect(delivery.nextAttemptAt).toBe(clock.now() + 5_000);
  });

  it("names why no answer came: nobody listens, or not within 15 seconds", async () => {
    const { endpoint, request, deliveryOf, backend, clock, addEndpoint, happens, ask, id } =
      await senderAndEndpoint();
    endpoint.answer = () => {};
    const event = { id: "evt_slow", type: "contact.updated", data: { contactId: "obj_1" } };
    await request("POST", "/control/webhooks/send", event);
    await endpoint.came(1);
    clock.advance(14_999);
    expect((await deliveryOf("evt_slow")).log).toEqual([]);
    clock.advance(1);
    await backend.settled();
    const { log } = await deliveryOf("evt_slow");
    expect(log).toMatchObject([
      { outcome: "unanswered", status: null, error: "timeout", durationMs: 15_000 },
    ]);

    await ask("DELETE", `/endpoints/${id}`);
    await addEndpoint({ url: `http://127.0.0.1:${await closedPort()}/hook` });
    expect((await deliveryOf(await happens())).log).toMatchObject([
      { outcome: "unanswered", status: null, error: "ECONNREFUSED" },
    ]);
  });

  it("takes a 2xx whose body never ends for delivered, and keeps what came of it", async () => {
    let asked = () => {};
    const wasAsked = new Promise<void>((resolve) => (asked = resolve));
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      const body = new ReadableStream({
        start(stream) {
          stream.enqueue(Buffer.from("so far"));
          init?.signal?.addEventListener("abort", () => stream.error(new Error("aborted")));
        },
      });
      asked();
      return new Response(body);
    };
    const { addEndpoint, request, deliveryOf, backend, clock } = await startSender({ fetch });
    await addEndpoint({ url: "http://127.0.0.1/hook" });
    const event = { id: "evt_endless", type: "contact.updated", data: { contactId: "obj_1" } };
    await request("POST", "/control/webhooks/send", event);
    await wasAsked;
    clock.advance(15_000);
    await backend.settled();
    const { status, log } = await deliveryOf("evt_endless");
    expect(status).toBe("delivered");
    expect(log).toMatchObject([{ outcome: "delivered", status: 200, response: "so far" }]);
  });

  it("is read page by page, newest first, by endpoint, event and state", async () => {
    const { endpoint, happens, ask, id } = await senderAndEndpoint();
    const events = [await happens(), await happens(), await happens()];
    endpoint.answer = say(500);
    events.push(await happens());
    const first = await ask("GET", "/deliveries?limit=3");
    const second = await ask("GET", `/deliveries?limit=3&cursor=${first.nextCursor}`);
    const seen = [...first.deliveries, ...second.deliveries].map(({ eventId }) => eventId);
    expect(seen).toEqual(events.toReversed());
    expect(second.nextCursor).toBeUndefined();
    const failing = await ask("GET", `/deliveries?endpointId=${id}&status=queued`);
    expect(failing.deliveries).toMatchObject([{ eventId: events[3], attempts: 1 }]);
    expect((await ask("GET", "/deliveries?endpointId=ep_other")).deliveries).toEqual([]);
  });

  it("lets a delivery be sent again: the same ID and bytes, and the earlier attempts stay", async () => {
    const { endpoint, happens, deliveryOf, ask, backend } = await senderAndEndpoint();
    const eventId = await happens();
    const { id } = await deliveryOf(eventId);
    await ask("POST", `/deliveries/${id}/resend`);
    await backend.settled();
    const [one, two] = endpoint.received;
    expect(two?.body).toBe(one?.body);
    expect(two?.headers["webhook-id"]).toBe(eventId);
    expect((await deliveryOf(eventId)).log).toHaveLength(2);
  });

  it("does not settle a delivery that was begun anew by the answer to its earlier attempt", async () => {
    const { endpoint, request, deliveryOf, ask, backend } = await senderAndEndpoint();
    const responses: ServerResponse[] = [];
    endpoint.answer = (response) => void responses.push(response);
    const event = { id: "evt_again", type: "contact.updated", data: { contactId: "obj_1" } };
    await request("POST", "/control/webhooks/send", event);
    await endpoint.came(1);
    const { id } = await deliveryOf("evt_again");
    await ask("POST", `/deliveries/${id}/resend`);
    responses[0]?.writeHead(200).end();
    await endpoint.came(2);
    expect(await deliveryOf("evt_again")).toMatchObject({ status: "queued", log: [{ status: 200 }] });
    responses[1]?.writeHead(200).end();
    await backend.settled();
    expect(await deliveryOf("evt_again")).toMatchObject({ status: "delivered" });
  });

  it("refuses to send again to an endpoint that is disabled, and does not know what was never sent", async () => {
    const { endpoint, happens, deliveryOf, request } = await senderAndEndpoint();
    endpoint.answer = say(410);
    const { id } = await deliveryOf(await happens());
    const again = await request("POST", `/webhooks/deliveries/${id}/resend`);
    expect(again).toMatchObject({ status: 409, body: { code: "ENDPOINT_DISABLED" } });
    for (const unknown of ["999", "x"]) {
      expect(await request("GET", `/webhooks/deliveries/${unknown}`)).toMatchObject({ status: 404 });
    }
  });
});

describe("a test that somebody sends", () => {
  it("is a signed event of its own type, and its answer is told at once", async () => {
    const { endpoint, ask, id, secret, clock, deliveryOf } = await senderAndEndpoint();
    endpoint.answer = say(202, "got it");
    const { eventId, attempt } = await ask("POST", `/endpoints/${id}/test`);
    expect(attempt).toMatchObject({ outcome: "delivered", status: 202, response: "got it" });
    expect(endpoint.received[0]?.json).toMatchObject({ id: eventId, type: "webhook.test" });
    expect(accepts(secret, endpoint.received[0], clock.now())).toBe(true);
    expect(await deliveryOf(eventId)).toMatchObject({ status: "delivered", log: [attempt] });
  });

  it("goes to a disabled endpoint too, is tried once, and changes nothing about the endpoint", async () => {
    const { endpoint, ask, id, clock, backend, endpointOf } = await senderAndEndpoint();
    endpoint.answer = say(410);
    expect((await ask("POST", `/endpoints/${id}/test`)).attempt).toMatchObject({ outcome: "gone" });
    expect(await endpointOf(endpoint.url)).toMatchObject({ disabledAt: null, failingSince: null });
    await ask("PATCH", `/endpoints/${id}`, { enabled: false });
    endpoint.answer = say(200);
    await ask("POST", `/endpoints/${id}/test`);
    clock.advance(60 * 60_000);
    await backend.settled();
    expect(endpoint.received).toHaveLength(2);
    expect(await endpointOf(endpoint.url)).toMatchObject({ disabledReason: "by_hand" });
  });

  it("does not hold up the end of the backend", async () => {
    const { endpoint, request, id, close } = await senderAndEndpoint();
    endpoint.answer = () => {};
    const asked = request("POST", `/webhooks/endpoints/${id}/test`).catch(() => undefined);
    await endpoint.came(1);
    await close();
    await asked;
    expect(endpoint.received).toHaveLength(1);
  });
});
