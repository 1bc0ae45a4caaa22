import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { failed, Scene } from "./interleavings-harness";

/** What the overview tells: what is wrong, since when, and how the work has gone. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const later = (ms: number) => (scene.clock.now += ms);
const now = () => scene.query(api.overview.now, {});
const work = (range: "24h" | "7d" | "30d" = "24h") => scene.query(api.overview.work, { range });

/** Somebody registers and the backend refuses their data: that needs a person. */
async function refused(code: "validation" | "rejected" = "validation") {
  const person = await scene.running();
  await scene.settle(person.work, failed(code));
  return { ...person, at: scene.clock.now };
}

describe("how everybody is", () => {
  test("on a fresh install nobody is here, and nothing is wrong", async () => {
    const { links, errors } = await now();
    expect(links.total).toBe(0);
    expect(links.states.linked).toEqual({ count: 0, oldestAt: null });
    expect(errors).toEqual({ failed: [], pending: [] });
    expect(await work()).toMatchObject({
      sync: { totals: { succeeded: 0, failed: 0 } },
      convergence: { asked: 0, within: { "60s": 0, "5min": 0, "1h": 0 }, linked: 0, gaveUp: 0 },
    });
  });

  test("says for each state how many are in it and since when the oldest, which no later job moves", async () => {
    const first = await refused();
    later(HOUR);
    await refused();
    expect((await now()).links.states.failed).toEqual({ count: 2, oldestAt: first.at });
    await scene.linked();
    later(HOUR);
    await scene.resync(first.userId);
    const { links } = await now();
    expect(links.states.failed).toEqual({ count: 1, oldestAt: first.at + HOUR });
    expect(links.states.pending).toEqual({ count: 1, oldestAt: scene.clock.now });
    expect(links.states.linked.count).toBe(1);
    expect(links.total).toBe(3);
  });

  test("groups failures by cause, the most frequent first; who is tried again by itself is told apart", async () => {
    const first = await refused("rejected");
    later(MINUTE);
    const second = await refused("validation");
    await refused("validation");
    const { work: waiting } = await scene.running();
    await scene.settle(waiting, failed("timeout"));
    expect((await now()).errors).toEqual({
      failed: [
        { code: "validation", count: 2, oldestAt: second.at },
        { code: "rejected", count: 1, oldestAt: first.at },
      ],
      pending: [{ code: "timeout", count: 1, oldestAt: scene.clock.now }],
    });
  });

  test("whoever is deleted leaves the group of their failure", async () => {
    const { userId } = await refused();
    later(HOUR);
    await scene.softDelete(userId);
    const { links, errors } = await now();
    expect(errors.failed).toEqual([]);
    expect(links.states.deleted).toEqual({ count: 1, oldestAt: scene.clock.now });
  });

  test("who had failed before failures were counted by cause leaves the later ones counted right", async () => {
    const early = await refused();
    await scene.store.run(async (ctx) => {
      const counters = await ctx.db.query("counters").collect();
      for (const { _id, name } of counters)
        if (name.startsWith("errors:")) await ctx.db.delete("counters", _id);
      for (const { _id } of await ctx.db.query("links").collect())
        await ctx.db.patch("links", _id, { countedByError: undefined });
    });
    await scene.softDelete(early.userId);
    const second = await refused();
    expect((await now()).errors.failed).toEqual([{ code: "validation", count: 1, oldestAt: second.at }]);
    await scene.softDelete(second.userId);
    expect((await now()).errors.failed).toEqual([]);
  });

  test("rows of an older version count from their last change", async () => {
    await scene.linked();
    const before = scene.clock.now;
    await scene.store.run(async (ctx) => {
      for (const { _id } of await ctx.db.query("links").take(10))
        await ctx.db.patch("links", _id, { stateSince: undefined });
    });
    later(HOUR);
    expect((await now()).links.states.linked).toEqual({ count: 1, oldestAt: before });
  });
});

describe("how the work has gone", () => {
  test("attempts by how they ended, hour by hour and day by day", async () => {
    const start = scene.clock.now;
    await scene.linked();
    later(2 * HOUR);
    await refused();
    const { sync } = await work();
    expect([sync.bucketMs, sync.buckets.length]).toEqual([HOUR, 24]);
    expect(sync.buckets.filter(({ counts }) => counts.succeeded + counts.failed > 0)).toEqual([
      { at: start, counts: { succeeded: 1, failed: 0 } },
      { at: start + 2 * HOUR, counts: { succeeded: 0, failed: 1 } },
    ]);
    const month = await work("30d");
    expect([month.sync.bucketMs, month.sync.buckets.length]).toEqual([DAY, 30]);
    expect(month.sync.totals).toEqual({ succeeded: 1, failed: 1 });
  });

  test("people count as linked within the time since they were asked for, whatever it took", async () => {
    await scene.linked();
    const slow = await scene.running();
    await scene.settle(slow.work, failed("timeout"));
    later(4 * MINUTE);
    const again = await scene.claimOne();
    await scene.settle(again, scene.achieved(again));
    await refused();
    await scene.register();
    expect((await work()).convergence).toEqual({
      ...{ asked: 4, linked: 2, gaveUp: 1 },
      within: { "60s": 1, "5min": 2, "1h": 2 },
    });
  });

  test("a registration whose rest another job does is one person, from its own beginning", async () => {
    const { work: first } = await scene.running();
    later(50_000);
    await scene.settle(first, scene.achieved(first, { lastName: "Otherwise" }));
    const rest = await scene.claimOne();
    later(20_000);
    await scene.settle(rest, scene.achieved(rest));
    expect((await work()).convergence).toEqual({
      ...{ asked: 1, linked: 1, gaveUp: 0 },
      within: { "60s": 0, "5min": 1, "1h": 1 },
    });
  });

  test("a run of many does not hide how those who came by themselves were linked", async () => {
    const { userId } = await refused();
    await scene.linked();
    const { row } = await scene.personOf(userId);
    await scene.startRun([row.linkId]);
    const ofRun = await scene.claimOne();
    later(2 * MINUTE);
    await scene.settle(ofRun, scene.achieved(ofRun, { lastName: "Otherwise" }));
    const rest = await scene.claimOne();
    await scene.settle(rest, scene.achieved(rest));
    expect((await work()).convergence).toEqual({
      ...{ asked: 2, linked: 1, gaveUp: 1 },
      within: { "60s": 1, "5min": 1, "1h": 1 },
    });
  });

  test("whoever is deleted before their turn was not kept waiting", async () => {
    const { userId } = await scene.register();
    await scene.softDelete(userId);
    expect((await work()).convergence.asked).toBe(0);
  });

  test("hours are forgotten when no range shows them any more; days stay", async () => {
    const sizes = () =>
      scene.store.run(async (ctx) => {
        const buckets = await ctx.db.query("syncBuckets").collect();
        return [
          ...new Set(buckets.map(({ size, start }) => `${size} ${new Date(start).toISOString()}`)),
        ].sort();
      });
    await scene.linked();
    later(10 * DAY);
    await scene.linked();
    expect(await sizes()).toEqual([
      "day 2026-11-23T00:00:00.000Z",
      "day 2026-12-03T00:00:00.000Z",
      "hour 2026-12-03T09:00:00.000Z",
    ]);
    expect((await work("30d")).sync.totals.succeeded).toBe(2);
    expect((await work("7d")).sync.totals.succeeded).toBe(1);
  });
});
