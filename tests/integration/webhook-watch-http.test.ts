import { afterAll, beforeAll, expect, test } from "vitest";
import { appErrorOf } from "../support/app-error";
import { startTestTandem, type TestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";
import { signedWebhook } from "../support/webhook";

/** Following the log over a real connection that is cut, and the commands as the console calls them. */
const secret = `whsec_${Buffer.from("a secret of the backend, 32 bytes").toString("base64")}`;
let tandem: TestTandem;
let admin: Visitor;
beforeAll(async () => {
  tandem = await startTestTandem({ env: { BACKEND_WEBHOOK_SECRETS: secret } });
  admin = await tandem.admin();
});
afterAll(() => tandem.close());

async function send(type: string): Promise<void> {
  const event = signedWebhook(secret, { type, at: Date.now(), data: { frontendUserId: "nobody" } });
  const response = await fetch(`${tandem.url}/api/webhooks/backend-sync`, event);
  expect(response.status).toBe(200);
}

type Told = Array<{ id: string; type: string | null }>;

/** Follows the log until `count` rows were told, then cuts the connection. Answers once it stands. */
function follow(count: number, input: { lastEventId?: string; types?: string[] } = {}) {
  return new Promise<{ all: Promise<Told> }>((begun) => {
    const told: Told = [];
    const all = new Promise<Told>((resolve, reject) => {
      const stream = admin.trpc.webhooks.tail.subscribe(input, {
        onStarted: () => begun({ all }),
        onError: reject,
        onData: ({ id, data }) => {
          told.push({ id, type: data.type });
          if (told.length < count) return;
          stream.unsubscribe();
          resolve(told);
        },
      });
    });
  });
}

test("whoever follows the log and is cut off is told exactly what they have missed, in order", async () => {
  const first = await follow(2);
  await send("one.a");
  await send("one.b");
  const before = await first.all;
  expect(before.map(({ type }) => type)).toEqual(["one.a", "one.b"]);
  await send("two.a");
  await send("two.b");
  const lastEventId = before.at(-1)?.id ?? "";
  const after = await (await follow(2, { lastEventId })).all;
  expect(after.map(({ type }) => type)).toEqual(["two.a", "two.b"]);
  const some = await (await follow(1, { lastEventId, types: ["two.b"] })).all;
  expect(some).toEqual(after.slice(1));
});

test.each(["the ID of a run's stream", "8640000000000000", "-1e999"])(
  "whoever goes on after what is no place in the log (%s) is told what arrives from now on",
  async (lastEventId) => {
    const { all } = await follow(1, { lastEventId, types: [`late.${lastEventId.length}`] });
    await send(`late.${lastEventId.length}`);
    expect((await all).map(({ type }) => type)).toEqual([`late.${lastEventId.length}`]);
  },
);

test("the figures and commands of the console are one call each, and reading the log needs a sign-in", async () => {
  await send("invoice.paid");
  const { rows } = await admin.trpc.webhooks.list.query({ types: ["invoice.paid"] });
  const attemptId = rows[0]?.attemptId ?? "";
  const replayed = await admin.trpc.webhooks.replay.mutate({ attemptId, reason: "To see" });
  expect(replayed).toMatchObject({ outcome: "ignored", changes: [] });
  const filter = { types: ["invoice.paid"] };
  expect(await admin.trpc.webhooks.replayPreview.query({ filter })).toMatchObject({ count: 1, exact: true });
  const { runId } = await admin.trpc.webhooks.replayAll.mutate({ filter, name: "All", reason: "To see" });
  await expect
    .poll(() => admin.trpc.webhooks.replayRun.query({ runId }))
    .toMatchObject({ state: "done", replayed: 1, outcomes: { ignored: 1 } });
  expect((await admin.trpc.webhooks.replayRuns.query({})).runs).toHaveLength(1);
  expect((await admin.trpc.webhooks.replayItems.query({ runId })).items).toHaveLength(1);
  expect((await admin.trpc.webhooks.histogram.query({ range: "1h" })).totals.ignored).toBeGreaterThan(0);
  expect((await admin.trpc.webhooks.lag.query({ range: "1h" })).count).toBe(0);
  expect((await admin.trpc.webhooks.types.query()).types.map(({ type }) => type)).toContain("invoice.paid");
  expect((await admin.trpc.webhooks.issues.query()).issues).toEqual([]);
  const refused = await appErrorOf(admin.trpc.webhooks.replay.mutate({ attemptId: "x", reason: "To see" }));
  expect(refused).toMatchObject({ code: "not_found", field: "attemptId" });
  expect((await appErrorOf(tandem.visitor().trpc.webhooks.list.query({}))).code).toBe("unauthenticated");
});
