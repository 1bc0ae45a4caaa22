import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { LEASE_MS, RETRY_WAITS_MS } from "../../shared/jobs";
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

  test("running -> waiting: lost once it is taken over at once, lost again it waits as after a failure", async () => {
    const { userId } = await scene.register();
    const waits = [];
    for (let lost = 1; lost <= RETRY_WAITS_MS.length; lost++) {
      expect((await scene.claimOne()).attempt).toBe(lost);
      scene.clock.now += LEASE_MS + 1;
      if (lost === 1) continue;
      expect(await scene.claim()).toEqual([]);
      expect(await observe(userId)).toMatchObject({ job: "waiting", link: "pending" });
      const { nextDueInMs } = await scene.look();
      waits.push(nextDueInMs ?? 0);
      scene.clock.now += nextDueInMs ?? 0;
    }
    for (const [nth, wait] of waits.entries()) expect(wait).toBeLessThanOrEqual(RETRY_WAITS_MS[nth] ?? 0);
    expect(Math.max(...waits)).toBeGreaterThan(0);
  });

  test("running -> failed: a job that kills every worker is given up after its last attempt", async () => {
    const { userId } = await scene.register();
    for (let attempt = 1; attempt <= RETRY_WAITS_MS.length + 1; attempt++) {
      expect((await scene.claimOne()).attempt).toBe(attempt);
      scene.clock.now += LEASE_MS + 1;
      if (attempt > 1) expect(await scene.claim()).toEqual([]);
      scene.clock.now += RETRY_WAITS_MS[attempt - 2] ?? 0;
    }
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
