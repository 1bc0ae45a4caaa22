import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { startTestTandem, type TestTandem } from "../support/tandem";
import { signedWebhook } from "../support/webhook";

/** Behind a reverse proxy every request comes from the proxy's address. What it says of the sender is believed on demand. */
let tandem: TestTandem;
afterEach(() => tandem.close());

const start = async (trusted?: string, now?: () => number) =>
  (tandem = await startTestTandem({
    env: trusted ? { TRUST_PROXY: trusted } : {},
    ...(now ? { now } : {}),
  }));

/** Which source a forged webhook is counted for that a proxy on this machine passes on with this header. */
async function sourceOf(forwardedFor: string): Promise<string | null> {
  const stranger = `whsec_${Buffer.from("the secret of somebody else's app").toString("base64")}`;
  const headers = { "x-forwarded-for": forwardedFor };
  const forged = signedWebhook(stranger, { type: "user.updated", at: Date.now(), data: {} }, headers);
  const refused = await fetch(`${tandem.localUrl}/api/webhooks/backend-sync`, forged);
  expect(refused.status).toBe(401);
  const { webhooks } = (await tandem.admin()).trpc;
  const { rows } = await webhooks.list.query({ limit: 1 });
  return (await webhooks.get.query({ attemptId: rows[0]?.attemptId ?? "" })).source;
}

test("who is not told to trust a proxy counts the connection's own address, whatever a header says", async () => {
  await start();
  expect(await sourceOf("203.0.113.9")).toBe("127.0.0.1");
});

test("one trusted proxy is believed for the address before it, and not for what the sender made up before that", async () => {
  await start("1");
  expect(await sourceOf("203.0.113.9")).toBe("203.0.113.9");
  expect(await sourceOf("198.51.100.7, 203.0.113.9")).toBe("203.0.113.9");
  expect(await sourceOf("not an address")).toBe("unknown");
});

test("a proxy is trusted by its address, and another one is not", async () => {
  await start("127.0.0.0/8, 10.0.0.0/8");
  expect(await sourceOf("203.0.113.9, 10.1.2.3")).toBe("203.0.113.9");
  await tandem.close();
  await start("10.0.0.0/8");
  expect(await sourceOf("203.0.113.9")).toBe("127.0.0.1");
});

test("who guesses passwords behind a proxy is held up, and nobody else", async () => {
  // So that no wait is over before the last question, however long they take. The store counts by it too.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  await start("1", () => Date.now());
  const guess = async (email: string, from: string) => {
    const response = await fetch(`${tandem.localUrl}/trpc/portal.signIn`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": from },
      body: JSON.stringify({ email, password: "wrong password of somebody" }),
    });
    return response.status;
  };
  // As many wrong passwords as one address may give, each for another account.
  await Promise.all(Array.from({ length: 50 }, (_, n) => guess(`p${n}@x.example`, "203.0.113.9")));
  expect(await guess("somebody@x.example", "203.0.113.9")).toBe(429);
  expect(await guess("somebody@x.example", "198.51.100.7")).toBe(401);
});
