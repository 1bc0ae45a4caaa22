import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { hasEnded } from "../../shared/run-states";
import { appErrorFrom } from "../support/app-error";
import { ApprovalScene } from "./run-approval-harness";

/** Runs that need two people, on the real store. Named states, and why each of them becomes which. */
const HOUR_MS = 3_600_000;
let desk: ApprovalScene;
let people: string[];
beforeEach(async () => {
  desk = await ApprovalScene.open();
  people = await desk.runs.convexOnly(4);
});
afterEach(() => desk.close());

async function deleteSome(count: number): Promise<void> {
  for (const id of people.slice(0, count)) await desk.runs.scene.softDelete(id);
}
const refusal = (promise: Promise<unknown>) => appErrorFrom(promise);

describe("who may approve", () => {
  test("is never who asked, in whatever session", async () => {
    const runId = await desk.ask();
    const elsewhere = { ...desk.maker, name: "Mara, on her phone" };
    for (const person of [desk.maker, elsewhere]) {
      expect(await refusal(desk.approve(runId, person))).toMatchObject({
        ...{ code: "forbidden", message: "You asked for this run yourself: another admin has to decide." },
      });
      expect(await refusal(desk.reject(runId, person))).toMatchObject({ code: "forbidden" });
    }
  });

  test("is never a script by an API token, and who asked by one has asked", async () => {
    const script = await desk.script(desk.maker, ["runs.write", "runs.approve"]);
    const { runId } = await desk.asking({}, script);
    await desk.settled();
    expect(await refusal(desk.approve(runId, desk.maker))).toMatchObject({ code: "forbidden" });
    const others = await desk.script(desk.other, ["runs.write", "runs.approve"]);
    expect(await refusal(desk.approve(runId, others))).toMatchObject({
      message: "This needs the permission runs.approve.",
    });
    await desk.approve(runId);
    expect(await desk.state(runId)).toBe("done");
  });

  test("is nobody who is no admin, or is none any more", async () => {
    const runId = await desk.ask();
    const sam = { ...desk.other, role: "support" as const };
    expect(await refusal(desk.approve(runId, sam))).toMatchObject({ code: "forbidden" });
    await desk.demote(desk.other);
    expect(await refusal(desk.approve(runId))).toMatchObject({ message: "You are not an admin any more." });
    await desk.disable(desk.other);
    expect(await refusal(desk.approve(runId))).toMatchObject({ code: "unauthenticated" });
    expect(await desk.state(runId)).toBe("awaiting_approval");
  });

  test.each(["demote", "disable"] as const)(
    "is nobody when who asked was meanwhile: %s; it can only be rejected",
    async (how) => {
      const runId = await desk.ask();
      await desk[how](desk.maker);
      expect(await refusal(desk.approve(runId))).toMatchObject({
        message: "Whoever asked for this run may not start runs any more. Reject it.",
      });
      await desk.reject(runId);
      expect(await desk.state(runId)).toBe("rejected");
    },
  );

  test("is whoever has looked at the very plan, once all of it is noted down", async () => {
    const { runId } = await desk.asking();
    expect(await refusal(desk.approveOnly(runId))).toMatchObject({
      message: expect.stringContaining("still being noted down"),
    });
    await desk.settled();
    const approve = { runId, hash: "another", requestId: "request" };
    expect(await refusal(desk.as(desk.other).mutation(api.runApproval.approve, approve))).toMatchObject({
      message: "This is not the plan that waits for approval. Look at it again.",
    });
  });
});

describe("two at once", () => {
  test("two approvers: the first is the one, the second is told how it stands", async () => {
    const third = await desk.join("Thea Third");
    const runId = await desk.ask();
    await desk.approveOnly(runId, third);
    expect(await refusal(desk.approveOnly(runId))).toMatchObject({
      message: "This run is checking: it cannot be approved.",
    });
    await desk.settled();
    expect(await desk.view(runId)).toMatchObject({ approval: { decided: { by: "Thea Third" } }, done: 4 });
  });

  test("approval and the end of its time: what comes first holds", async () => {
    const inTime = await desk.ask();
    desk.runs.scene.clock.now += 24 * HOUR_MS - 1;
    await desk.approveOnly(inTime);
    await desk.wait(1);
    expect(await desk.state(inTime)).toBe("done");

    people = await desk.runs.convexOnly(4);
    const late = await desk.ask({ selection: { by: "ids", linkIds: people } });
    desk.runs.scene.clock.now += 24 * HOUR_MS;
    // The clock is there, and what ends the run has not had its turn yet.
    expect(await refusal(desk.approveOnly(late))).toMatchObject({
      message: expect.stringContaining("expired"),
    });
    await desk.settled();
    expect(await desk.state(late)).toBe("expired");
  });

  test("approval and withdrawal: what comes first holds", async () => {
    const approved = await desk.ask();
    await desk.approveOnly(approved);
    expect(await refusal(desk.withdraw(approved))).toMatchObject({
      message: "This run is checking: it cannot be withdrawn.",
    });
    await desk.settled();
    expect(await desk.state(approved)).toBe("done");

    people = await desk.runs.convexOnly(4);
    const withdrawn = await desk.ask({ selection: { by: "ids", linkIds: people } });
    await desk.withdraw(withdrawn);
    expect(await refusal(desk.approve(withdrawn))).toMatchObject({
      message: "This run is withdrawn: it cannot be approved.",
    });
  });
});

describe("no way around", () => {
  test("a raised limit is for later runs, and so is a longer time or a larger share", async () => {
    const runId = await desk.ask();
    await desk.settle({ over: null, harmlessOver: null, expiresAfterHours: 168, changedPercent: 100 });
    await desk.wait(HOUR_MS);
    expect(await desk.state(runId)).toBe("awaiting_approval");
    await deleteSome(2);
    await desk.approve(runId);
    expect(await desk.state(runId)).toBe("outdated");
  });

  test("who failed is tried again by approval too, and once more when that was refused", async () => {
    await desk.settle({ harmlessOver: 3 });
    const first = await desk.ask({ action: "resync", selection: { by: "ids", linkIds: people } });
    await desk.approve(first);
    const { failed } = await import("./interleavings-harness");
    await desk.runs.workAll(() => failed("rejected"));
    expect(await desk.view(first)).toMatchObject({ state: "done", failed: 4 });
    const retry = await desk.runs.retry(first);
    expect(await desk.view(retry)).toMatchObject({ state: "awaiting_approval", total: 4 });
    await desk.reject(retry);
    const again = await desk.runs.retry(first);
    expect(await desk.state(again)).toBe("awaiting_approval");
  });

  test("a chain of steps that broke before the start is begun anew, and still starts nobody", async () => {
    const { runId } = await desk.asking();
    await desk.runs.scene.store.run(async (ctx) => {
      const steps = await ctx.db.system.query("_scheduled_functions").collect();
      for (const { _id, name } of steps) if (name.includes("prepare")) await ctx.scheduler.cancel(_id);
    });
    await desk.wait(60_000);
    await desk.settled();
    expect(await desk.view(runId)).toMatchObject({ state: "awaiting_approval", frozen: true, total: 4 });
    expect(await desk.deleted()).toBe(0);
  });

  test("whatever is tried in whatever order, nobody is started without the approval of another admin", async () => {
    const third = await desk.join("Thea Third");
    const step = fc.constantFrom(
      (runId: string) => desk.approveOnly(runId, desk.maker),
      (runId: string) => desk.approveOnly(runId, third),
      (runId: string) => desk.reject(runId),
      (runId: string) => desk.withdraw(runId),
      (runId: string) => desk.steer("pause", runId, desk.maker),
      (runId: string) => desk.steer("resume", runId, desk.maker),
      (runId: string) => desk.steer("cancel", runId, desk.maker),
      () => desk.settle({ over: null }),
      () => desk.settle({ over: 3 }),
      () => desk.wait(13 * HOUR_MS),
      () => desk.settled(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        await desk.settle({ over: 3 });
        const before = await desk.deleted();
        const linkIds = await desk.runs.convexOnly(4);
        const fresh = linkIds.slice(-4);
        const { runId } = await desk.asking({ selection: { by: "ids", linkIds: fresh } });
        for (const tried of steps) await tried(runId).catch(() => null);
        await desk.settled();
        const { approval, state, done } = await desk.view(runId);
        const isApproved = approval?.decided?.verdict === "approved";
        expect(approval?.decided?.by).not.toBe(isApproved ? "Mara Maker" : "nobody");
        if (!isApproved)
          expect({ done, deleted: await desk.deleted() }).toEqual({ done: 0, deleted: before });
        if (!hasEnded(state)) await desk.wait(24 * HOUR_MS);
      }),
      { numRuns: 25 },
    );
  });
});
