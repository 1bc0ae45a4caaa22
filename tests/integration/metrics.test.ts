import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMetrics } from "../../server/metrics/metrics";
import { addBacklogMetrics } from "../../server/metrics/backlog-metrics";
import { addQueueMetrics } from "../../server/metrics/queue-metrics";
import { newPerson } from "../support/people";
import { openStoreOnDisk } from "../support/store-on-disk";
import { type TestTandem, startTestTandem } from "../support/tandem";
import { signedWebhook } from "../support/webhook";

const secret = `whsec_${Buffer.from("a secret for these tests of metrics").toString("base64")}`;

let tandem: TestTandem;
beforeAll(async () => {
  tandem = await startTestTandem({ env: { BACKEND_WEBHOOK_SECRETS: secret } });
});
afterAll(() => tandem.close());

const read = (headers: Record<string, string> = {}, { localUrl } = tandem) =>
  fetch(`${localUrl}/metrics`, { headers });

/** The value of one series, by its name with labels as Prometheus writes it. */
async function valueOf(series: string): Promise<number | null> {
  const line = (await (await read()).text()).split("\n").find((each) => each.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length));
}

describe("/metrics", () => {
  test("shows a calm desk: breaker closed, lane open, nothing waiting", async () => {
    expect((await read()).headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/u);
    expect(await valueOf('tandem_breaker_state{state="closed"}')).toBe(1);
    expect(await valueOf('tandem_breaker_state{state="open"}')).toBe(0);
    expect(await valueOf("tandem_backend_held_until_seconds")).toBe(0);
    expect(await valueOf("tandem_backend_tokens")).toBeGreaterThan(0);
    expect(await valueOf("tandem_lane_paused")).toBe(0);
    expect(await valueOf("tandem_store_up")).toBe(1);
    await expect.poll(() => valueOf("tandem_backend_silent")).toBe(0);
    expect(await valueOf('tandem_queue_jobs{lane="live",state="queued"}')).toBe(0);
    expect(await valueOf("tandem_queue_oldest_seconds")).toBe(0);
  });

  test("counts a registration's attempt and its calls to the backend, by route and without names", async () => {
    const person = newPerson();
    await tandem.visitor().trpc.portal.register.mutate(person);
    const succeeded = 'tandem_attempts_total{kind="register",lane="live",outcome="succeeded",error_code=""}';
    expect(await valueOf(succeeded)).toBe(1);
    const triggers =
      'tandem_backend_call_seconds_count{method="POST",route="/workflows/trigger",outcome="ok"}';
    expect(await valueOf(triggers)).toBe(1);
    const text = await (await read()).text();
    expect(text).not.toMatch(/zoe|müller|obj_|frontend_user_/iu);
  });

  test("counts what fails, by the class of the error, and who waits for the next attempt", async () => {
    tandem.backend.setChaos({ mode: "error" });
    await tandem.visitor().trpc.portal.register.mutate(newPerson());
    tandem.backend.setChaos({ mode: "ok" });
    const failed =
      'tandem_attempts_total{kind="register",lane="live",outcome="failed",error_code="server_error"}';
    expect(await valueOf(failed)).toBeGreaterThanOrEqual(1);
    expect(await valueOf('tandem_queue_jobs{lane="live",state="waiting"}')).toBe(1);
    expect(await valueOf("tandem_queue_oldest_seconds")).toBeGreaterThan(0);
  });

  test("counts webhooks by what became of them", async () => {
    const event = { type: "invoice.paid", at: Date.now(), data: {} };
    const post = (request: RequestInit) => fetch(`${tandem.localUrl}/api/webhooks/backend-sync`, request);
    await post(signedWebhook(secret, event));
    const stranger = `whsec_${Buffer.from("the secret of somebody else's app").toString("base64")}`;
    await post(signedWebhook(stranger, event));
    expect(await valueOf('tandem_webhooks_total{outcome="ignored",cause=""}')).toBe(1);
    expect(await valueOf('tandem_webhooks_total{outcome="rejected",cause="signature"}')).toBe(1);
  });

  test("tells how many mails wait and for how long, and how their tries ended", async () => {
    const { trpc } = tandem.visitor();
    const { email } = newPerson();
    await trpc.portal.register.mutate(newPerson({ email }));
    await trpc.portal.forgotPassword.mutate({ email, language: "en" });
    await expect.poll(() => valueOf('tandem_mails_total{kind="reset_password",outcome="sent"}')).toBe(1);
    expect(await valueOf("tandem_mails_waiting")).toBe(0);
    expect(await valueOf("tandem_mails_oldest_seconds")).toBe(0);
  });

  test("tells nothing to a page that has its own name lead to this machine", async () => {
    const statusAs = async (host: string) => {
      const [response] = (await once(
        get(`${tandem.localUrl}/metrics`, { headers: { host } }),
        "response",
      )) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await statusAs("evil.example:4000")).toBe(403);
    expect(await statusAs("127.0.0.1.evil.example")).toBe(403);
    expect(await statusAs("localhost:4000")).toBe(200);
  });

  test("says that the store is away, and leaves out what only the store knows", async () => {
    const store = await openStoreOnDisk();
    const { registry } = createMetrics();
    const looks = [addQueueMetrics(registry, store.convex), addBacklogMetrics(registry, store.convex)];
    const look = () => Promise.all(looks.map((each) => each()));
    await look();
    expect(await registry.metrics()).toContain("tandem_queue_oldest_seconds 0");
    expect(await registry.metrics()).toContain("tandem_purges_due 0");
    await store.close();
    await look();
    const text = await registry.metrics();
    expect(text).toContain("tandem_store_up 0");
    expect(text).not.toMatch(/^tandem_(?:queue_jobs|queue_oldest_seconds|lane_paused)\b/mu);
    expect(text).not.toMatch(/^tandem_(?:mails|bookings|purges?)_\w+ /mu);
  });

  test("is for this machine only, and a proxy on it does not count", async () => {
    expect((await read()).status).toBe(200);
    const passedOn = await read({ "x-forwarded-for": "203.0.113.9" });
    expect(passedOn.status).toBe(403);
    expect(await passedOn.text()).toContain("METRICS_TOKEN");
  });

  test("asks for the token when there is one", async () => {
    const guarded = await startTestTandem({ env: { METRICS_TOKEN: "a token of these tests" } });
    expect((await read({}, guarded)).status).toBe(403);
    expect((await read({ authorization: "Bearer wrong" }, guarded)).status).toBe(403);
    const right = await read({ authorization: "Bearer a token of these tests" }, guarded);
    expect(right.status).toBe(200);
    await guarded.close();
  });
});
