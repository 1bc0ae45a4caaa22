import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { appErrorFrom } from "../support/app-error";
import { ApprovalScene, type Person } from "./run-approval-harness";

/** Runs over webhooks that need two people. What is the same as for runs over people: run-approval*.test.ts. */
const HOUR_MS = 3_600_000;
const requestId = "request";
const filter = { outcomes: ["ignored" as const] };
let desk: ApprovalScene;
beforeEach(async () => {
  desk = await ApprovalScene.open();
  await desk.settle({ harmlessOver: 2 });
  await arrive(4);
});
afterEach(() => desk.close());

/** So many webhooks come of a type that Tandem does not act on. */
async function arrive(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    desk.runs.scene.clock.now += 1;
    await desk.runs.scene.deliver("invoice.paid", {});
  }
}

async function ask(): Promise<string> {
  desk.runs.scene.clock.now += 1;
  const asked = { name: "After the fix", reason: "Mended", filter, requestId };
  const { runId } = await desk.as(desk.maker).mutation(api.webhookReplays.replayAll, asked);
  await desk.settled();
  return runId;
}
const view = (runId: string) => desk.as(desk.other).query(api.webhookReplays.run, { runId });
async function approve(runId: string, by: Person = desk.other) {
  await desk.as(by).mutation(api.replayApproval.approve, { runId, requestId });
  await desk.settled();
}
const reject = (runId: string, by = desk.other) =>
  desk.as(by).mutation(api.replayApproval.reject, { runId, reason: "Not on a Friday", requestId });
const withdraw = (runId: string, by = desk.maker) =>
  desk.as(by).mutation(api.replayApproval.withdraw, { runId, requestId });

describe("a run over more webhooks than one admin may replay", () => {
  test("awaiting_approval: nothing is replayed, and it is announced and told to the other admins", async () => {
    const preview = await desk.as(desk.maker).query(api.webhookReplays.preview, { filter });
    expect(preview.approval).toEqual({ over: 2, hours: 24, anyApprover: true });
    const runId = await ask();
    expect(await view(runId)).toMatchObject({
      ...{ state: "awaiting_approval", replayed: 0 },
      approval: { over: 2, decided: null, plan: { count: 4, exact: true, byOutcome: { ignored: 4 } } },
    });
    const { toApprove } = await desk.as(desk.other).query(api.runs.active, {});
    expect(toApprove).toEqual([{ kind: "replay", runId, name: "After the fix" }]);
    expect((await desk.as(desk.maker).query(api.runs.active, {})).toApprove).toEqual([]);
  });

  test("awaiting_approval -> running -> done: what arrives after it was asked for does not take part", async () => {
    const runId = await ask();
    await arrive(3);
    await approve(runId);
    expect(await view(runId)).toMatchObject({
      ...{ state: "done", replayed: 4 },
      approval: { decided: { verdict: "approved", by: "Otto Other" } },
    });
    expect(await desk.told(runId)).toEqual(
      expect.arrayContaining(["Mara Maker: ask for run", "Otto Other: approve run"]),
    );
  });

  test("awaiting_approval -> outdated: too many of them are not there any more, and it says how many", async () => {
    const runId = await ask();
    await desk.runs.scene.store.run(async ({ db }) => {
      const [first] = await db.query("webhookAttempts").collect();
      if (first) await db.delete("webhookAttempts", first._id);
    });
    await approve(runId);
    expect(await view(runId)).toMatchObject({
      ...{ state: "outdated", replayed: 0 },
      stopCause: "1 of 4 (25%) are not as in the plan any more, which is more than the 5% allowed.",
    });
  });

  test("awaiting_approval -> rejected, withdrawn or expired: and then it stays so", async () => {
    const [rejected, withdrawn, expired] = [await ask(), await ask(), await ask()];
    await reject(rejected);
    await withdraw(withdrawn);
    await desk.wait(25 * HOUR_MS);
    const states = [rejected, withdrawn, expired].map(async (runId) => (await view(runId)).state);
    expect(await Promise.all(states)).toEqual(["rejected", "withdrawn", "expired"]);
    for (const runId of [rejected, withdrawn, expired]) {
      const tries = [() => approve(runId), () => reject(runId), () => withdraw(runId)];
      for (const tried of tries) expect(await appErrorFrom(tried())).toMatchObject({ code: "conflict" });
      expect((await view(runId)).replayed).toBe(0);
    }
  });

  test("is approved and rejected by nobody who asked, and withdrawn by nobody else", async () => {
    const runId = await ask();
    for (const tried of [() => approve(runId, desk.maker), () => reject(runId, desk.maker)])
      expect(await appErrorFrom(tried())).toMatchObject({ code: "forbidden" });
    expect(await appErrorFrom(withdraw(runId, desk.other))).toMatchObject({ code: "forbidden" });
  });

  test.each(["pause", "resume", "cancel"] as const)("cannot be got to run by: %s", async (how) => {
    const runId = await ask();
    await desk.settle({ harmlessOver: null });
    const steered = desk.as(desk.maker).mutation(api.webhookReplays[how], { runId, requestId });
    expect(await appErrorFrom(steered)).toMatchObject({ code: "conflict" });
    await desk.wait(HOUR_MS);
    expect(await view(runId)).toMatchObject({ state: "awaiting_approval", replayed: 0 });
  });
});
