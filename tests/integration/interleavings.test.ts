import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { LEASE_MS, RETRY_WAITS_MS } from "../../shared/jobs";
import { failed, Scene } from "./interleavings-harness";

/**
 * Jobs, while workers, the backend's webhooks and people at the desk act at the same time. Each title names the state
 * of the job before and after.
 */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

type JobSetUp = "queued" | "lease expired" | "taken over" | "waiting" | "succeeded" | "failed" | "cancelled";

/** Somebody whose register job is in this state, and the first attempt at it as its worker knows it. */
async function setUpJob(state: JobSetUp) {
  const person = await scene.register();
  const work = { jobId: person.jobId, attempt: 1 };
  if (state === "queued") return { ...person, work };
  const claimed = await scene.claimOne("first");
  if (state === "lease expired" || state === "taken over") scene.clock.now += LEASE_MS + 1;
  if (state === "taken over") await scene.claimOne("second");
  if (state === "waiting") await scene.settle(work, failed("timeout"));
  if (state === "succeeded") await scene.settle(work, scene.achieved(claimed));
  if (state === "failed") await scene.settle(work, failed("validation"));
  if (state === "cancelled") await scene.softDelete(person.userId);
  return { ...person, work };
}

/** The state of the newest job and of the link, and how each attempt so far ended. */
async function observe(id: string) {
  const { row, jobs } = await scene.personOf(id);
  const [job] = jobs;
  const attempts = (job?.attempts ?? []).map(({ outcome, errorCode }) => errorCode ?? outcome).reverse();
  return { job: job?.state, kind: job?.kind, link: row.state, attempts };
}

test("linked, but the backend gave no frontend user: a resync registers them, so that they get one", async () => {
  const { userId, work } = await scene.running();
  const { user, contact, ...rest } = scene.achieved(work);
  const { frontendUserId: _none, ...nameless } = contact;
  await scene.settle(work, { ...rest, user: { crmContactId: user.crmContactId }, contact: nameless });
  expect((await scene.personOf(userId)).row).toMatchObject({ state: "linked", frontendUserId: null });
  await scene.resync(userId);
  expect((await scene.claimOne()).kind).toBe("register");
});

describe("a settlement", () => {
  test("running -> succeeded: the attempt that holds the lease may settle", async () => {
    const { work, userId } = await scene.running();
    expect(await scene.settle(work, failed("timeout"))).toBe("settled");
    expect(await observe(userId)).toMatchObject({ job: "waiting", link: "pending", attempts: ["timeout"] });
  });

  test("lease expired -> waiting: late, but nobody has taken the job over, so it counts", async () => {
    const { work, userId } = await setUpJob("lease expired");
    expect(await scene.settle(work, failed("timeout"))).toBe("settled");
    expect((await observe(userId)).job).toBe("waiting");
  });

  test.each(["queued", "taken over", "waiting", "succeeded", "failed", "cancelled"] as const)(
    "%s -> the same: a settlement of an attempt that does not hold the job is stale and changes nothing",
    async (state) => {
      const { work } = await setUpJob(state);
      const before = await scene.everything();
      const outcomes = [failed("validation"), failed("timeout")];
      for (const outcome of outcomes) expect(await scene.settle(work, outcome)).toBe("stale");
      expect(await scene.everything()).toEqual(before);
    },
  );

  test("taken over -> succeeded: the second worker links the person, and the lost attempt is on record", async () => {
    const { userId } = await scene.register();
    await scene.claimOne("first");
    scene.clock.now += LEASE_MS + 1;
    const second = await scene.claimOne("second");
    expect(second.attempt).toBe(2);
    expect(await scene.settle(second, scene.achieved(second))).toBe("settled");
    expect(await observe(userId)).toMatchObject({ link: "linked", attempts: ["failed", "succeeded"] });
    const { attempts = [] } = (await scene.personOf(userId)).jobs[0] ?? {};
    expect(attempts[1]).toMatchObject({
      durationMs: LEASE_MS + 1,
      message: expect.stringContaining("stopped"),
    });
  });
});

describe("claiming", () => {
  test("two workers at the same time never get the same job", async () => {
    for (let n = 0; n < 20; n++) await scene.register();
    const workers = ["first", "second", "third"];
    const claimed = (await Promise.all(workers.map((worker) => scene.claim(worker, 8)))).flat();
    expect(new Set(claimed.map(({ jobId }) => jobId)).size).toBe(20);
    expect(claimed).toHaveLength(20);
  });

  test("a worker with nothing to do changes nothing", async () => {
    const { work } = await setUpJob("waiting");
    const before = await scene.everything();
    expect(await scene.claim("first", 8)).toEqual([]);
    await scene.mutate(api.runs.closeFinished, {});
    const { due, nextDueInMs } = await scene.look();
    expect(due).toEqual([]);
    expect(nextDueInMs).toBeLessThanOrEqual(RETRY_WAITS_MS[0]);
    expect(await scene.everything()).toEqual(before);
    expect(work.attempt).toBe(1);
  });

  test("live work goes before bulk work, however long that has waited", async () => {
    const { userId, convexId } = await setUpJob("failed");
    await scene.startRun([(await scene.personOf(userId)).row.linkId]);
    scene.clock.now += 60_000;
    const { convexId: live } = await scene.register();
    const claimed = [...(await scene.claim("first", 1)), ...(await scene.claim("first", 1))];
    expect(claimed.map(({ user }) => user.userId)).toEqual([live, convexId]);
  });

  test("running -> failed: a job that kills every worker is given up after its last attempt", async () => {
    const { userId } = await scene.register();
    for (let attempt = 1; attempt <= RETRY_WAITS_MS.length + 1; attempt++) {
      expect((await scene.claimOne()).attempt).toBe(attempt);
      scene.clock.now += LEASE_MS + 1;
    }
    expect(await scene.claim()).toEqual([]);
    const { job, link, attempts } = await observe(userId);
    expect({ job, link, lost: attempts.length }).toEqual({ job: "failed", link: "failed", lost: 9 });
  });

  test("running -> cancelled: a job whose user is gone from the store does not hold up the others", async () => {
    const { jobId, convexId } = await scene.register();
    const { jobId: next } = await scene.register();
    await scene.store.run((ctx) => ctx.db.delete("users", convexId));
    expect((await scene.claim()).map((work) => work.jobId)).toEqual([next]);
    expect((await scene.store.run((ctx) => ctx.db.get("syncJobs", jobId)))?.state).toBe("cancelled");
  });
});

describe("asking again", () => {
  test.each(["queued", "waiting"] as const)("%s -> due now: it is the same job", async (state) => {
    const { userId, jobId } = await setUpJob(state);
    expect(await scene.resync(userId)).toMatchObject({ jobId });
    expect((await scene.claim()).map((work) => work.jobId)).toEqual([jobId]);
  });

  test("running -> running: the attempt under way is left to finish, with its lease", async () => {
    const { userId, jobId, work } = await scene.running();
    expect(await scene.resync(userId)).toMatchObject({ jobId });
    expect(await scene.claim("second")).toEqual([]);
    expect(await scene.settle(work, scene.achieved(work))).toBe("settled");
    expect(await observe(userId)).toMatchObject({ job: "succeeded", link: "linked" });
  });

  test("failed -> queued: a new job, so the old one stays on record", async () => {
    const { userId, jobId } = await setUpJob("failed");
    expect((await scene.resync(userId)).jobId).not.toBe(jobId);
    expect((await scene.personOf(userId)).jobs.map(({ state }) => state)).toEqual(["queued", "failed"]);
  });
});

describe("retries", () => {
  test("waiting -> failed: after the whole schedule a person is asked, with every attempt recorded", async () => {
    const { userId } = await scene.register();
    for (const wait of [0, ...RETRY_WAITS_MS]) {
      scene.clock.now += wait;
      expect(await scene.settle(await scene.claimOne(), failed("server_error"))).toBe("settled");
    }
    scene.clock.now += 365 * 86_400_000;
    expect(await scene.claim()).toEqual([]);
    const { job, link, attempts } = await observe(userId);
    expect({ job, link }).toEqual({ job: "failed", link: "failed" });
    expect(attempts).toEqual(Array.from({ length: 9 }, () => "server_error"));
  });

  test("an answer that cannot be read gets one second chance, also when something else failed between", async () => {
    const { userId } = await scene.register();
    await scene.settle(await scene.claimOne(), failed("invalid_response"));
    scene.clock.now += RETRY_WAITS_MS[0];
    await scene.settle(await scene.claimOne(), failed("timeout"));
    scene.clock.now += RETRY_WAITS_MS[1];
    expect((await observe(userId)).job).toBe("waiting");
    await scene.settle(await scene.claimOne(), failed("invalid_response"));
    expect(await observe(userId)).toMatchObject({ job: "failed", link: "failed" });
  });

  test("Retry-After is obeyed to the second, and not believed beyond a day", async () => {
    const { userId } = await scene.register();
    await scene.settle(await scene.claimOne(), failed("rate_limited", 90_000));
    expect((await scene.personOf(userId)).row.nextAttemptAt).toBe(scene.clock.now + 90_000);
    scene.clock.now += 89_999;
    expect(await scene.claim()).toEqual([]);
    scene.clock.now += 1;
    await scene.settle(await scene.claimOne(), failed("rate_limited", 1e12));
    expect((await scene.personOf(userId)).row.nextAttemptAt).toBe(scene.clock.now + 86_400_000);
  });
});

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
