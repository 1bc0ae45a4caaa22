import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api, internal } from "../../server/convex/_generated/api";
import type { Doc } from "../../server/convex/_generated/dataModel";
import { WINDOW } from "../../server/convex/model/nextStep";
import { appErrorFrom } from "../support/app-error";
import { createRun } from "../support/runs";
import { failed } from "./interleavings-harness";
import { RunScene } from "./runs-harness";

/** What a pause, a stop or a cancellation leaves behind, and what a run owes to people who keep failing. */
let runs: RunScene;
beforeEach(async () => void (runs = await RunScene.open()));
afterEach(() => runs.close());

const requestId = "request";
const withState = (state: "failed" | "convex_only") => ({
  ...{ by: "filter" as const, filter: { states: [state] }, except: [] },
});
const rowsOf = (linkIds: string[]) =>
  Promise.all(linkIds.map(async (linkId) => (await runs.scene.personOf(linkId)).row));
const jobsOf = async (linkId: string) => (await runs.scene.personOf(linkId)).jobs;

/** Accounts whose registration the backend has refused for good. */
async function failedPeople(count: number): Promise<string[]> {
  const linkIds = await runs.convexOnly(count);
  await runs.startIds(linkIds, { name: "The run they failed in" });
  await runs.workAll(() => failed("validation"));
  return linkIds;
}

/** Changes the only run behind the back of its chain. */
const patchRun = (change: Partial<Doc<"runs">>) =>
  runs.scene.store.run(async (ctx) => {
    const [run] = await ctx.db.query("runs").collect();
    if (run) await ctx.db.patch("runs", run._id, change);
  });
const storedRun = () => runs.scene.store.run(async (ctx) => (await ctx.db.query("runs").collect())[0]);

describe("who failed before", () => {
  test("is still failed while a run over them is paused, and is tried when it goes on", async () => {
    const linkIds = await failedPeople(6);
    const runId = await runs.start(withState("failed"));
    await runs.command("pause", runId);
    for (const row of await rowsOf(linkIds))
      expect(row).toMatchObject({ state: "failed", reason: "validation", errorCode: "validation" });
    await runs.command("resume", runId);
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 6, skipped: 0 });
  });

  test("is tried when a run goes on that the canary had stopped", async () => {
    await failedPeople(30);
    const canary = { stopAboveFailedPercent: 20 };
    const runId = await runs.start(withState("failed"), { options: { canary } });
    await runs.work();
    await runs.work();
    await runs.work(10, () => failed("validation"));
    expect(await runs.view(runId)).toMatchObject({ state: "stopped", done: 11, failed: 10, underWay: 0 });
    await runs.command("resume", runId);
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 20, failed: 10, skipped: 0 });
  });

  test("keeps the state and its cause when the run over them is cancelled", async () => {
    const linkIds = await failedPeople(3);
    await runs.command("cancel", await runs.start(withState("failed")));
    for (const row of await rowsOf(linkIds))
      expect(row).toMatchObject({ state: "failed", reason: "validation" });
  });
});

describe("a job that has been tried", () => {
  test("goes on through a pause as the same job, so that nobody is welcomed twice", async () => {
    const [linkId = ""] = await runs.convexOnly(1);
    const runId = await runs.startIds([linkId]);
    await runs.work(1, () => failed("timeout"));
    const [before] = await jobsOf(linkId);
    await runs.command("pause", runId);
    await runs.command("resume", runId);
    runs.scene.clock.now += 60_000;
    await runs.workAll();
    const jobs = await jobsOf(linkId);
    expect(jobs).toMatchObject([
      { jobId: before?.jobId, state: "succeeded", attempts: [{ number: 2 }, { number: 1 }] },
    ]);
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 1 });
  });

  test("goes on by itself when the run is cancelled, and the run says so", async () => {
    const [linkId = ""] = await runs.convexOnly(1);
    const runId = await runs.startIds([linkId]);
    await runs.work(1, () => failed("timeout"));
    await runs.command("cancel", runId);
    expect(await runs.view(runId)).toMatchObject({ state: "cancelled", skipped: 1, underWay: 0 });
    expect(await runs.items(runId)).toMatchObject([
      { why: "The run was cancelled; the job they have goes on." },
    ]);
    runs.scene.clock.now += 60_000;
    await runs.workAll();
    expect(await jobsOf(linkId)).toMatchObject([{ state: "succeeded" }]);
  });
});

describe("letting go", () => {
  test("that takes long is not taken for a person who breaks the run", async () => {
    const runId = await runs.startIds(await runs.convexOnly(3));
    await runs.scene.desk.mutation(api.runs.pause, { runId, requestId });
    await patchRun({ chain: 99, careful: false });
    runs.scene.clock.now += 60_000;
    await runs.tick();
    expect((await storedRun())?.careful).toBe(false);
    expect(await runs.view(runId)).toMatchObject({ state: "paused", underWay: 0 });
  });

  test("goes on saying when its next step is due", async () => {
    const runId = await runs.startIds(await runs.convexOnly(120));
    await runs.scene.desk.mutation(api.runs.pause, { runId, requestId });
    const due = (await storedRun())?.stepDueAt ?? 0;
    runs.scene.clock.now += 25_000;
    const { store } = runs.scene;
    const { _id, chain = 0 } = (await storedRun()) ?? never();
    await store.run((ctx) => ctx.runMutation(internal.runSteps.letGo, { run: _id, chain, cursor: null }));
    expect((await storedRun())?.stepDueAt).toBe(due + 25_000);
  });

  test("of a cancelled run is taken up again after a broken deploy", async () => {
    const runId = await runs.startIds(await runs.convexOnly(3));
    await runs.scene.desk.mutation(api.runs.cancel, { runId, requestId });
    await patchRun({ chain: 99 });
    runs.scene.clock.now += 60_000;
    await runs.tick();
    expect(await runs.view(runId)).toMatchObject({ state: "cancelled", skipped: 3, underWay: 0 });
  });

  test("is not held up by one person whose data breaks it", async () => {
    const linkIds = await runs.convexOnly(5);
    const runId = await runs.startIds(linkIds);
    await runs.scene.store.run(async (ctx) => {
      const { _id, _creationTime, ...row } = (await ctx.db.query("links").collect())[2] ?? never();
      await ctx.db.insert("links", row);
    });
    await runs.command("pause", runId);
    expect(await runs.view(runId)).toMatchObject({ underWay: 5 });
    runs.scene.clock.now += 60_000;
    await runs.tick();
    expect(await runs.view(runId)).toMatchObject({ state: "paused", underWay: 1 });
  });
});

test("people who keep failing do not keep the others from their turn", async () => {
  await runs.convexOnly(WINDOW + 300);
  const runId = await runs.start(withState("convex_only"));
  for (let n = 0; n < 5; n++) {
    for (const work of await runs.scene.claim("worker", 50))
      await runs.scene.settle(work, failed("timeout", 60_000));
  }
  await runs.tick();
  expect(await runs.view(runId)).toMatchObject({ done: 0, failed: 0, underWay: WINDOW + 250 });
}, 60_000);

describe("trying the failed again", () => {
  test("waits for a run that may fail for more people, and says what to do", async () => {
    const canary = { stopAboveFailedPercent: 20 };
    const runId = await runs.startIds(await runs.convexOnly(5), { options: { canary } });
    await runs.work(1, () => failed("validation"));
    expect(await runs.view(runId)).toMatchObject({ state: "stopped", failed: 1 });
    expect((await appErrorFrom(runs.retry(runId))).message).toContain("has not ended");
    await runs.command("cancel", runId);
    expect(await runs.view(await runs.retry(runId))).toMatchObject({ total: 1 });
  });

  test("waits for the last person of a cancelled run", async () => {
    const runId = await runs.startIds(await runs.convexOnly(2));
    await runs.work(1, () => failed("validation"));
    const work = await runs.scene.claimOne();
    await runs.command("cancel", runId);
    expect((await appErrorFrom(runs.retry(runId))).message).toContain("1 is still under way");
    await runs.scene.settle(work, failed("validation"));
    expect(await runs.view(await runs.retry(runId))).toMatchObject({ total: 2 });
  });
});

test("a soft-delete takes no more people than were typed, whoever comes to match meanwhile", async () => {
  await failedPeople(2);
  const { work } = await runs.scene.running();
  const selection = withState("failed");
  const action = "soft_delete" as const;
  const { hash } = await runs.scene.query(api.runs.preview, { action, selection });
  runs.scene.clock.now += 1;
  const asked = { name: "Two", reason: "Asked for by post", options: { typedCount: 2 }, requestId };
  const { runId } = await createRun(runs.scene.desk, { ...asked, action, selection, hash });
  await runs.scene.settle(work, failed("validation"));
  await runs.scene.store.runScheduled();
  expect(await runs.view(runId)).toMatchObject({ state: "done", total: 2, done: 2 });
  const { events } = await runs.scene.everything();
  expect(events.map(({ summary }) => summary)).toContainEqual(
    expect.stringContaining("more people match by now"),
  );
});

test("however many runs are paused, each ends with its last job", async () => {
  const linkIds = await runs.convexOnly(22);
  const runIds: string[] = [];
  for (const linkId of linkIds) runIds.push(await runs.startIds([linkId]));
  const works = await runs.scene.claim("worker", 50);
  for (const runId of runIds) await runs.command("pause", runId);
  for (const work of works) await runs.scene.settle(work, runs.scene.achieved(work));
  await runs.tick();
  for (const runId of runIds) expect(await runs.view(runId)).toMatchObject({ state: "done" });
});

test("a run under way stays in sight behind any number of later ones", async () => {
  const linkIds = await runs.convexOnly(13);
  const first = await runs.startIds(linkIds.slice(0, 1));
  const work = await runs.scene.claimOne();
  const later: string[] = [];
  for (const linkId of linkIds.slice(1)) later.unshift(await runs.startIds([linkId]));
  await runs.workAll();
  const { runs: active } = await runs.scene.query(api.runs.active, {});
  expect(active.map(({ runId }) => runId)).toEqual([...later.slice(0, 10), first]);
  await runs.scene.settle(work, runs.scene.achieved(work));
});

describe("a plan that has moved a little since it was seen", () => {
  const everybody = withState("convex_only");
  const hashOf = async (action: "resync" | "soft_delete") =>
    (await runs.scene.query(api.runs.preview, { action, selection: everybody })).hash;

  test("still starts a resync, for nothing is taken away; one that has moved much does not", async () => {
    await runs.convexOnly(100);
    const before = await hashOf("resync");
    await runs.convexOnly(3);
    const tooLate = await appErrorFrom(runs.start(everybody, { hash: before }));
    expect(tooLate).toMatchObject({ code: "conflict", field: "hash" });
    const hash = await hashOf("resync");
    await runs.convexOnly(2);
    expect(await runs.view(await runs.start(everybody, { hash }))).toMatchObject({ total: 105 });
  });

  test("is held against nobody who was counted right before: live work goes on while a run is started", async () => {
    await runs.convexOnly(100);
    const asked = { action: "resync" as const, selection: everybody };
    const planned = await runs.scene.query(api.runs.plan, asked);
    await runs.convexOnly(10);
    const run = { name: "Outage", reason: "It was down", options: {}, requestId, hash: planned.hash };
    const { runId } = await createRun(runs.scene.desk, { ...run, ...asked, planned });
    await runs.scene.store.runScheduled();
    expect(await runs.view(runId)).toMatchObject({ total: 110 });
  });

  test("starts nothing when it was counted for somebody else, or too long ago", async () => {
    const [one = ""] = await runs.convexOnly(2);
    const action = "resync" as const;
    const selection = { by: "ids" as const, linkIds: [one] };
    const planned = await runs.scene.query(api.runs.plan, { action, selection });
    const run = { name: "Outage", reason: "It was down", options: {}, requestId, hash: planned.hash };
    const refusal = { code: "conflict", field: "hash" };
    const other = createRun(runs.scene.desk, { ...run, action, selection: everybody, planned });
    expect(await appErrorFrom(other)).toMatchObject(refusal);
    runs.scene.clock.now += 30_000;
    expect(
      await appErrorFrom(createRun(runs.scene.desk, { ...run, action, selection, planned })),
    ).toMatchObject(refusal);
  });

  test("starts nothing destructive", async () => {
    await runs.convexOnly(100);
    const hash = await hashOf("soft_delete");
    await runs.convexOnly(1);
    const asked = { hash, action: "soft_delete" as const, options: { typedCount: 101 } };
    expect(await appErrorFrom(runs.start(everybody, asked))).toMatchObject({
      code: "conflict",
      field: "hash",
    });
  });
});

const never = (): never => {
  throw new Error("There is no such row.");
};
