import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { readEvent } from "../../server/webhooks/read-event";
import { defaultSettings, Settings, type WebhookSettings } from "../../shared/settings-api";
import { redactBody } from "../../shared/webhook-redact";
import { admin, Scene } from "./interleavings-harness";

/** What is kept of webhooks, how long, and what never is. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const DAY = 24 * 3_600_000;
const later = (ms = 1_000) => (scene.clock.now += ms);
const settle = async (webhooks: Partial<WebhookSettings>) => {
  const { version } = await scene.query(api.settings.get, {}, admin);
  const settings = { ...defaultSettings, webhooks: { ...defaultSettings.webhooks, ...webhooks } };
  await scene.mutate(api.settings.update, { version, settings, requestId: "r" }, admin);
};

async function deliver(data: object, type = "user.updated", id = `evt_${scene.clock.now}`) {
  const body = Buffer.from(JSON.stringify({ id, type, timestamp: scene.clock.now, data }));
  const event = readEvent(body, {
    ...{ eventId: id, sentAt: scene.clock.now, happenedBy: scene.clock.now },
  });
  if (!event) throw new Error("This is no event.");
  const arrival = { receivedAt: scene.clock.now, durationMs: 1, bytes: body.length, headers: [] };
  await scene.mutate(api.webhooks.receive, { event, arrival });
  return { body, attemptId: await newestArrival() };
}
async function refuse(body: string) {
  const arrival = { receivedAt: scene.clock.now, durationMs: 1, bytes: body.length, headers: [] };
  return scene.mutate(api.webhooks.reject, { arrival, source: "192.0.2.1", cause: "signature", body });
}
const newestArrival = async () =>
  (await scene.query(api.webhookLog.page, { cursor: null, limit: 1 })).rows[0]?.attemptId ?? "";
const detailOf = (attemptId: string) => scene.query(api.webhookLog.get, { attemptId });
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

describe("retention", () => {
  test("after 90 days the content is removed; the record, what it changed and its hash stay", async () => {
    const { frontendUserId } = await scene.linked();
    later();
    const { body, attemptId } = await deliver({ frontendUserId, lastName: "Neu" });
    const refused = await refuse(body.toString());
    const many = [];
    for (let n = 0; n < 60; n++)
      many.push((await deliver({ frontendUserId }, "invoice.paid", `evt_${n}`)).attemptId);
    later(89 * DAY);
    const young = await deliver({ frontendUserId }, "invoice.paid", "evt_young");
    await scene.store.runScheduled();
    expect((await detailOf(attemptId)).payload).toBe(body.toString());
    later(DAY + 1);
    await deliver({ frontendUserId }, "invoice.paid", "evt_now");
    await scene.store.runScheduled();
    const { payload, contentRemovedAt, delivery, changes, replay } = await detailOf(attemptId);
    expect(payload).toBe("");
    expect(delivery).toMatchObject({ outcome: "applied", sha256: sha256(body) });
    expect(contentRemovedAt).toBe(scene.clock.now);
    expect(changes).toMatchObject([{ field: "lastName", after: "Neu" }]);
    expect(replay).toMatchObject({ allowed: false, why: expect.stringContaining("removed") });
    expect(await detailOf(refused)).toMatchObject({
      ...{ payload: "", contentRemovedAt: scene.clock.now, replay: { allowed: false } },
    });
    for (const id of many) expect((await detailOf(id)).payload).toBe("");
    expect((await detailOf(young.attemptId)).payload).not.toBe("");
    const kept = await scene.store.run((ctx) => ctx.db.query("webhookDeliveries").first());
    expect(kept).not.toHaveProperty("data");
  });

  test("how long is a setting", async () => {
    await settle({ keepContentDays: 2 });
    const { attemptId } = await deliver({ frontendUserId: "f" });
    later(2 * DAY + 1);
    await deliver({ frontendUserId: "f" });
    await scene.store.runScheduled();
    expect((await detailOf(attemptId)).payload).toBe("");
  });

  test("buckets that no range shows any more are deleted, days are kept", async () => {
    await deliver({ frontendUserId: "f" });
    later(110 * DAY);
    await deliver({ frontendUserId: "f" });
    await scene.store.runScheduled();
    const buckets = await scene.store.run((ctx) => ctx.db.query("webhookBuckets").collect());
    expect(buckets.map(({ size }) => size).sort()).toEqual(["day", "day", "hour", "minute"]);
  });
});

describe("fields that are left out", () => {
  test("are applied, and kept nowhere in the log: not in the body, its data, what it changed or the timeline", async () => {
    await settle({ redactFields: "phone, note" });
    const { userId, frontendUserId } = await scene.linked();
    later();
    const { body, attemptId } = await deliver({
      ...{ frontendUserId, lastName: "Neu", phone: "+4930123456" },
      history: [{ Note: "private" }],
    });
    expect((await scene.personOf(userId)).user?.phone).toBe("+4930123456");
    const detail = await detailOf(attemptId);
    expect(JSON.parse(detail.payload).data).toEqual({
      ...{ frontendUserId, lastName: "Neu", phone: "(left out)" },
      history: [{ Note: "(left out)" }],
    });
    expect(detail).toMatchObject({ redacted: ["phone", "Note"], delivery: { sha256: sha256(body) } });
    expect(detail.changes).toEqual([
      { field: "lastName", before: "Müller 1", after: "Neu" },
      { field: "phone", before: null, after: "(left out)" },
    ]);
    const log = await scene.store.run(async ({ db }) => [
      await db.query("webhookDeliveries").collect(),
      await db.query("webhookAttempts").collect(),
      await db.query("auditEvents").collect(),
    ]);
    expect(JSON.stringify(log)).not.toMatch(/4930123456|private/u);
  });

  test("are not touched by a replay, for nobody knows what they were", async () => {
    await settle({ redactFields: "phone" });
    const { userId, frontendUserId } = await scene.linked();
    later();
    const { attemptId } = await deliver({ frontendUserId, phone: "+4930123456", lastName: "Neu" });
    const asked = { attemptId, reason: "To see", requestId: "r" };
    expect(await scene.mutate(api.webhookReplays.replay, asked, admin)).toMatchObject({ changes: [] });
    expect((await scene.personOf(userId)).user).toMatchObject({ phone: "+4930123456", lastName: "Neu" });
  });

  test("are left out of refused requests too, of which nothing is kept when they cannot be read", async () => {
    await settle({ redactFields: "phone" });
    const read = await detailOf(await refuse('{"type":"x","data":{"phone":"+4930123456"}}'));
    expect(read.payload).toBe('{"type":"x","data":{"phone":"(left out)"}}');
    expect(read.redacted).toEqual(["phone"]);
    expect(read.replay).toMatchObject({ allowed: false, why: expect.stringContaining("never kept") });
    expect((await detailOf(await refuse('{"phone":"+4930123456'))).payload).toBe("");
  });

  test("a body without any of them stays as it came, byte for byte", () => {
    const body = '{ "b" : 1.0,\n"a":[null, {"c":"é"}] }';
    expect(redactBody(body, ["phone"])).toEqual({ body, redacted: [] });
  });

  test("cannot be those that say whom an event is about, or when", () => {
    const problemOf = (redactFields: string) =>
      Settings.safeParse({ ...defaultSettings, webhooks: { keepContentDays: 90, redactFields } }).error
        ?.issues[0]?.message;
    expect(problemOf("phone, dateOfBirth")).toBeUndefined();
    expect(problemOf("phone, FrontendUserId")).toContain("cannot be left out");
    expect(problemOf("phone;note")).toContain("Give names of fields");
  });
});
