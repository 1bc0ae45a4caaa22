import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { RETRY_WAITS_MS } from "../../shared/jobs";
import { failed, Scene } from "./interleavings-harness";
import { jobsOf } from "./interleavings-jobs";

/**
 * Jobs, while workers, the backend's webhooks and people at the desk act at the same time. Each title names the state
 * of the job before and after.
 */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());
const { setUpJob, observe } = jobsOf(() => scene);

describe("the person changes while their job runs", () => {
  test("running -> cancelled: soft-delete wins, the late success is dropped, and restore can sync again", async () => {
    const { userId, work } = await scene.running();
    await scene.softDelete(userId);
    expect(await scene.settle(work, scene.achieved(work))).toBe("stale");
    expect(await observe(userId)).toMatchObject({ job: "cancelled", link: "deleted" });
    await scene.restore(userId);
    await scene.resync(userId);
    const again = await scene.claimOne();
    await scene.settle(again, scene.achieved(again));
    expect(await observe(userId)).toMatchObject({ job: "succeeded", link: "linked" });
  });

  test("running -> cancelled: user.deleted ends the job and the sessions", async () => {
    const { userId, tokenHash, work } = await scene.running();
    expect(await scene.deliver("user.deleted", { convexUserId: userId, reason: "gdpr_request" })).toBe(
      "applied",
    );
    expect(await scene.settle(work, scene.achieved(work))).toBe("stale");
    expect(await observe(userId)).toMatchObject({ job: "cancelled", link: "deleted" });
    expect(await scene.isSignedIn(tokenHash)).toBe(false);
  });

  test("running -> register, then update: what user.updated said meanwhile is kept and brought to the CRM", async () => {
    const { userId, work } = await scene.running();
    scene.clock.now += 1_000;
    await scene.deliver("user.updated", { convexUserId: userId, lastName: "Meanwhile" });
    scene.clock.now += 1_000;
    await scene.settle(work, scene.achieved(work));
    expect((await scene.personOf(userId)).user?.lastName).toBe("Meanwhile");
    const next = await scene.claimOne();
    expect(next).toMatchObject({ kind: "update", user: { profile: { lastName: "Meanwhile" } } });
    await scene.settle(next, scene.achieved(next));
    expect(await observe(userId)).toMatchObject({ kind: "update", job: "succeeded", link: "linked" });
  });

  test("running -> queued: an update that read older values does not write them over newer ones", async () => {
    const { userId, work: first } = await scene.running();
    await scene.settle(first, scene.achieved(first));
    await scene.resync(userId);
    const work = await scene.claimOne();
    scene.clock.now += 1_000;
    await scene.deliver("user.updated", { convexUserId: userId, phone: "+4915112345678" });
    const older = scene.achieved(work, { phone: "+4917611111111", updatedAt: scene.clock.now - 800 });
    const user = { ...older.user, phone: "+4917611111111" };
    expect(await scene.settle(work, { ...older, user, readBackAt: scene.clock.now - 500 })).toBe("settled");
    const { user: kept, contact } = await scene.personOf(userId);
    expect([kept?.phone, contact?.phone]).toEqual(["+4915112345678", "+4915112345678"]);
  });

  test("running -> succeeded: a reading does not put back what a webhook changed while it was on its way", async () => {
    const { userId, crmContactId } = await scene.linked();
    scene.clock.now += 300_000;
    await scene.resync(userId);
    const work = await scene.claimOne();
    const readBackAt = (scene.clock.now += 1_000);
    const older = scene.achieved(work, { phone: "", updatedAt: readBackAt - 60_000 });
    scene.clock.now += 1_000;
    // The CRM's clock is half a minute behind.
    const eventAt = scene.clock.now - 30_000;
    await scene.deliver("contact.updated", { contactId: crmContactId, phone: "+4915112345678" }, { eventAt });
    scene.clock.now += 2_000;
    await scene.settle(work, { ...older, readBackAt });
    expect((await scene.personOf(userId)).contact?.phone).toBe("+4915112345678");
    const again = await scene.claimOne();
    expect(again.jobId).toBe(work.jobId);
  });
});

describe("runs", () => {
  test("running -> cancelled: who has not begun is let go, who has ends by themselves, and each says which", async () => {
    const linkIds = [];
    for (let n = 0; n < 3; n++) {
      const { userId } = await setUpJob("failed");
      linkIds.push((await scene.personOf(userId)).row.linkId);
    }
    const { userId: waiting } = await setUpJob("waiting");
    linkIds.push((await scene.personOf(waiting)).row.linkId);
    const runId = await scene.startRun(linkIds);
    const claimed = await scene.claim();
    const [late, underWay] = claimed.filter(({ user }) => user.userId !== waiting);
    if (!late || !underWay) throw new Error("Nothing was due.");
    await scene.settle(late, failed("timeout"));
    await scene.release(claimed.filter((work) => work !== late && work !== underWay));
    await scene.cancelRun(runId);
    expect(await scene.settle(underWay, scene.achieved(underWay))).toBe("settled");
    scene.clock.now += RETRY_WAITS_MS[1];
    const goOn = [late.user.userId, waiting].sort();
    expect((await scene.claim()).map(({ user }) => user.userId).sort()).toEqual(goOn);
    const run = await scene.query(api.runs.get, { runId });
    expect(run).toMatchObject({ state: "cancelled", done: 1, skipped: 3, failed: 0 });
    const { items } = await scene.query(api.runs.items, { runId, cursor: null });
    expect(items.map(({ why }) => why).sort()).toEqual([
      "The run was cancelled.",
      "The run was cancelled; the job they have goes on.",
      "The run was cancelled; the job they have goes on.",
      null,
    ]);
  });

  test("the morning after an outage: a run hurries on everybody who waits, and keeps their outcome", async () => {
    const { userId, jobId } = await setUpJob("waiting");
    const runId = await scene.startRun([(await scene.personOf(userId)).row.linkId]);
    const work = await scene.claimOne();
    expect(work.jobId).toBe(jobId);
    await scene.settle(work, scene.achieved(work));
    await scene.mutate(api.runs.closeFinished, {});
    expect(await scene.query(api.runs.get, { runId })).toMatchObject({ state: "done", done: 1, skipped: 0 });
  });

  test("a second run leaves to the first whom that is at work on, and says so", async () => {
    const { userId } = await setUpJob("failed");
    const { linkId } = (await scene.personOf(userId)).row;
    await scene.startRun([linkId]);
    const second = await scene.startRun([linkId]);
    const { items } = await scene.query(api.runs.items, { runId: second, cursor: null });
    expect(items).toMatchObject([{ outcome: "skipped", why: "Another run is at work on this user." }]);
  });

  test("soft-deleted while a run has a job for them: skipped, and the run still ends", async () => {
    const { userId } = await setUpJob("failed");
    const runId = await scene.startRun([(await scene.personOf(userId)).row.linkId]);
    await scene.softDelete(userId);
    await scene.mutate(api.runs.closeFinished, {});
    expect(await scene.query(api.runs.get, { runId })).toMatchObject({ state: "done", skipped: 1 });
  });
});
