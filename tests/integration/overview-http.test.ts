import { afterAll, beforeAll, expect, test } from "vitest";
import { appErrorOf } from "../support/app-error";
import { newPerson } from "../support/people";
import { startTestTandem, type TestTandem } from "../support/tandem";
import { signedWebhook } from "../support/webhook";

/** The overview as the console asks for it: one call, whatever it is put together from. */
const secret = `whsec_${Buffer.from("a secret of the backend, 32 bytes").toString("base64")}`;
let tandem: TestTandem;
beforeAll(async () => {
  tandem = await startTestTandem({ env: { BACKEND_WEBHOOK_SECRETS: secret } });
});
afterAll(() => tandem.close());

test("one call tells how everybody is and how it has gone, over the range asked for", async () => {
  const { trpc } = await tandem.admin();
  const { status } = await tandem.visitor().trpc.portal.register.mutate(newPerson({}));
  expect(status).toBe("linked");
  const event = signedWebhook(secret, { type: "invoice.paid", at: Date.now(), data: {} });
  await fetch(`${tandem.url}/api/webhooks/backend-sync`, event);

  const { links, errors, sync, convergence, webhooks, trend } = await trpc.overview.get.query({
    range: "24h",
  });
  expect(links.states.linked).toMatchObject({ count: 1, oldestAt: expect.any(Number) as number });
  expect(errors).toEqual({ failed: [], pending: [] });
  expect(sync.totals).toEqual({ succeeded: 1, failed: 0 });
  expect(convergence).toMatchObject({ asked: 1, linked: 1, within: { "60s": 1, "5min": 1, "1h": 1 } });
  expect(webhooks.totals.ignored).toBeGreaterThanOrEqual(1);
  expect(trend).toEqual([]);

  for (const [range, bars] of [
    ["24h", 24],
    ["7d", 168],
    ["30d", 30],
  ] as const) {
    const over = await trpc.overview.get.query({ range });
    expect([over.sync.buckets.length, over.webhooks.buckets.length], range).toEqual([bars, bars]);
    expect(over.webhooks.bucketMs, range).toBe(over.sync.bucketMs);
    expect(over.webhooks.buckets.at(-1)?.at, range).toBe(over.sync.buckets.at(-1)?.at);
    expect(over.webhooks.totals.ignored, range).toBeGreaterThanOrEqual(1);
  }
});

test("nobody who is not signed in is told anything", async () => {
  const asked = tandem.visitor().trpc.overview.get.query({ range: "24h" });
  expect(await appErrorOf(asked)).toMatchObject({ code: "unauthenticated" });
});
