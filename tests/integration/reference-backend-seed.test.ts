import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import type { Crm } from "../../server/crm/port";
import { person, startBackend, startReceiver } from "./reference-backend-harness";

const SAMPLE = "samples/haff/contacts.jsonl";

interface SampleContact {
  id: string;
  status: string;
  customProperties: Record<string, unknown>;
}
const sample: SampleContact[] = readFileSync(SAMPLE, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

async function* linesOf(path: string): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line);
}

async function everyContact(crm: Crm): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let more = true; more;) {
    const page = await crm.listContacts({ limit: 100, offset: all.length });
    expect(page.unreadable).toEqual([]);
    expect(page.total).toBe(sample.length);
    all.push(...page.contacts.map((contact) => contact.raw));
    more = page.hasMore;
  }
  return all;
}

const byId = (a: unknown, b: unknown) => ((a as SampleContact).id < (b as SampleContact).id ? -1 : 1);

describe("a backend that starts with the sample organisation", () => {
  it("shows every contact exactly as exported, page by page, and no webhook or mail went out", async () => {
    const receiver = await startReceiver();
    const { backend, crm, mails } = await startBackend({ webhook: receiver.webhook });
    const withUser = sample.filter((contact) => contact.customProperties.frontendUserId);
    expect(await backend.seed({ contacts: linesOf(SAMPLE) })).toEqual({
      contacts: sample.length,
      frontendUsers: withUser.length,
      events: 0,
      bookings: 0,
    });
    expect((await everyContact(crm)).sort(byId)).toEqual([...sample].sort(byId));
    await backend.settled();
    expect(receiver.received).toEqual([]);
    expect(mails()).toEqual([]);
  });

  it("can be seeded again without undoing what happened since", async () => {
    const { backend, crm } = await startBackend();
    const some = sample.slice(0, 50);
    await backend.seed({ contacts: some });
    await crm.updateContact(some[0]?.id ?? "", { firstName: "Changed" });
    expect(await backend.seed({ contacts: some })).toEqual({
      contacts: 0,
      frontendUsers: 0,
      events: 0,
      bookings: 0,
    });
    expect(await crm.getContact(some[0]?.id ?? "")).toMatchObject({ firstName: "Changed" });
  });

  it("recognises its people: registering again finds both sides and sends no second welcome", async () => {
    const { backend, crm, mails } = await startBackend();
    const known = sample.find(
      ({ status, customProperties: { frontendUserId, convexUserId } }) =>
        status === "active" && frontendUserId && convexUserId,
    );
    await backend.seed({ contacts: known ? [known] : [] });
    const { email, convexUserId, frontendUserId } = known?.customProperties ?? {};
    const again = { convexUserId: String(convexUserId), customer: { email: String(email).toUpperCase() } };
    const ids = await crm.registerUser(again, { idempotencyKey: "a" });
    expect(ids).toMatchObject({ crmContactId: known?.id, frontendUserId });
    await backend.settled();
    expect(mails()).toEqual([]);
  });

  it("takes frontend users of their own, and names what it cannot read without repeating it", async () => {
    const { backend, crm } = await startBackend();
    const user = {
      id: "frontend_user_x",
      email: "x@example.org",
      status: "suspended",
      crmContactId: "obj_gone",
    };
    expect(await backend.seed({ frontendUsers: [user] })).toEqual({
      contacts: 0,
      frontendUsers: 1,
      events: 0,
      bookings: 0,
    });
    expect(await crm.getFrontendUser("frontend_user_x")).toMatchObject({ status: "suspended" });
    const bad = backend.seed({ contacts: [{ id: "obj_1", status: person().customer.email }] });
    await expect(bad).rejects.toThrow(/^Contact cannot be read: status: (?!.*person1@)/);
  });
});
