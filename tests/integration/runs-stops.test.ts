import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { appErrorFrom } from "../support/app-error";
import { createRun } from "../support/runs";
import { failed } from "./interleavings-harness";
import { RunScene } from "./runs-harness";

/** Runs, from the plan to the last outcome, on the real store. Each title is what somebody at the desk relies on. */
let runs: RunScene;
beforeEach(async () => void (runs = await RunScene.open()));
afterEach(() => runs.close());

const everybody = { by: "filter" as const, filter: { states: ["convex_only" as const] }, except: [] };
const plan = (action: "resync" | "soft_delete", selection = everybody as Parameters<RunScene["start"]>[0]) =>
  runs.scene.query(api.runs.preview, { action, selection });

describe("pause, resume and cancel", () => {
  test("a pause lets go of who has not begun, and leaves who has to end by themselves", async () => {
    const linkIds = await runs.convexOnly(5);
    const runId = await runs.startIds(linkIds);
    const [working] = await runs.scene.claim("worker", 1);
    await runs.command("pause", runId);
    expect(await runs.scene.claim("worker")).toEqual([]);
    expect(await runs.view(runId)).toMatchObject({ state: "paused", underWay: 1, rate: null });
    if (working) await runs.scene.settle(working, runs.scene.achieved(working));
    await runs.tick();
    expect(await runs.view(runId)).toMatchObject({ state: "paused", done: 1, underWay: 0 });
    await runs.command("resume", runId);
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 5, skipped: 0, failed: 0 });
  });

  test("paused while it still notes people down: everybody is noted, and nobody is started", async () => {
    await runs.convexOnly(450);
    const { hash } = await plan("resync");
    const more = { name: "Many", reason: "A pause at once", options: {}, requestId: "request", hash };
    const create = { ...more, action: "resync" as const, selection: everybody };
    const { runId } = await createRun(runs.scene.desk, create);
    await runs.command("pause", runId);
    expect(await runs.view(runId)).toMatchObject({ state: "paused", frozen: true, total: 450, underWay: 0 });
    expect(await runs.scene.claim("worker")).toEqual([]);
    await runs.command("resume", runId);
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 450 });
  }, 30_000);

  test("a job that was there before the run goes on through a pause, and is joined again", async () => {
    const { userId } = await runs.scene.register();
    await runs.scene.settle(await runs.scene.claimOne(), failed("timeout"));
    const runId = await runs.startIds([(await runs.scene.personOf(userId)).row.linkId]);
    await runs.command("pause", runId);
    expect((await runs.scene.personOf(userId)).row.state).toBe("pending");
    await runs.command("resume", runId);
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 1 });
    expect((await runs.scene.personOf(userId)).jobs).toHaveLength(1);
  });

  test("paused twice, or resumed while it runs, is refused with the reason", async () => {
    const runId = await runs.startIds(await runs.convexOnly(1));
    expect((await appErrorFrom(runs.command("resume", runId))).message).toContain("cannot be resumed");
    await runs.command("pause", runId);
    expect((await appErrorFrom(runs.command("pause", runId))).message).toContain("cannot be paused");
  });

  test("cancelled during the canary: who waits is skipped with the reason, who is under way ends by itself", async () => {
    const linkIds = await runs.convexOnly(8);
    const runId = await runs.startIds(linkIds, { options: { canary: { stopAboveFailedPercent: 50 } } });
    const work = await runs.scene.claimOne("worker");
    await runs.command("cancel", runId);
    expect(await runs.view(runId)).toMatchObject({ state: "cancelled", skipped: 7, underWay: 1 });
    await runs.scene.settle(work, runs.scene.achieved(work));
    expect(await runs.view(runId)).toMatchObject({ state: "cancelled", done: 1, skipped: 7, underWay: 0 });
    const { causes } = await runs.scene.query(api.runs.causes, { runId });
    expect(causes).toMatchObject([{ outcome: "skipped", count: 7, message: "The run was cancelled." }]);
  });
});

describe("the canary", () => {
  const canary = { options: { canary: { stopAboveFailedPercent: 20 } } };

  test("starts one, then ten, then the rest, each when the stage before has ended", async () => {
    const runId = await runs.startIds(await runs.convexOnly(30), canary);
    expect(await runs.view(runId)).toMatchObject({ underWay: 1, canary: { stage: 1 } });
    await runs.work();
    expect(await runs.view(runId)).toMatchObject({ done: 1, underWay: 10, canary: { stage: 2 } });
    await runs.work(9);
    expect(await runs.view(runId)).toMatchObject({ done: 10, underWay: 1, canary: { stage: 2 } });
    await runs.work();
    expect(await runs.view(runId)).toMatchObject({ done: 11, underWay: 19, canary: { stage: 3 } });
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 30 });
  });

  test("stops the run by itself when the first one fails, says why, and a person can let it go on", async () => {
    const runId = await runs.startIds(await runs.convexOnly(5), canary);
    await runs.work(1, () => failed("validation"));
    const stopped = await runs.view(runId);
    expect(stopped).toMatchObject({ state: "stopped", failed: 1, underWay: 0 });
    expect(stopped.stopCause).toBe("1 of 1 failed (100%), which is more than the 20% allowed.");
    expect(await runs.scene.claim("worker")).toEqual([]);
    await runs.command("resume", runId);
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", failed: 1, done: 4, stopCause: null });
  });

  test("goes on judging the rest, and lets go of those in the queue when it stops", async () => {
    const runId = await runs.startIds(await runs.convexOnly(60), canary);
    await runs.work();
    await runs.work();
    await runs.work(20, () => failed("validation"));
    const stopped = await runs.view(runId);
    expect(stopped).toMatchObject({ state: "stopped", done: 11, failed: 20, underWay: 0 });
    expect(await runs.scene.claim("worker")).toEqual([]);
  });

  test("somebody who is skipped says nothing about the backend: the next one is tried instead", async () => {
    const linkIds = await runs.convexOnly(3);
    const { userId } = await runs.scene.linked();
    await runs.scene.softDelete(userId);
    const { linkId } = (await runs.scene.personOf(userId)).row;
    const runId = await runs.startIds([linkId, ...linkIds], canary);
    expect(await runs.view(runId)).toMatchObject({ skipped: 1, underWay: 1, canary: { stage: 1 } });
  });
});
