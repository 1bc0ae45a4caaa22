import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { WebhookOutcome } from "../../shared/webhooks-api";
import { admin, Scene } from "./interleavings-harness";
import { support, asked, replaysOf } from "./webhook-replay-harness";

/** Webhooks tried again by operators: what was mended is applied, and nothing is done twice. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());
const { later, newestArrival, replay, detailOf, timelineOf, failedBefore } = replaysOf(() => scene);

function raise(): never {
  throw new Error("There is no row.");
}

describe("one delivery", () => {
  test("that failed is applied once the code can read it: same event, new attempt, by whom and why", async () => {
    const { userId, frontendUserId } = await scene.linked();
    const attemptId = await failedBefore(frontendUserId, "Neu");
    expect((await detailOf(attemptId)).delivery?.outcome).toBe("failed");
    later();
    expect(await replay(attemptId)).toMatchObject({
      outcome: "applied",
      changes: [{ field: "lastName", before: "Müller 1", after: "Neu" }],
    });
    expect((await scene.personOf(userId)).user?.lastName).toBe("Neu");
    const { delivery, attempts, changes, verdict } = await detailOf(attemptId);
    expect((await detailOf(attempts[1]?.attemptId ?? "")).attemptId).toBe(attemptId);
    expect(delivery).toMatchObject({ outcome: "applied", cause: null, message: null });
    expect(attempts).toMatchObject([
      { kind: "first", outcome: "failed", cause: "invalid_lastName", by: null },
      { kind: "replay", outcome: "applied", cause: null, by: "Sam Support", reason: asked.reason },
    ]);
    expect(changes).toHaveLength(1);
    expect(verdict).toContain("A replay has mended that.");
    const { events } = await scene.query(api.timeline.page, { id: userId, cursor: null });
    expect(events.slice(0, 2).map(({ webhook }) => webhook)).toEqual(["evt_Neu", "evt_Neu"]);
    expect((await timelineOf(userId)).slice(0, 2)).toEqual([
      ["replay user.updated", "Sam Support"],
      ["webhook user.updated", "Backend"],
    ]);
  });

  test("that was applied changes nothing, ends no session and is not told of twice", async () => {
    const { userId, frontendUserId, tokenHash } = await scene.linked();
    await scene.deliver("user.updated", { frontendUserId, lastName: "Neu" }, { eventAt: later() });
    const attemptId = await newestArrival();
    const before = await scene.everything();
    later();
    expect(await replay(attemptId)).toMatchObject({ outcome: "applied", changes: [] });
    const after = await scene.everything();
    expect([after.users, after.contacts]).toEqual([before.users, before.contacts]);
    expect([after.links, after.jobs]).toEqual([before.links, before.jobs]);
    expect(await scene.isSignedIn(tokenHash)).toBe(true);
    const told = (await timelineOf(userId)).filter(([action]) => action?.startsWith("webhook "));
    expect(told).toHaveLength(1);
  });

  test("that something newer has overtaken stays without effect, and stays applied in the log", async () => {
    const { userId, frontendUserId } = await scene.linked();
    await scene.deliver("user.suspended", { frontendUserId }, { eventAt: later() });
    const attemptId = await newestArrival();
    await scene.deliver("user.reactivated", { frontendUserId }, { eventAt: later() });
    expect((await replay(attemptId)).outcome).toBe("stale");
    expect((await scene.personOf(userId)).row.userStatus).toBe("active");
    expect((await detailOf(attemptId)).delivery?.outcome).toBe("applied");
  });

  test("about somebody unknown can be tried as often as one likes", async () => {
    await scene.deliver("user.updated", { frontendUserId: "nobody", lastName: "Neu" });
    const attemptId = await newestArrival();
    expect((await replay(attemptId)).outcome).toBe("unmatched");
    expect((await replay(attemptId)).outcome).toBe("unmatched");
    expect((await detailOf(attemptId)).attempts).toHaveLength(3);
  });

  test("that breaks when it is applied is a failed attempt of which nothing else is kept", async () => {
    const { userId, frontendUserId } = await scene.linked();
    const attemptId = await failedBefore(frontendUserId, "Neu");
    const twin = await scene.store.run(async ({ db }) => {
      const { _id, _creationTime, ...row } = (await db.query("links").first()) ?? raise();
      return db.insert("links", row);
    });
    expect(await replay(attemptId)).toMatchObject({ outcome: "failed", cause: "error", changes: [] });
    await scene.store.run(({ db }) => db.delete("links", twin));
    expect((await scene.personOf(userId)).user?.lastName).toBe("Müller 1");
    expect((await detailOf(attemptId)).attempts).toMatchObject([
      { kind: "first", cause: "invalid_lastName" },
      { kind: "replay", outcome: "failed", cause: "error", by: "Sam Support" },
    ]);
    expect((await timelineOf(userId))[0]).toEqual(["replay user.updated", "Sam Support"]);
    expect((await replay(attemptId)).outcome).toBe("applied");
  });

  test("may be replayed by support, as whom the audit names them, but not by an auditor", async () => {
    await scene.deliver("invoice.paid", {});
    const attemptId = await newestArrival();
    expect((await replay(attemptId)).outcome).toBe("ignored");
    const { rows } = await scene.query(api.audit.page, { cursor: null, limit: 1 });
    expect(rows[0]?.actor).toMatchObject({
      kind: "operator",
      id: "op_2",
      name: "Sam Support",
      role: "support",
    });
    const auditor = { subject: "op_3", name: "Olga", role: "auditor" };
    await expect(replay(attemptId, auditor)).rejects.toThrow("webhooks.replay");
  });
});

describe("a request that was refused", () => {
  const body = (frontendUserId: string) =>
    JSON.stringify({ id: "evt_refused", type: "user.updated", data: { frontendUserId, lastName: "Neu" } });

  async function refused(rejectedBody: string, cause: "signature" | "malformed" = "signature", more = 0) {
    const bytes = rejectedBody.length + more;
    const arrival = { receivedAt: later(), durationMs: 1, bytes, headers: [] };
    return scene.mutate(api.webhooks.reject, { arrival, source: "192.0.2.1", cause, body: rejectedBody });
  }
  const letIn = (attemptId: string, typed: string, by = admin) =>
    scene.mutate(api.webhookReplays.replayRejected, { attemptId, ...asked, typed }, by);

  /** The event itself comes, signed as it should be. */
  function takeGenuine(data: { frontendUserId: string; lastName?: string }) {
    const event = { eventId: "evt_refused", type: "user.updated", eventAt: later(), payload: "{}", data };
    const arrival = { receivedAt: scene.clock.now, durationMs: 1, bytes: 2, headers: [] };
    return scene.mutate(api.webhooks.receive, { event, arrival });
  }

  test("for its signature is let in by an admin who types that it is not proven, and marked as such", async () => {
    const { userId, frontendUserId } = await scene.linked();
    const attemptId = await refused(body(frontendUserId));
    expect((await detailOf(attemptId)).replay).toEqual({ allowed: true, unproven: true, why: null });
    await expect(letIn(attemptId, "yes")).rejects.toThrow("replay unproven");
    expect((await scene.personOf(userId)).user?.lastName).toBe("Müller 1");
    expect((await letIn(attemptId, "Replay unproven")).outcome).toBe("applied");
    expect((await scene.personOf(userId)).user?.lastName).toBe("Neu");
    const { verdict, outcome, delivery, changes, attempts } = await detailOf(attemptId);
    expect([outcome, verdict]).toEqual(["rejected", expect.stringContaining("Later an admin let it in.")]);
    expect(delivery).toMatchObject({ outcome: "applied", unproven: true });
    expect(changes).toEqual([{ field: "lastName", before: "Müller 1", after: "Neu" }]);
    expect(attempts).toMatchObject([{ kind: "replay", by: "Ada Admin", reason: asked.reason }]);
    expect(await timelineOf(userId)).toContainEqual(["replay unproven user.updated", "Ada Admin"]);
  });

  test("is let in once, however often it was sent, and not when the event has come with a valid signature too", async () => {
    const { frontendUserId } = await scene.linked();
    const attemptId = await refused(body(frontendUserId));
    const again = await refused(body(frontendUserId));
    await letIn(attemptId, "replay unproven");
    for (const either of [attemptId, again])
      await expect(letIn(either, "replay unproven")).rejects.toThrow("let in by an admin already");
    await takeGenuine({ frontendUserId });
    await expect(letIn(again, "replay unproven")).rejects.toThrow("valid signature too");
  });

  test("does not stand in the way of the genuine event with its ID, which has the last word", async () => {
    const { userId, frontendUserId } = await scene.linked();
    await letIn(await refused(body(frontendUserId)), "replay unproven");
    expect(await takeGenuine({ frontendUserId, lastName: "Echt" })).toEqual({ outcome: "applied" });
    expect((await scene.personOf(userId)).user?.lastName).toBe("Echt");
    expect(await takeGenuine({ frontendUserId, lastName: "Echt" })).toEqual({ outcome: "duplicate" });
  });

  test("is not let in by support, nor when it was malformed or its body was not kept whole", async () => {
    const attemptId = await refused(body("f"));
    await expect(letIn(attemptId, "replay unproven", support)).rejects.toThrow("webhooks.replayRejected");
    await expect(letIn(await refused("{", "malformed"), "replay unproven")).rejects.toThrow(
      "signature or its time",
    );
    await expect(letIn(await refused(body("f"), "signature", 9), "replay unproven")).rejects.toThrow(
      "kept whole",
    );
    await expect(replay(attemptId)).rejects.toThrow("an admin can let it in");
  });
});

test("failures of one kind are one issue: counted, acknowledged until the next one, and closed by a replay", async () => {
  const { frontendUserId } = await scene.linked();
  await failedBefore(frontendUserId, "A");
  await failedBefore(frontendUserId, "B");
  const issue = async () => (await scene.query(api.webhookWatch.issues, {})).issues[0];
  const found = await issue();
  const issueId = found?.issueId ?? "";
  expect(found).toMatchObject({ type: "user.updated", cause: "invalid_lastName", count: 2, open: 2 });
  expect((found?.lastSeenAt ?? 0) - (found?.firstSeenAt ?? 0)).toBe(1_000);
  await scene.mutate(api.webhookWatch.acknowledge, { issueId, note: "Known", requestId: "r" }, support);
  expect((await issue())?.acknowledged).toMatchObject({ by: "Sam Support", note: "Known" });
  await failedBefore(frontendUserId, "C");
  expect((await issue())?.acknowledged).toBeNull();
  scene.clock.now += 1;
  const { runId } = await scene.mutate(api.webhookReplays.replayIssue, { issueId, ...asked }, admin);
  await scene.store.runScheduled();
  const run = await scene.query(api.webhookReplays.run, { runId });
  expect(run).toMatchObject({ state: "done", replayed: 3 });
  expect(await issue()).toMatchObject({ count: 3, open: 0 });
  const outcomes: WebhookOutcome[] = ["failed"];
  const { rows } = await scene.query(api.webhookLog.page, { outcomes, cursor: null, limit: 10 });
  expect(rows).toHaveLength(3);
});

describe("an event that came before its person and then could not be applied", () => {
  test("is replayed with its issue, counted as failed, and its issue closes", async () => {
    const one = await scene.linked();
    const email = (await scene.personOf(one.userId)).user?.email ?? "";
    later();
    const about = { frontendUserId: "frontend_user_later" };
    expect(await scene.deliver("user.updated", { ...about, email })).toBe("unmatched");
    later();
    const users = [{ externalId: "later", createdAt: 1, ...about }];
    await scene.mutate(api.imports.users, { users });
    await scene.store.runScheduled();
    const { outcome, cause, verdict } = await detailOf(await newestArrival());
    expect({ outcome, cause }).toEqual({ outcome: "failed", cause: "taken_email" });
    expect(verdict).toMatch(/another account has the e-mail address.*at first nobody had/u);
    const { outcomes, causes } = await scene.query(api.webhookLog.facets, {});
    expect([outcomes.unmatched ?? 0, outcomes.failed, causes.taken_email]).toEqual([0, 1, 1]);

    const given = { frontendUserId: one.frontendUserId, email: "moved@klinik.example" };
    await scene.deliver("user.updated", given, { eventAt: later() });
    later();
    const [issue] = (await scene.query(api.webhookWatch.issues, {})).issues;
    const { runId } = await scene.mutate(
      api.webhookReplays.replayIssue,
      { issueId: issue?.issueId ?? "", ...asked },
      admin,
    );
    await scene.store.runScheduled();
    expect(await scene.query(api.webhookReplays.run, { runId })).toMatchObject({
      ...{ state: "done", replayed: 1, outcomes: { applied: 1 } },
    });
    const { issues } = await scene.query(api.webhookWatch.issues, {});
    expect(issues).toMatchObject([{ cause: "taken_email", count: 1, open: 0 }]);
  });
});
