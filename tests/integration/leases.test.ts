import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { LEASE_MS, RETRY_WAITS_MS, SHARDS, shardOf } from "../../shared/jobs";
import { admin, failed, Scene, type Work } from "./interleavings-harness";

/** How a job is held, given back and hurried on, and what an attempt leaves behind. Titles name the states. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const jobOf = async (userId: string) => (await scene.personOf(userId)).jobs[0];
const renew = (works: Work[], leaseMs = LEASE_MS) =>
  scene.mutate(api.jobs.renew, {
    held: works.map(({ jobId, attempt }) => ({ jobId, attempt })),
    leaseMs,
  });

describe("a lease", () => {
  test("running -> running: who renews in time keeps the job, however long the call takes", async () => {
    const { work } = await scene.running();
    for (let n = 0; n < 5; n++) {
      scene.clock.now += LEASE_MS - 1;
      expect(await scene.claim("second")).toEqual([]);
      expect(await renew([work])).toEqual([]);
    }
    expect(await scene.settle(work, scene.achieved(work))).toBe("settled");
  });

  test("running -> running under another: who renews too late is told so", async () => {
    const { work } = await scene.running();
    scene.clock.now += LEASE_MS + 1;
    const [second] = await scene.claim("second");
    expect(await renew([work])).toEqual([{ jobId: work.jobId, attempt: 1 }]);
    expect(second?.attempt).toBe(2);
    expect(await renew([second!])).toEqual([]);
  });

  test("running -> queued: a job given back before it began is as if it had never been taken", async () => {
    const { userId } = await scene.register();
    const before = await scene.everything();
    const work = await scene.claimOne();
    await scene.release([work]);
    const [{ updatedAt: _, ...row }, job] = [(await scene.personOf(userId)).row, await jobOf(userId)];
    expect(row).toMatchObject({ state: "pending", jobState: "queued", attempts: 0 });
    expect(job).toMatchObject({ state: "queued", attempts: [] });
    expect(Object.keys(await scene.everything())).toEqual(Object.keys(before));
    expect((await scene.claimOne("second")).attempt).toBe(2);
    expect((await scene.personOf(userId)).row.attempts).toBe(1);
  });

  test("running -> waiting: a later attempt given back keeps what its forerunners met", async () => {
    const { work, userId } = await scene.running();
    await scene.settle(work, failed("timeout"));
    scene.clock.now += RETRY_WAITS_MS[0];
    await scene.release(await scene.claim());
    expect(await jobOf(userId)).toMatchObject({ state: "waiting", errorCode: "timeout" });
    await scene.claim();
    expect((await scene.personOf(userId)).row.attempts).toBe(2);
  });

  test("taken over -> the same: what is given back late changes nothing", async () => {
    const { work, userId } = await scene.running();
    scene.clock.now += LEASE_MS + 1;
    await scene.claimOne("second");
    await scene.release([work]);
    expect((await jobOf(userId))?.state).toBe("running");
  });
});

describe("a refused key", () => {
  test("running -> waiting: all work stands still until an admin lets it go on, and nobody's attempt is spent", async () => {
    const people = [await scene.register(), await scene.register(), await scene.register()];
    const [first, second, third] = await scene.claim();
    for (const work of [first, second]) await scene.settle(work!, failed("unauthorized"));
    await scene.release([third!]);
    expect(await scene.look()).toMatchObject({ paused: true, due: [] });
    expect(await scene.claim()).toEqual([]);
    for (const { userId } of people) expect((await scene.personOf(userId)).row.state).toBe("pending");
    await scene.mutate(api.settings.resumeLane, { reason: "New key", requestId: "request" }, admin);
    const again = await scene.claim();
    for (const { userId } of people) expect((await scene.personOf(userId)).row.attempts).toBe(1);
    expect(await scene.settle(first!, failed("unauthorized"))).toBe("stale");
    for (const work of again) expect(await scene.settle(work, scene.achieved(work))).toBe("settled");
  });

  test("an attempt that began before the new key was there does not stop the work again", async () => {
    await scene.register();
    await scene.register();
    const [first, second] = await scene.claim();
    await scene.settle(first!, failed("unauthorized"));
    scene.clock.now += 1_000;
    await scene.mutate(api.settings.resumeLane, { reason: "New key", requestId: "request" }, admin);
    const timing = { startedAt: scene.clock.now - 500, durationMs: 600 };
    const settlements = [
      { jobId: second!.jobId, attempt: second!.attempt, timing, outcome: failed("unauthorized") },
    ];
    await scene.mutate(api.jobs.settle, { settlements });
    expect((await scene.look()).paused).toBe(false);
  });
});

describe("the backend is alive again", () => {
  test("waiting -> due: whoever waited out its outage is tried now, and nobody else", async () => {
    const late = await scene.running();
    await scene.settle(late.work, failed("unreachable"));
    const refused = await scene.running();
    await scene.settle(refused.work, failed("validation"));
    expect(await scene.claim()).toEqual([]);
    await scene.mutate(api.jobs.hurry, {});
    await scene.store.runScheduled();
    expect((await scene.claim()).map(({ user }) => user.userId)).toEqual([late.userId]);
  });

  test("waiting -> waiting: who was hurried on for nothing has lost no attempt, however often that happens", async () => {
    const { work, userId } = await scene.running();
    await scene.settle(work, failed("unreachable"));
    const { nextAttemptAt } = (await scene.personOf(userId)).row;
    for (let n = 0; n < RETRY_WAITS_MS.length * 2; n++) {
      await scene.mutate(api.jobs.hurry, {});
      await scene.store.runScheduled();
      expect(await scene.settle(await scene.claimOne(), failed("unreachable"))).toBe("settled");
    }
    const { row } = await scene.personOf(userId);
    expect(row).toMatchObject({ state: "pending", attempts: 1, nextAttemptAt });
  });

  test("the row of who is hurried on says that their next try is now", async () => {
    const { work, userId } = await scene.running();
    await scene.settle(work, failed("unreachable"));
    await scene.mutate(api.jobs.hurry, {});
    await scene.store.runScheduled();
    expect((await scene.personOf(userId)).row.nextAttemptAt).toBe(scene.clock.now);
  });
});

describe("the queue", () => {
  test("a user's jobs lie in one part, and people spread over all of them", () => {
    const counts = new Map<number, number>();
    for (let n = 0; n < 16_000; n++) {
      const shard = shardOf(`j57${n.toString(32)}pjwm${n}`);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([...Array(SHARDS).keys()]);
    expect(Math.max(...counts.values())).toBeLessThan(1_500);
  });

  test("who looks sees the places of live work before those of bulk work", async () => {
    const { userId } = await scene.register();
    await scene.settle(await scene.claimOne(), failed("validation"));
    await scene.startRun([(await scene.personOf(userId)).row.linkId]);
    await scene.register();
    const { due } = await scene.look();
    expect(due.map(({ lane }) => lane)).toEqual(["live", "bulk"]);
  });

  test("a claim of one part leaves the others alone", async () => {
    const people = [];
    for (let n = 0; n < 12; n++) people.push(await scene.register());
    const { due } = await scene.look();
    const place = due[0]!;
    const taken = await scene.mutate(api.jobs.claim, { worker: "first", limit: 50, places: [place] });
    expect(taken.length).toBeGreaterThan(0);
    for (const { user } of taken) expect(shardOf(user.userId)).toBe(place.shard);
    expect(taken.length + (await scene.claim("second")).length).toBe(people.length);
  });
});

describe("a run that joins live work", () => {
  test("queued -> queued: who has just registered stays in the live lane", async () => {
    const { userId } = await scene.register();
    await scene.startRun([(await scene.personOf(userId)).row.linkId]);
    expect((await scene.claimOne()).lane).toBe("live");
  });

  test("waiting -> due: who has failed before goes with the run", async () => {
    const { work, userId } = await scene.running();
    await scene.settle(work, failed("timeout"));
    await scene.startRun([(await scene.personOf(userId)).row.linkId]);
    expect((await scene.claimOne()).lane).toBe("bulk");
  });
});

describe("the receipt of an attempt", () => {
  test("says what was found, written and read back on both sides", async () => {
    const { work, userId } = await scene.running();
    await scene.settle(work, scene.achieved(work));
    await scene.resync(userId);
    const update = await scene.claimOne();
    const done = scene.achieved(update, { phone: "+4915112345678" });
    const wrote = { before: { lastName: "Muller" }, toCrm: { lastName: update.user.profile.lastName! } };
    await scene.settle(update, { ...done, user: { ...done.user, phone: "+4915112345678" }, wrote });
    const receipt = (await jobOf(userId))?.attempts[0]?.receipt;
    expect(receipt).toMatchObject({
      before: { crm: { lastName: "Muller" } },
      written: { convex: { phone: "+4915112345678" }, crm: { lastName: "Müller 1" } },
      readBack: { convex: { phone: "+4915112345678" }, crm: { phone: "+4915112345678" } },
      agrees: true,
    });
  });

  test("a resync that reads back something else is no success, and its receipt shows what", async () => {
    const { work, userId } = await scene.running();
    await scene.settle(work, scene.achieved(work));
    await scene.resync(userId);
    const update = await scene.claimOne();
    await scene.settle(update, scene.achieved(update, { lastName: "Somebody" }));
    const job = await jobOf(userId);
    expect(job).toMatchObject({ state: "failed", errorCode: "conflict" });
    expect(job?.attempts[0]?.receipt).toMatchObject({
      agrees: false,
      readBack: { convex: { lastName: "Müller 1" }, crm: { lastName: "Somebody" } },
    });
  });
});
