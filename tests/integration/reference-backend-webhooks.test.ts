import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import {
  WEBHOOK_SECRET,
  person,
  startBackend,
  startReceiver,
  temporaryFolder,
} from "./reference-backend-harness";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function backendWithReceiver(options: Parameters<typeof startBackend>[0] = {}) {
  const receiver = await startReceiver();
  return { ...(await startBackend({ webhook: receiver.webhook, ...options })), receiver };
}

describe("webhooks that the backend sends", () => {
  it("are signed so that the official Standard Webhooks package accepts them", async () => {
    const { crm, backend, receiver } = await backendWithReceiver({ orgId: "org_haff" });
    const { crmContactId, frontendUserId } = await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    const [{ headers, body, event }] = receiver.received as [(typeof receiver.received)[0]];
    const verified = new Webhook(WEBHOOK_SECRET).verify(body, headers as Record<string, string>);
    expect(verified).toEqual(event);
    expect(event).toMatchObject({
      id: headers["webhook-id"],
      type: "contact.created",
      organizationId: "org_haff",
    });
    expect(event.data).toMatchObject({
      contactId: crmContactId,
      crmContactId,
      frontendUserId,
      convexUserId: "convex_1",
      email: "person1@example.org",
      firstName: "Petra",
      lastName: "Person 1",
      phone: "+4915112345678",
    });
  });

  it("come once per contact and change, and not for an edit that changes nothing", async () => {
    const { crm, backend, receiver } = await backendWithReceiver();
    const { crmContactId } = await crm.registerUser(person(), { idempotencyKey: "a" });
    await crm.registerUser(person(), { idempotencyKey: "b" });
    await crm.updateContact(crmContactId, { firstName: "Petra" });
    await backend.settled();
    expect(receiver.types()).toEqual(["contact.created"]);
    await crm.updateContact(crmContactId, { firstName: "Paula" });
    await backend.settled();
    await crm.archiveContact(crmContactId);
    await backend.settled();
    expect(receiver.types()).toEqual(["contact.created", "contact.updated", "contact.deleted"]);
  });

  it("tell of a person's new e-mail when somebody in the CRM changed it, not when Tandem did", async () => {
    const { crm, backend, receiver, request } = await backendWithReceiver();
    const { crmContactId, frontendUserId } = await crm.registerUser(person(), { idempotencyKey: "a" });
    await crm.updateContact(crmContactId, { email: "by-tandem@example.org" });
    await backend.settled();
    expect(receiver.types()).not.toContain("user.updated");

    await request("PATCH", `/crm/contacts/${crmContactId}`, { email: "by-clerk@example.org" });
    await backend.settled();
    const told = receiver.received.find(({ event }) => event.type === "user.updated")?.event.data;
    expect(told).toMatchObject({ frontendUserId, email: "by-clerk@example.org" });
    expect(await crm.getFrontendUser(frontendUserId)).toMatchObject({ email: "by-clerk@example.org" });

    await request("PATCH", `/crm/contacts/${crmContactId}`, { company: "Haff AG" });
    await backend.settled();
    expect(receiver.types().filter((type) => type === "user.updated")).toHaveLength(1);
  });

  it("tell of a frontend user's new e-mail, which its contact takes over and no later edit takes back", async () => {
    const { crm, backend, receiver, request } = await backendWithReceiver();
    const { crmContactId, frontendUserId } = await crm.registerUser(person(), { idempotencyKey: "a" });
    const email = "new@example.org";
    await request("PATCH", `/frontend-users/${frontendUserId}`, { email });
    await backend.settled();
    expect(await crm.getContact(crmContactId)).toMatchObject({ email, firstName: "Petra" });
    expect(receiver.types()).toEqual(["contact.created", "user.updated", "contact.updated"]);

    // As in a file from before: the contact's own e-mail is another.
    await request("PATCH", `/crm/contacts/${crmContactId}`, { frontendUserId: null });
    await request("PATCH", `/crm/contacts/${crmContactId}`, { email: "old@example.org" });
    await request("PATCH", `/crm/contacts/${crmContactId}`, { frontendUserId });
    await request("PATCH", `/crm/contacts/${crmContactId}`, { phone: "+49301234567" });
    await backend.settled();
    expect(await crm.getFrontendUser(frontendUserId)).toMatchObject({ email });
    const told = receiver.received.filter(({ event }) => event.type === "user.updated").at(-1)?.event.data;
    expect(told).toMatchObject({ email, phone: "+49301234567" });
  });

  it("tell when a frontend user is suspended, reactivated and deleted", async () => {
    const { crm, backend, receiver, request } = await backendWithReceiver();
    const { frontendUserId } = await crm.registerUser(person(), { idempotencyKey: "a" });
    const path = `/frontend-users/${frontendUserId}`;
    for (const status of ["suspended", "suspended", "active"]) {
      await request("PATCH", path, { status });
      await backend.settled();
    }
    await request("DELETE", path, { reason: "gdpr_request" });
    await backend.settled();
    expect(receiver.types().slice(1)).toEqual(["user.suspended", "user.reactivated", "user.deleted"]);
    expect(receiver.received.at(-1)?.event.data).toMatchObject({ frontendUserId, reason: "gdpr_request" });
    expect(await crm.getFrontendUser(frontendUserId)).toMatchObject({ status: "deleted" });
  });

  it("are repeated after a refusal: same ID and bytes, signed anew", async () => {
    const { crm, backend, receiver, clock } = await backendWithReceiver();
    receiver.answers.push(500, 302);
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    clock.advance(4_999);
    await backend.settled();
    expect(receiver.received).toHaveLength(1);
    clock.advance(1);
    await backend.settled();
    clock.advance(5 * MINUTE);
    await backend.settled();
    clock.advance(48 * HOUR);
    await backend.settled();
    expect(receiver.received).toHaveLength(3);
    const [first, , third] = receiver.received;
    expect(third?.body).toBe(first?.body);
    expect(third?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(Number(third?.headers["webhook-timestamp"])).toBe(
      Number(first?.headers["webhook-timestamp"]) + 305,
    );
  });

  it.each([
    ["earliest", 0, 4_500],
    ["latest", 1, 5_500],
  ])("that failed together come back spread by a tenth: the %s", async (_which, random, wait) => {
    const { crm, backend, receiver, clock } = await backendWithReceiver({ random: () => random });
    receiver.answers.push(500);
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    clock.advance(wait - 1);
    await backend.settled();
    expect(receiver.received).toHaveLength(1);
    clock.advance(1);
    await backend.settled();
    expect(receiver.received).toHaveLength(2);
  });

  it("follow the Standard Webhooks schedule to its end and are then given up", async () => {
    const { crm, backend, receiver, clock } = await backendWithReceiver();
    receiver.answers.push(...Array.from({ length: 20 }, () => 503));
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    const waits = [
      5_000,
      5 * MINUTE,
      30 * MINUTE,
      2 * HOUR,
      5 * HOUR,
      10 * HOUR,
      14 * HOUR,
      20 * HOUR,
      24 * HOUR,
    ];
    for (const [index, wait] of waits.entries()) {
      clock.advance(wait);
      await backend.settled();
      expect(receiver.received).toHaveLength(index + 2);
    }
    clock.advance(30 * 24 * HOUR);
    await backend.settled();
    expect(receiver.received).toHaveLength(10);
  });

  it("stop at an endpoint that says it is gone (410), until it is enabled again", async () => {
    const { crm, backend, receiver, clock } = await backendWithReceiver();
    receiver.answers.push(410);
    await crm.registerUser(person(1), { idempotencyKey: "a" });
    await backend.settled();
    await crm.registerUser(person(2), { idempotencyKey: "b" });
    clock.advance(48 * HOUR);
    await backend.settled();
    expect(receiver.received).toHaveLength(1);
    expect(backend.enableEndpoint(receiver.webhook.url)).toBe(true);
    await crm.registerUser(person(3), { idempotencyKey: "c" });
    await backend.settled();
    expect(receiver.received).toHaveLength(2);
  });

  it("survive a restart of the backend", async () => {
    const path = join(temporaryFolder(), "backend.sqlite");
    const first = await backendWithReceiver({ path });
    first.receiver.answers.push(500);
    await first.crm.registerUser(person(), { idempotencyKey: "a" });
    await first.backend.settled();
    await first.close();
    const second = await startBackend({ path, webhook: first.receiver.webhook });
    // Not further: time that passes during a request counts towards its timeout.
    second.clock.advance(5_000);
    await second.backend.settled();
    expect(first.receiver.received).toHaveLength(2);
  });

  it("go to every endpoint when there are several", async () => {
    const [one, two] = [await startReceiver(), await startReceiver()];
    const { crm, backend } = await startBackend({ endpoints: [one.webhook, two.webhook] });
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    expect(two.received[0]?.event).toEqual(one.received[0]?.event);
  });

  it("can be sent by hand for a demonstration, twice under one ID if wanted", async () => {
    const { request, backend, receiver } = await backendWithReceiver({ chaos: true });
    const event = { type: "user.deleted", data: { frontendUserId: "f" }, id: "evt_1", at: 1704067200000 };
    expect((await request("POST", "/control/webhooks/send", event)).status).toBe(202);
    await backend.settled();
    await request("POST", "/control/webhooks/send", event);
    await backend.settled();
    expect(receiver.received.map((hook) => hook.event)).toMatchObject([
      { id: "evt_1", timestamp: "2024-01-01T00:00:00.000Z", data: { frontendUserId: "f" } },
      { id: "evt_1" },
    ]);
  });
});
