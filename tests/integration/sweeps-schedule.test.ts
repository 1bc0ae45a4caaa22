import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SweepScene, soon } from "./sweeps-harness";

const MINUTE = 60_000;

let scene: SweepScene;
beforeEach(async () => {
  scene = await SweepScene.open();
});
afterEach(() => scene.close());

describe("when sweeps run", () => {
  test("there is one at a time", async () => {
    await scene.start("hot");
    await expect(scene.start("full")).rejects.toThrow(/running already/u);
  });

  test("they begin by themselves when they are due, once among several servers", async () => {
    scene.since = scene.clock.now;
    for (let n = 0; n < 3; n++) scene.server();
    expect(await scene.begun()).toEqual([]);
    scene.clock.now += 5 * MINUTE;
    await soon(() => scene.begun()).toEqual(["changes done Tandem"]);
    scene.clock.now += 10 * MINUTE;
    await expect
      .poll(() => scene.begun())
      .toEqual(["changes done Tandem", "changes done Tandem", "hot done Tandem"]);
  });

  test("they do not begin while the backend refuses our key, and go on when it is mended", async () => {
    scene.fill(3);
    scene.stub.before = () => 401;
    scene.server();
    const { sweepId } = await scene.start("full");
    await soon(async () => (await scene.lane()).paused?.cause.httpStatus).toBe(401);
    expect(await scene.get(sweepId)).toMatchObject({ state: "running", cause: { code: "unauthorized" } });
    const asked = scene.stub.requests.length;
    expect(await scene.takes("another")).toBeNull();
    expect(scene.stub.requests).toHaveLength(asked);
    scene.stub.before = () => {};
    scene.clock.now += 1000;
    await scene.resume();
    expect(await scene.ends(sweepId)).toMatchObject({ read: 3, cause: null });
  });

  test("a full sweep that has failed is tried again an hour later, not a day later", async () => {
    scene.fill(1);
    scene.since = scene.clock.now;
    const next = async () => (await scene.schedule()).next.full;
    const { sweepId } = await scene.start("full");
    const due = await next();
    scene.stub.before = () => ({ status: 400, headers: {} });
    scene.server();
    await scene.ends(sweepId, "failed");
    expect(await next()).toBe(due);
    scene.clock.now = due ?? 0;
    await soon(
      async () => (await scene.begun()).filter((sweep) => sweep === "full failed Tandem").length,
    ).toBe(1);
    expect(await next()).toBe(scene.clock.now + 60 * MINUTE);
  });

  test("a full sweep is not due at once because somebody has changed its time or switched it on", async () => {
    scene.since = scene.clock.now - 48 * 60 * MINUTE;
    expect((await scene.schedule()).next.full).toBeLessThan(scene.clock.now);
    await scene.fullDailyAt("05:00");
    expect((await scene.schedule()).next.full).toBe(Date.UTC(2026, 10, 24, 5));
    scene.clock.now += 3 * 24 * 60 * MINUTE;
    await scene.fullDailyAt(null);
    await scene.fullDailyAt("05:00");
    expect((await scene.schedule()).next.full).toBe(Date.UTC(2026, 10, 27, 5));
  });

  test("none can be started while work for the backend is paused, for nobody would do it", async () => {
    scene.stub.before = () => 401;
    const server = scene.server();
    const { sweepId } = await scene.start("full");
    await soon(async () => (await scene.lane()).paused?.cause.httpStatus).toBe(401);
    await server.stop();
    await scene.cancel(sweepId);
    await expect(scene.start("changes")).rejects.toThrow(/paused/u);
  });

  test("an admin can stop one; what it has read stays", async () => {
    scene.fill(250);
    const never = new Promise<void>(() => {});
    scene.stub.before = ({ offset }) => (offset === 100 ? never : undefined);
    scene.server();
    const { sweepId } = await scene.start("full");
    await soon(async () => (await scene.get(sweepId)).read).toBe(100);
    expect(await scene.cancel(sweepId)).toMatchObject({ state: "cancelled", read: 100 });
    expect(await scene.mirrored(99)).not.toBeNull();
    await expect(scene.cancel(sweepId)).rejects.toThrow(/not running/u);
  });

  test("the lists a sweep has made are deleted with its end, and its results after a quarter of a year", async () => {
    scene.fill(250);
    const server = scene.server();
    await scene.sweep("full");
    await server.stop();
    await scene.store.runScheduled();
    expect(await scene.store.run((ctx) => ctx.db.query("sweepIds").collect())).toEqual([]);
    scene.clock.now += 91 * 24 * 60 * MINUTE;
    await scene.start("hot");
    await scene.store.runScheduled();
    expect(await scene.begun()).toEqual(["hot running Ada Admin"]);
    expect(await scene.store.run((ctx) => ctx.db.query("sweepFindings").collect())).toEqual([]);
  });

  test("the trend shows what each has found, the oldest first", async () => {
    scene.fill(2);
    scene.server();
    for (const kind of ["full", "changes", "hot"] as const) {
      scene.clock.now += MINUTE;
      await scene.sweep(kind);
    }
    const trend = await scene.trend();
    expect(trend.map(({ kind, findings }) => [kind, findings.crm_only])).toEqual([
      ["full", 2],
      ["changes", 0],
      ["hot", 0],
    ]);
    expect((await scene.trend("hot")).map(({ kind }) => kind)).toEqual(["hot"]);
  });
});

describe("silence", () => {
  /** A webhook every 40 minutes, and after these a longer gap in hours. */
  async function webhooks(gaps: Record<number, number>): Promise<void> {
    scene.fill(30);
    for (let n = 0; n < 24; n++) {
      await scene.webhook(n);
      if (n < 23) scene.clock.now += (gaps[n] ?? 2 / 3) * 60 * MINUTE;
    }
  }

  test("is an alarm once it lasts longer than is usual", async () => {
    expect(await scene.silence()).toEqual({ silent: false, lastAt: null, usualGapMs: null });
    await webhooks({ 7: 9, 15: 9 });
    const lastAt = scene.clock.now;
    scene.clock.now += 9 * 60 * MINUTE;
    expect(await scene.silence()).toEqual({ silent: false, lastAt, usualGapMs: 9 * 60 * MINUTE });
    scene.clock.now += 1;
    expect(await scene.silence()).toMatchObject({ silent: true });
  });

  test("is an alarm although there was an incident of three days lately", async () => {
    await webhooks({ 7: 72 });
    scene.clock.now += 6 * 60 * MINUTE + 1;
    expect(await scene.silence()).toMatchObject({ silent: true, usualGapMs: 6 * 60 * MINUTE });
  });

  test("is told once in the log, and to whoever asks this server; so is its end", async () => {
    await webhooks({});
    const watch = scene.silenceWatch();
    expect(watch.current()).toBeNull();
    await watch.look();
    expect(scene.logLines).toEqual([]);
    scene.clock.now += 7 * 60 * MINUTE;
    await watch.look();
    await watch.look();
    expect(watch.current()).toMatchObject({ silent: true });
    await scene.webhook(25);
    await watch.look();
    expect(scene.logLines.map((line) => line.match(/"msg":"(.+?)"/u)?.[1])).toEqual([
      "no webhook has come for longer than is usual",
      "webhooks come again",
    ]);
  });
});
