import { beforeEach, describe, expect, it } from "vitest";
import type { ChaosInput } from "../../server/reference-backend/chaos/settings";
import { accepts, secretOf, startEndpoint, startSender } from "./reference-backend-webhooks-harness";

const secret = secretOf("a drill");

async function drilled(settings: ChaosInput) {
  const endpoint = await startEndpoint();
  const sender = await startSender();
  await sender.addEndpoint({ url: endpoint.url, secret });
  sender.backend.setChaos(settings);
  const ids = () => endpoint.received.map(({ json }) => json.id);
  return { ...sender, endpoint, ids };
}

let sender: Awaited<ReturnType<typeof drilled>>;

describe("a drill with lost webhooks", () => {
  beforeEach(async () => void (sender = await drilled({ mode: "webhook_lost" })));

  it("sends none, says so in the log, and nothing follows by itself", async () => {
    const id = await sender.happens();
    sender.clock.advance(24 * 60 * 60_000);
    await sender.backend.settled();
    expect(sender.ids()).toEqual([]);
    const delivery = await sender.deliveryOf(id);
    expect(delivery).toMatchObject({ status: "failed", lastOutcome: "lost in a fire drill" });
    expect(delivery.log).toMatchObject([{ outcome: "unanswered", error: "lost in a fire drill" }]);
  });

  it("does not count against the endpoint, and what was lost can be sent by hand afterwards", async () => {
    const id = await sender.happens();
    sender.backend.setChaos({ mode: "ok" });
    expect(await sender.endpointOf(sender.endpoint.url)).toMatchObject({ failingSince: null });
    const { id: deliveryId } = await sender.deliveryOf(id);
    await sender.ask("POST", `/deliveries/${deliveryId}/resend`);
    await sender.backend.settled();
    expect(sender.ids()).toEqual([id]);
  });
});

describe("a drill with duplicated webhooks", () => {
  it("sends each twice, under one ID and with one body", async () => {
    sender = await drilled({ mode: "webhook_duplicate" });
    const id = await sender.happens();
    const [first, second] = sender.endpoint.received;
    expect(sender.ids()).toEqual([id, id]);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.body).toBe(first?.body);
    expect((await sender.deliveryOf(id)).log).toHaveLength(2);
  });
});

describe("a drill with webhooks out of order", () => {
  beforeEach(async () => void (sender = await drilled({ mode: "webhook_out_of_order", holdS: 30 })));

  it("lets the next one of the same person overtake, pair by pair", async () => {
    const [a, b] = [await sender.happens(), await sender.happens()];
    const [c, d] = [await sender.happens(), await sender.happens()];
    expect(sender.ids()).toEqual([b, a, d, c]);
    expect(accepts(secret, sender.endpoint.received[1], sender.clock.now())).toBe(true);
  });

  it("keeps the people apart, and waits no longer than it was told", async () => {
    const held = await sender.happens("obj_1");
    await sender.happens("obj_2");
    expect(sender.ids()).toEqual([]);
    sender.clock.advance(30_000);
    await sender.backend.settled();
    expect(sender.ids()).toHaveLength(2);
    expect(sender.ids()[0]).toBe(held);
  });

  it("brings what is held back in the end when the drill is stopped", async () => {
    const held = await sender.happens();
    sender.backend.setChaos({ mode: "ok" });
    const next = await sender.happens();
    expect(sender.ids()).toEqual([next, held]);
  });
});

describe("a drill with a wrong clock", () => {
  it.each([600, -600])(
    "signs %i s off, which a receiver must refuse; the log shows the refusal",
    async (skewS) => {
      sender = await drilled({ mode: "webhook_clock_skew", skewS });
      sender.endpoint.answer = (response, hook) =>
        void response.writeHead(accepts(secret, hook, sender.clock.now()) ? 200 : 401).end();
      const id = await sender.happens();
      expect(await sender.deliveryOf(id)).toMatchObject({ status: "queued", lastOutcome: "401" });
      const stamped = Number(sender.endpoint.received[0]?.headers["webhook-timestamp"]);
      expect(stamped).toBe(Math.floor(sender.clock.now() / 1000) + skewS);

      sender.backend.setChaos({ mode: "ok" });
      sender.clock.advance(5_500);
      await sender.backend.settled();
      expect(await sender.deliveryOf(id)).toMatchObject({ status: "delivered" });
    },
  );
});

describe("a drill for chosen people", () => {
  it("strikes their webhooks alone, by the e-mail in the event or of the contact it names", async () => {
    sender = await drilled({ mode: "ok" });
    const { crm, backend, request } = sender;
    const contactOf = async (email: string) =>
      (await request("POST", "/crm/contacts", { email, firstName: "Petra" })).body.id;
    const [chosen, other] = [await contactOf("chosen@example.org"), await contactOf("other@example.org")];
    await backend.settled();
    const before = sender.ids().length;
    backend.setChaos({ mode: "webhook_lost", match: { email: "chosen@" } });
    await request("PATCH", `/crm/contacts/${chosen}`, { phone: "+49 30 1" });
    await request("PATCH", `/crm/contacts/${other}`, { phone: "+49 30 2" });
    await backend.settled();
    await sender.happens(chosen);
    expect(sender.endpoint.received.slice(before).map(({ json }) => json.data.contactId)).toEqual([other]);
    expect(await crm.getContact(chosen)).toMatchObject({ phone: "+49 30 1" });
  });
});
