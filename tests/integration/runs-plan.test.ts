import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { appErrorFrom } from "../support/app-error";
import { RunScene } from "./runs-harness";

/** Runs, from the plan to the last outcome, on the real store. Each title is what somebody at the desk relies on. */
let runs: RunScene;
beforeEach(async () => void (runs = await RunScene.open()));
afterEach(() => runs.close());

const everybody = { by: "filter" as const, filter: { states: ["convex_only" as const] }, except: [] };
const plan = (action: "resync" | "soft_delete", selection = everybody as Parameters<RunScene["start"]>[0]) =>
  runs.scene.query(api.runs.preview, { action, selection });

describe("the plan", () => {
  test("of a filter by state says how many, which changes, calls, e-mails, time, and who for example", async () => {
    await runs.convexOnly(24);
    expect(await plan("resync")).toMatchObject({
      ...{ count: 24, exact: true, calls: 72, emails: 24, estimatedMs: 360 },
      kinds: [{ kind: "register", count: 24, why: null }],
    });
    const { samples } = await plan("resync");
    expect(samples).toHaveLength(10);
    expect(samples[0]).toMatchObject({ kind: "register", name: expect.stringContaining("Weiß") });
  });

  test("leaves out who is excluded, and says who would be skipped and why", async () => {
    const [first = "", second = ""] = await runs.convexOnly(3);
    const { userId } = await runs.scene.linked();
    await runs.scene.softDelete(userId);
    const all = { by: "filter" as const, filter: {}, except: [first, second] };
    const { count, kinds } = await plan("resync", all);
    expect({ count, kinds }).toEqual({
      count: 2,
      kinds: [
        { kind: "register", count: 1, why: null },
        { kind: "skip", count: 1, why: "The user is soft-deleted. Restore them first." },
      ],
    });
  });

  test("is the same plan however often it is asked for, and another one when somebody has moved", async () => {
    await runs.convexOnly(3);
    const { hash } = await plan("resync");
    expect((await plan("resync")).hash).toBe(hash);
    expect((await plan("soft_delete")).hash).not.toBe(hash);
    await runs.convexOnly(1);
    expect((await plan("resync")).hash).not.toBe(hash);
  });

  test("of a finer filter counts the people one by one", async () => {
    await runs.convexOnly(5);
    const filter = { statuses: ["active" as const], createdFrom: 2, createdTo: 4 };
    expect(await plan("resync", { by: "filter", filter, except: [] })).toMatchObject({
      count: 3,
      exact: true,
    });
  });

  test("of IDs that nobody has any more says so", async () => {
    const [linkId = ""] = await runs.convexOnly(1);
    const { kinds } = await plan("resync", { by: "ids", linkIds: [linkId, linkId, "nobody"] });
    expect(kinds).toContainEqual({ kind: "skip", count: 1, why: "Nobody has this ID any more." });
    expect(kinds).toContainEqual({ kind: "register", count: 1, why: null });
  });
});

describe("starting", () => {
  test("is refused when the plan has changed since it was shown, and nothing is started", async () => {
    await runs.convexOnly(2);
    const { hash } = await plan("resync");
    await runs.convexOnly(1);
    const error = await appErrorFrom(runs.start(everybody, { hash }));
    expect(error).toMatchObject({ code: "conflict", message: expect.stringContaining("plan has changed") });
    expect((await runs.scene.query(api.runs.list, { cursor: null })).runs).toEqual([]);
  });

  test("of a soft-delete needs the number of people typed", async () => {
    await runs.convexOnly(2);
    const error = await appErrorFrom(
      runs.start(everybody, { action: "soft_delete", options: { typedCount: 3 } }),
    );
    expect(error).toMatchObject({ code: "invalid", field: "typedCount" });
    const runId = await runs.start(everybody, { action: "soft_delete", options: { typedCount: 2 } });
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 2 });
  });

  test("with nobody picked is refused", async () => {
    expect(await appErrorFrom(runs.start(everybody))).toMatchObject({ code: "invalid", field: "selection" });
  });

  test("takes everybody the filter matches, never a page, minus the exclusions; later arrivals are not in it", async () => {
    const [excluded = ""] = await runs.convexOnly(620);
    const runId = await runs.start({ ...everybody, except: [excluded] });
    await runs.convexOnly(1);
    await runs.tick();
    expect(await runs.view(runId)).toMatchObject({ total: 619, frozen: true, state: "running" });
    expect((await runs.items(runId)).map(({ linkId }) => linkId)).not.toContain(excluded);
  });
});
