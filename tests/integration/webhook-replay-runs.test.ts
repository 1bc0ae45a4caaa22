import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { admin, Scene } from "./interleavings-harness";
import { support, replaysOf } from "./webhook-replay-harness";

/** Webhooks tried again by operators: what was mended is applied, and nothing is done twice. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());
const { later, replay, detailOf, timelineOf, failedBefore, failedEvent } = replaysOf(() => scene);

function raise(): never {
  throw new Error("There is no row.");
}

describe("a run", () => {
  async function run(filter: object) {
    scene.clock.now += 1;
    const given = { name: "After the fix", reason: "Mended", filter, requestId: "r" };
    const { runId } = await scene.mutate(api.webhookReplays.replayAll, given, admin);
    await scene.store.runScheduled();
    return scene.query(api.webhookReplays.run, { runId });
  }

  test("replays all that failed since, over many steps, and keeps an outcome for each of them", async () => {
    const { frontendUserId } = await scene.linked();
    const old = await failedBefore(frontendUserId, "Old");
    const from = later();
    for (let n = 0; n < 60; n++) await failedBefore(frontendUserId, `Neu ${n}`);
    await scene.deliver("invoice.paid", {});
    expect(await scene.query(api.webhookReplays.preview, { filter: { outcomes: ["failed"], from } })).toEqual(
      {
        ...{ count: 60, exact: true, byOutcome: { failed: 60 }, approval: null },
      },
    );
    const ended = await run({ outcomes: ["failed"], from });
    expect(ended).toMatchObject({ state: "done", replayed: 60, skipped: 0, createdBy: "Ada Admin" });
    expect(ended.outcomes.applied).toBe(1);
    expect(ended.outcomes.stale).toBe(59);
    const { items, nextCursor } = await scene.query(api.webhookReplays.items, {
      ...{ runId: ended.runId, cursor: null },
    });
    expect(items).toHaveLength(50);
    expect(nextCursor).not.toBeNull();
    expect((await detailOf(old)).delivery?.outcome).toBe("failed");
  });

  test("comes to a delivery once, however often it arrived, and leaves what was mended meanwhile", async () => {
    const { frontendUserId } = await scene.linked();
    const twice = { eventId: "evt_twice", eventAt: later() };
    await scene.deliver("user.updated", { frontendUserId, lastName: "A" }, twice);
    await scene.deliver("user.updated", { frontendUserId, lastName: "A" }, twice);
    await replay(await failedBefore(frontendUserId, "B"));
    expect(await run({})).toMatchObject({ replayed: 2, skipped: 0 });
    expect(await run({ outcomes: ["failed"] })).toMatchObject({ replayed: 0, skipped: 1 });
  });

  test("waits while it is paused, and goes on where it was when it is resumed", async () => {
    const { frontendUserId } = await scene.linked();
    for (let n = 0; n < 3; n++) await failedBefore(frontendUserId, `Neu ${n}`);
    scene.clock.now += 1;
    const given = { name: "After the fix", reason: "Mended", filter: {}, requestId: "r" };
    const { runId } = await scene.mutate(api.webhookReplays.replayAll, given, admin);
    const ref = { runId, requestId: "r" };
    const inState = async (state: string) =>
      expect(await scene.query(api.webhookReplays.run, { runId })).toMatchObject({ state });
    await expect(scene.mutate(api.webhookReplays.pause, ref, support)).rejects.toThrow("replayMany");
    expect((await scene.mutate(api.webhookReplays.pause, ref, admin)).state).toBe("paused");
    await scene.store.runScheduled();
    await inState("paused");
    await expect(scene.mutate(api.webhookReplays.pause, ref, admin)).rejects.toThrow("is paused");
    // Twice, before any step had its turn: the steps of before do nothing.
    await scene.mutate(api.webhookReplays.resume, ref, admin);
    await scene.mutate(api.webhookReplays.pause, ref, admin);
    expect((await scene.mutate(api.webhookReplays.resume, ref, admin)).state).toBe("running");
    await scene.store.runScheduled();
    expect(await scene.query(api.webhookReplays.run, { runId })).toMatchObject({
      state: "done",
      replayed: 3,
    });
    await expect(scene.mutate(api.webhookReplays.resume, ref, admin)).rejects.toThrow("is done");
    const { events } = await scene.everything();
    const actions = events.map(({ action }) => action).filter((action) => action.endsWith(" replay"));
    expect(actions).toEqual(["pause replay", "resume replay", "pause replay", "resume replay"]);
  });

  /** As time goes by: what is scheduled runs, and what looks after it. */
  async function letTimePass(steps: number) {
    for (let n = 0; n < steps; n++) {
      scene.clock.now += 5_000;
      await scene.store.runScheduled();
    }
  }

  /** So many others who name their contact, each nearly as large as can be, that one transaction cannot read them. */
  async function crowdAround(crmContactId: string) {
    const { now } = scene.clock;
    const large = { crmContactId, firstName: "x".repeat(900_000), createdAt: now, profileUpdatedAt: now };
    for (let n = 0; n < 20; n++) await scene.store.run(({ db }) => db.insert("users", large));
  }

  test("is not held up by an event that breaks it each time: that one has failed, and the rest goes on", async () => {
    const { crmContactId: contactId } = await scene.linked();
    const { userId, frontendUserId } = await scene.linked();
    await failedBefore(frontendUserId, "Neu");
    const poison = await failedEvent("contact.updated", { contactId }, "Arg");
    await failedBefore(frontendUserId, "Neuer");
    await crowdAround(contactId);
    const { runId, ...started } = await run({ outcomes: ["failed"] });
    expect(started).toMatchObject({ state: "running", replayed: 0 });
    await letTimePass(4);
    const ended = await scene.query(api.webhookReplays.run, { runId });
    expect(ended).toMatchObject({
      state: "done",
      replayed: 3,
      outcomes: { applied: 1, stale: 1, failed: 1 },
    });
    expect((await scene.personOf(userId)).user?.lastName).toBe("Neuer");
    expect((await detailOf(poison)).attempts[1]).toMatchObject({ outcome: "failed", cause: "error" });
    const { items } = await scene.query(api.webhookReplays.items, { runId, cursor: null });
    expect(items.map(({ outcome, why }) => [outcome, why])).toEqual([
      ["applied", null],
      ["failed", "Each try to replay it broke."],
      ["stale", null],
    ]);
  });

  test("stops by itself when what it looks for cannot be read, and goes on when that was mended", async () => {
    const { userId, frontendUserId } = await scene.linked();
    await failedBefore(frontendUserId, "Neu");
    const twin = await scene.store.run(async ({ db }) => {
      const { _id, _creationTime, ...row } = (await db.query("links").first()) ?? raise();
      return db.insert("links", row);
    });
    const { runId } = await run({ person: userId });
    await letTimePass(6);
    const stopped = await scene.query(api.webhookReplays.run, { runId });
    expect(stopped).toMatchObject({ state: "stopped", stopCause: expect.stringContaining("cannot be read") });
    await scene.store.run(({ db }) => db.delete("links", twin));
    await scene.mutate(api.webhookReplays.resume, { runId, requestId: "r" }, admin);
    await letTimePass(1);
    const ended = await scene.query(api.webhookReplays.run, { runId });
    expect(ended).toMatchObject({ state: "done", stopCause: null });
    expect(ended.replayed).toBeGreaterThan(0);
  });

  test("is for admins, can be cancelled, and leaves one event for itself and one on every user", async () => {
    const { userId, frontendUserId } = await scene.linked();
    await failedBefore(frontendUserId, "Neu");
    const given = { name: "n", reason: "why", filter: {}, requestId: "r" };
    await expect(scene.mutate(api.webhookReplays.replayAll, given, support)).rejects.toThrow("replayMany");
    const { runId } = await scene.mutate(api.webhookReplays.replayAll, given, admin);
    const cancelled = await scene.mutate(api.webhookReplays.cancel, { runId, requestId: "r" }, admin);
    expect(cancelled.state).toBe("cancelled");
    await scene.store.runScheduled();
    expect((await scene.query(api.webhookReplays.run, { runId })).replayed).toBe(0);
    await run({});
    const { events } = await scene.everything();
    const actions = events.filter(({ action }) => action.includes("replay")).map(({ action }) => action);
    expect(actions).toEqual([
      "replay deliveries",
      "cancel replay",
      "replay deliveries",
      "replay user.updated",
    ]);
    expect(await timelineOf(userId)).toContainEqual(["replay user.updated", "Ada Admin"]);
  });
});
