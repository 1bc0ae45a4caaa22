import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";
import { signedWebhook } from "../support/webhook";

const secret = `whsec_${Buffer.from("a secret for tests of the recovery").toString("base64")}`;

let tandem: TestTandem;
let admin: Visitor;
beforeEach(async () => {
  tandem = await startTestTandem({ env: { BACKEND_WEBHOOK_SECRETS: secret } });
  admin = await tandem.admin();
});
afterEach(() => tandem.close());

async function leaveFailingBackendsAloneFor(coolDownMs: number): Promise<void> {
  const { version, settings } = await admin.trpc.settings.get.query();
  const breaker = { failures: 2, coolDownMs, longestCoolDownMs: 600_000 };
  await admin.trpc.settings.update.mutate({
    version,
    settings: { ...settings, gate: { ...settings.gate, breaker } },
  });
}

const breakerState = async () => (await admin.trpc.health.get.query()).gate.breaker.state;
const stateOf = async (visitor: Visitor) => (await visitor.trpc.portal.me.query()).sync.state;

/**
 * Two people who registered while the backend was down. The breaker has opened for ten minutes, so that within a test
 * nothing gets better by itself; the backend is back.
 */
async function registerInAnOutage(): Promise<[Visitor, Visitor]> {
  await leaveFailingBackendsAloneFor(600_000);
  tandem.backend.setChaos({ mode: "down" });
  const visitors = [tandem.visitor(), tandem.visitor()] as [Visitor, Visitor];
  await Promise.all(visitors.map((visitor) => visitor.trpc.portal.register.mutate(newPerson())));
  await expect.poll(breakerState).toBe("open");
  tandem.backend.setChaos({ mode: "ok" });
  return visitors;
}

describe("recovery by itself", () => {
  test("a backend that is left alone costs nobody an attempt, and the page shows the mirror at once", async () => {
    const known = await tandem.visitor().trpc.portal.register.mutate(newPerson());
    await registerInAnOutage();
    const page = await admin.trpc.users.get.query({ id: known.userId });
    expect(page.contact?.source).toMatchObject({ kind: "mirror" });
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson());
    const detail = await admin.trpc.users.get.query({ id: userId });
    expect(detail.row).toMatchObject({ state: "pending", attempts: 0 });
    expect(detail.jobs).toMatchObject([{ state: "queued", attempts: [] }]);
    const { backend, gate } = await admin.trpc.health.get.query();
    expect(backend).toMatchObject({ status: "failing", detail: expect.stringContaining("Not asked") });
    expect(gate.breaker.probeAt).toBeGreaterThan(Date.now());
  });

  test("one 429 holds the next person back too, without spending their attempt", async () => {
    tandem.backend.setChaos({ mode: "rate_limited", retryAfterS: 600 });
    await tandem.visitor().trpc.portal.register.mutate(newPerson());
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson());
    const detail = await admin.trpc.users.get.query({ id: userId });
    expect(detail.jobs).toMatchObject([{ state: "queued", attempts: [] }]);
    const { backend, gate } = await admin.trpc.health.get.query();
    expect(gate).toMatchObject({ breaker: { state: "closed" }, heldUntil: expect.any(Number) });
    expect(backend).toMatchObject({ status: "unknown", detail: expect.stringContaining("asked us to wait") });
  });

  test("a webhook shows that the backend lives: who waited is tried again, not in some minutes", async () => {
    const visitors = await registerInAnOutage();
    await leaveFailingBackendsAloneFor(1_000);
    const event = signedWebhook(secret, { type: "invoice.paid", at: Date.now(), data: {} });
    await fetch(`${tandem.localUrl}/api/webhooks/backend-sync`, event);
    for (const visitor of visitors) {
      await expect.poll(() => stateOf(visitor), { timeout: 20_000 }).toBe("linked");
    }
    expect(await breakerState()).toBe("closed");
    expect(tandem.logLines.join("")).toContain("the backend is back");
  });

  test("an admin's test of the connection is as good a sign of life as a webhook", async () => {
    const [visitor] = await registerInAnOutage();
    await leaveFailingBackendsAloneFor(1_000);
    expect((await admin.trpc.settings.testConnection.mutate()).reachable.ok).toBe(true);
    await expect.poll(() => stateOf(visitor), { timeout: 20_000 }).toBe("linked");
  });
});
