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

describe("afterwards", () => {
  test("failures are grouped by cause, whatever names the person, and each group can be opened", async () => {
    const runId = await runs.startIds(await runs.convexOnly(7));
    let n = 0;
    await runs.workAll(() => {
      n++;
      if (n <= 4) return refusal(`Contact obj_${n} of zoe.${n}@klinik.example was refused.`);
      return n <= 6 ? failed("rejected") : null;
    });
    const { causes } = await runs.scene.query(api.runs.causes, { runId });
    expect(causes.map(({ code, message, count }) => ({ code, message, count }))).toEqual([
      { code: "validation", message: "Contact … of … was refused.", count: 4 },
      { code: "rejected", message: "The backend failed (rejected).", count: 2 },
    ]);
    const items = await runs.items(runId, { causeId: causes[0]?.causeId ?? "" });
    expect(items.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => "validation"));
    expect(new Set(items.map(({ why }) => why)).size).toBe(4);
  });

  test("however many causes there are, the list stays short", async () => {
    const runId = await runs.startIds(await runs.convexOnly(60));
    const word = (n: number) => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
    let n = 0;
    await runs.workAll(() => refusal(`It said ${word(n++)}.`));
    const { causes } = await runs.scene.query(api.runs.causes, { runId });
    expect(causes).toHaveLength(51);
    expect(causes[0]).toMatchObject({ message: "Other causes", count: 10 });
    expect(await runs.items(runId, { causeId: causes[0]?.causeId ?? "" })).toHaveLength(10);
  });

  test("only the failed are tried again, in a run of their own; each run knows the other", async () => {
    const runId = await runs.startIds(await runs.convexOnly(4));
    let n = 0;
    await runs.workAll(() => (n++ < 3 ? failed("validation") : null));
    const retryId = await runs.retry(runId);
    expect(await runs.view(retryId)).toMatchObject({ total: 3, underWay: 3, retryOf: runId });
    expect(await runs.view(runId)).toMatchObject({ state: "done", failed: 3, retriedBy: retryId });
    expect((await appErrorFrom(runs.retry(runId))).message).toContain("tried again by the run");
    await runs.workAll();
    expect(await runs.view(retryId)).toMatchObject({ state: "done", done: 3 });
    expect((await appErrorFrom(runs.retry(retryId))).message).toBe("Nobody failed in this run.");
  });

  test("to archive again whose contact could not be archived, their number is typed again", async () => {
    const { userId } = await runs.scene.linked();
    await runs.scene.softDelete(userId);
    const linkIds = [(await runs.scene.personOf(userId)).row.linkId];
    const runId = await runs.startIds(linkIds, { action: "archive_contact", options: { typedCount: 1 } });
    await runs.workAll(() => failed("rejected"));
    expect(await runs.retryPlan(runId)).toMatchObject({ count: 1, kinds: [{ kind: "archive", count: 1 }] });
    expect(await appErrorFrom(runs.retry(runId))).toMatchObject({ code: "invalid", field: "typedCount" });
    const retryId = await runs.retry(runId, 1);
    expect(await runs.view(retryId)).toMatchObject({ total: 1, underWay: 1 });
  });

  test("before the failed are tried again their plan says what would happen; who is repaired meanwhile changes it", async () => {
    const runId = await runs.startIds(await runs.convexOnly(4));
    let n = 0;
    await runs.workAll(() => (n++ < 3 ? failed("validation") : null));
    const seen = await runs.retryPlan(runId);
    expect(seen).toMatchObject({ count: 3, exact: true, kinds: [{ kind: "register", count: 3 }], calls: 9 });
    expect(seen.samples).toHaveLength(3);
    await runs.scene.resync(seen.samples[0]?.linkId ?? "");
    await runs.workAll();
    const kinds = [
      { kind: "register", count: 2 },
      { kind: "skip", count: 1, why: "No longer failed: linked by now." },
    ];
    expect(await runs.retryPlan(runId)).toMatchObject({ count: 3, kinds });
    const refused = await appErrorFrom(runs.retry(runId, undefined, seen.hash));
    expect(refused).toMatchObject({ code: "conflict", field: "hash" });
    expect((await runs.view(runId)).retriedBy).toBeNull();
    await runs.workAll();
    expect(await runs.view(await runs.retry(runId))).toMatchObject({ total: 3, underWay: 2, skipped: 1 });
  });

  test("who was repaired since the first run is not touched by the retry", async () => {
    const { userId } = await runs.scene.register();
    await runs.scene.settle(await runs.scene.claimOne(), failed("validation"));
    const runId = await runs.startIds([(await runs.scene.personOf(userId)).row.linkId]);
    await runs.workAll(() => failed("validation"));
    await runs.scene.resync(userId);
    await runs.workAll();
    const retryId = await runs.retry(runId);
    expect(await runs.items(retryId)).toMatchObject([
      { outcome: "skipped", why: "No longer failed: linked by now." },
    ]);
  });

  test("the audit has one event for the run and for each thing done to it, and one on every user", async () => {
    const runId = await runs.startIds(await runs.convexOnly(3));
    await runs.command("pause", runId);
    await runs.command("resume", runId);
    await runs.workAll();
    const { events } = await runs.scene.everything();
    const of = (action: string) => events.filter((event) => event.action === action);
    expect([of("run"), of("pause run"), of("resume run")].map((list) => list.length)).toEqual([1, 1, 1]);
    expect(of("run")[0]).toMatchObject({ actor: { name: "Ada Admin" }, reason: "The backend was down" });
    expect(new Set(of("resync").map(({ user }) => user)).size).toBe(3);
  });
});

test("two admins start the same run: everybody is done once, and the second says why it left them alone", async () => {
  const linkIds = await runs.convexOnly(5);
  const { hash } = await plan("resync", { by: "ids", linkIds });
  const run = { name: "Twice", reason: "Both pressed it", options: {}, requestId: "request", hash };
  const create = { ...run, action: "resync" as const, selection: { by: "ids" as const, linkIds } };
  const both = [await createRun(runs.scene.desk, create), await createRun(runs.scene.desk, create)];
  await runs.scene.store.runScheduled();
  await runs.workAll();
  const views = await Promise.all(both.map(({ runId }) => runs.view(runId)));
  expect(views.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(views.reduce((sum, { done }) => sum + done, 0)).toBe(5);
  expect(views.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(5);
});

test("a chain that a broken deploy has cut off is taken up again", async () => {
  const runId = await runs.startIds(await runs.convexOnly(3), {
    options: { canary: { stopAboveFailedPercent: 100 } },
  });
  await runs.scene.store.run(async (ctx) => {
    const [run] = await ctx.db.query("runs").collect();
    if (run) await ctx.db.patch("runs", run._id, { chain: 99, stepDueAt: runs.scene.clock.now });
  });
  await runs.work();
  expect(await runs.view(runId)).toMatchObject({ done: 1, underWay: 0 });
  runs.scene.clock.now += 60_000;
  await runs.tick();
  await runs.workAll();
  expect(await runs.view(runId)).toMatchObject({ state: "done", done: 3 });
});

test("a person whose data breaks the step has failed, and everybody else goes on", async () => {
  const linkIds = await runs.convexOnly(5);
  await runs.scene.store.run(async (ctx) => {
    const { _id, _creationTime, ...row } = (await ctx.db.query("links").collect())[2] ?? never();
    await ctx.db.insert("links", row);
  });
  const runId = await runs.startIds(linkIds.slice(0, 5));
  expect(await runs.view(runId)).toMatchObject({ state: "running", underWay: 0 });
  for (let n = 0; n < 2; n++) {
    runs.scene.clock.now += 60_000;
    await runs.tick();
  }
  await runs.workAll();
  expect(await runs.view(runId)).toMatchObject({ state: "done", done: 4, failed: 1 });
  const { causes } = await runs.scene.query(api.runs.causes, { runId });
  expect(causes).toMatchObject([{ outcome: "failed", message: "Tandem could not begin with this person." }]);
});

const never = (): never => {
  throw new Error("There is no such row.");
};
const refusal = (message: string) => ({ ok: false as const, code: "validation" as const, message });
