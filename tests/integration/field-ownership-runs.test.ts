import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { setOwners } from "../support/field-owners";
import { startRun } from "../support/runs";
import { ApprovalScene } from "./run-approval-harness";
import { RunScene } from "./runs-harness";

/** What a run writes where hangs on who owns the fields. It was planned under certain owners, and does not go on under others unseen. */
const cause = "These fields have another owner since it was planned: phone.";

describe("a run whose fields get another owner", () => {
  let desk: RunScene;
  beforeEach(async () => void (desk = await RunScene.open()));
  afterEach(() => desk.close());

  async function own(phone: "convex" | "crm" | "newest") {
    await setOwners(desk.scene.desk, { phone });
    await desk.scene.store.runScheduled();
  }
  const stateOf = async (runId: string) => {
    const { state, stopCause } = await desk.view(runId);
    return { state, stopCause };
  };

  test("between plan and start is not started: the plan was another one", async () => {
    const linkIds = await desk.convexOnly(2);
    const asked = { action: "resync" as const, selection: { by: "ids" as const, linkIds } };
    const { hash } = await desk.scene.query(api.runs.preview, asked);
    await own("crm");
    await expect(startRun(desk.scene.desk, { ...asked, hash })).rejects.toThrow(/plan has changed/u);
  });

  test("running -> stopped: nobody further is started, who has not begun waits, and it says which field", async () => {
    const runId = await desk.startIds(await desk.convexOnly(3));
    await desk.work(1);
    await own("crm");
    expect(await stateOf(runId)).toEqual({ state: "stopped", stopCause: cause });
    expect(await desk.scene.claim()).toEqual([]);
    expect((await desk.items(runId)).map(({ outcome }) => outcome).sort()).toEqual([
      ...["done", "waiting", "waiting"],
    ]);
  });

  test("stopped -> running: resumed by somebody who has read that, it goes by the owners of now, to its end", async () => {
    const runId = await desk.startIds(await desk.convexOnly(3));
    await own("crm");
    await desk.command("resume", runId);
    expect(await stateOf(runId)).toEqual({ state: "running", stopCause: null });
    await desk.workAll();
    expect(await desk.view(runId)).toMatchObject({ state: "done", done: 3 });
  });

  test("paused -> stopped: it cannot be resumed without that being read", async () => {
    const runId = await desk.startIds(await desk.convexOnly(2));
    await desk.command("pause", runId);
    await own("crm");
    expect(await stateOf(runId)).toEqual({ state: "stopped", stopCause: cause });
  });

  test("stopped -> stopped: another change after the first has to be read, too", async () => {
    const runId = await desk.startIds(await desk.convexOnly(2));
    await own("crm");
    await setOwners(desk.scene.desk, { lastName: "convex" });
    await desk.command("resume", runId);
    const both = "These fields have another owner since it was planned: last name, phone.";
    expect(await stateOf(runId)).toEqual({ state: "stopped", stopCause: both });
  });

  test("and its old one back goes on as it was planned", async () => {
    const runId = await desk.startIds(await desk.convexOnly(2));
    await own("crm");
    await own("newest");
    await desk.command("resume", runId);
    await desk.workAll();
    expect((await desk.view(runId)).state).toBe("done");
  });

  test("does not stop where it writes none of them", async () => {
    const runId = await desk.startIds(await desk.convexOnly(2), { action: "resend_welcome" });
    const before = await stateOf(runId);
    await own("crm");
    expect(await stateOf(runId)).toEqual(before);
  });
});

test("awaiting approval -> outdated: nobody is asked to approve what it would not do any more", async () => {
  const desk = await ApprovalScene.open();
  await desk.settle({ harmlessOver: 1 });
  await desk.runs.convexOnly(3);
  const runId = await desk.ask({ action: "resync" });
  expect((await desk.runs.view(runId)).state).toBe("awaiting_approval");
  await setOwners(desk.as(desk.maker), { phone: "crm" });
  await desk.settled();
  expect(await desk.runs.view(runId)).toMatchObject({ state: "outdated", stopCause: cause });
  const items = await desk.runs.items(runId);
  expect(items.every(({ outcome }) => outcome === "skipped")).toBe(true);
  await desk.close();
});
