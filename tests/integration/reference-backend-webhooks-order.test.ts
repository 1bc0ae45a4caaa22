import { describe, expect, it } from "vitest";
import { startEndpoint, startSender } from "./reference-backend-webhooks-harness";

const say = (type: string, contactId: string, id: string) => ({ type, data: { contactId }, id });

describe("the order of webhooks", () => {
  it("keeps one person's events apart and in order, however slowly each is answered", async () => {
    const endpoint = await startEndpoint();
    const { addEndpoint, request, backend } = await startSender();
    await addEndpoint({ url: endpoint.url });
    const answers: Array<() => void> = [];
    endpoint.answer = (response) => void answers.push(() => response.writeHead(200).end());
    for (const id of ["evt_1", "evt_2", "evt_3"]) {
      await request("POST", "/control/webhooks/send", say("contact.updated", "obj_1", id));
    }
    for (const count of [1, 2, 3]) {
      await endpoint.came(count);
      expect(endpoint.received).toHaveLength(count);
      answers[count - 1]?.();
    }
    await backend.settled();
    expect(endpoint.received.map(({ json }) => json.id)).toEqual(["evt_1", "evt_2", "evt_3"]);
  });

  it("knows a person by the contact, whichever ID an event names", async () => {
    const endpoint = await startEndpoint();
    const { addEndpoint, crm, request, backend } = await startSender();
    const registered = await crm.registerUser(
      { convexUserId: "convex_1", customer: { email: "a@example.org", firstName: "A", lastName: "B" } },
      { idempotencyKey: "a" },
    );
    const { crmContactId, frontendUserId } = registered;
    await addEndpoint({ url: endpoint.url });
    const answers: Array<() => void> = [];
    endpoint.answer = (response) => void answers.push(() => response.writeHead(200).end());
    const names = [{ crmContactId }, { frontendUserId }, { convexUserId: "convex_1" }];
    for (const data of names) await request("POST", "/control/webhooks/send", { type: "user.updated", data });
    for (const count of [1, 2, 3]) {
      await endpoint.came(count);
      expect(endpoint.received).toHaveLength(count);
      answers[count - 1]?.();
    }
    await backend.settled();
    expect(endpoint.received.map(({ json }) => json.data)).toEqual(names);
  });

  it("lets a person's next event go ahead of one that waits for its next attempt", async () => {
    const endpoint = await startEndpoint();
    const { addEndpoint, happens, backend, clock } = await startSender();
    await addEndpoint({ url: endpoint.url });
    endpoint.answer = (response) => void response.writeHead(500).end();
    await happens("obj_1", "evt_1");
    endpoint.answer = (response) => void response.writeHead(200).end();
    await happens("obj_1", "evt_2");
    clock.advance(5_000);
    await backend.settled();
    expect(endpoint.received.map(({ json }) => json.id)).toEqual(["evt_1", "evt_2", "evt_1"]);
  });

  it("sends eight at a time to an endpoint, and one that hangs leaves the others alone", async () => {
    const [hanging, healthy] = [await startEndpoint(), await startEndpoint()];
    hanging.answer = () => {};
    const { addEndpoint, request, clock, backend } = await startSender();
    for (const { url } of [hanging, healthy]) await addEndpoint({ url });
    for (let n = 0; n < 40; n++) {
      await request("POST", "/control/webhooks/send", say("contact.updated", `obj_${n}`, `evt_${n}`));
    }
    await healthy.came(40);
    await hanging.came(8);
    expect(hanging.received).toHaveLength(8);
    // Those eight time out and wait, the next eight take their place.
    clock.advance(15_000);
    await hanging.came(16);
    expect(hanging.received.slice(8).map(({ json }) => json.id)).not.toContain("evt_0");
    hanging.answer = (response) => void response.writeHead(200).end();
    clock.advance(15_000);
    await backend.settled();
    expect(new Set(hanging.received.map(({ json }) => json.id)).size).toBe(40);
  });
});
