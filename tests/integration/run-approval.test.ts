import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { type RunState } from "../../shared/run-states";
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

/** A run in each of the states that matter here. */
const inState = {
  awaiting_approval: () => desk.ask(),
  checking: async () => {
    const runId = await desk.ask();
    await desk.approveOnly(runId);
    return runId;
  },
  done: async () => {
    const runId = await desk.ask();
    await desk.approve(runId);
    return runId;
  },
  rejected: async () => {
    const runId = await desk.ask();
    await desk.reject(runId);
    return runId;
  },
  withdrawn: async () => {
    const runId = await desk.ask();
    await desk.withdraw(runId);
    return runId;
  },
  expired: async () => {
    const runId = await desk.ask();
    await desk.wait(24 * HOUR_MS);
    return runId;
  },
  outdated: async () => {
    const runId = await desk.ask();
    await deleteSome(2);
    await desk.approve(runId);
    return runId;
  },
} satisfies Partial<Record<RunState, () => Promise<string>>>;

async function deleteSome(count: number): Promise<void> {
  for (const id of people.slice(0, count)) await desk.runs.scene.softDelete(id);
}
const refusal = (promise: Promise<unknown>) => appErrorFrom(promise);
const outcomesOf = async (runId: string) =>
  (await desk.runs.items(runId)).map(({ outcome, why }) => (why ? `${outcome}: ${why}` : outcome));

describe("asking", () => {
  test("for what is not over the size starts at once", async () => {
    const runId = await desk.ask({ selection: { by: "ids", linkIds: people.slice(0, 3) } });
    expect(await desk.view(runId)).toMatchObject({ state: "done", done: 3, approval: null });
    expect(await desk.told(runId)).toContain("Mara Maker: run");
  });

  test("for what is over it notes everybody down and starts nobody", async () => {
    const runId = await desk.ask();
    expect(await desk.view(runId)).toMatchObject({
      ...{ state: "awaiting_approval", frozen: true, total: 4, done: 0, finishedAt: null },
      approval: {
        ...{ over: 3, mayChangePercent: 5, decided: null, makerId: desk.maker.subject },
        plan: { count: 4, exact: true, kinds: [{ kind: "soft_delete", count: 4, why: null }] },
      },
    });
    await desk.wait(HOUR_MS);
    expect(await desk.deleted()).toBe(0);
    expect(await desk.told(runId)).toEqual(["Mara Maker: ask for run"]);
  });

  test("is announced by the plan, which says whether there is anybody who could approve", async () => {
    const asked = {
      action: "soft_delete" as const,
      selection: { by: "ids" as const, linkIds: people },
    };
    const plan = () => desk.as(desk.maker).query(api.runs.preview, asked);
    expect((await plan()).approval).toEqual({ over: 3, hours: 24, anyApprover: true });
    await desk.disable(desk.other);
    expect((await plan()).approval).toMatchObject({ anyApprover: false });
    await desk.settle({ over: null });
    expect((await plan()).approval).toBeNull();
  });

  test("is told to the other admins, and not to the one who asks", async () => {
    const runId = await desk.ask({ name: "Spring cleaning" });
    const active = (person = desk.other) => desk.as(person).query(api.runs.active, {});
    expect(await active()).toEqual({
      runs: [],
      toApprove: [{ kind: "run", runId, name: "Spring cleaning" }],
    });
    expect((await active(desk.maker)).toApprove).toEqual([]);
    const vera = { subject: "vera", name: "Vera Viewer", role: "viewer" as const };
    expect((await active(vera)).toApprove).toEqual([]);
    const { runs } = await desk.as(desk.other).query(api.runs.list, {
      ...{ state: "awaiting_approval", cursor: null },
    });
    expect(runs.map((run) => run.runId)).toEqual([runId]);
  });

  test("for a run that takes nothing away has a size of its own, off until somebody sets it", async () => {
    const selection = { by: "ids" as const, linkIds: people };
    expect(await desk.state(await desk.ask({ action: "resync", selection }))).toBe("running");
    await desk.settle({ harmlessOver: 3 });
    expect(await desk.state(await desk.ask({ action: "resync", selection }))).toBe("awaiting_approval");
  });

  test("for as many as may start alone does not let more in who come to match meanwhile", async () => {
    await desk.settle({ harmlessOver: 4 });
    const { runId } = await desk.asking({ action: "restore" });
    await desk.runs.convexOnly(1);
    await desk.settled();
    expect(await desk.view(runId)).toMatchObject({ total: 4, approval: null });
    expect(await desk.told(runId)).toContain("Tandem: run");
  });
});

describe("the states", () => {
  test("awaiting_approval -> checking -> running -> done: another admin approves, and both are told of", async () => {
    const runId = await inState.checking();
    expect(await desk.state(runId)).toBe("checking");
    expect(await desk.deleted()).toBe(0);
    await desk.settled();
    expect(await desk.view(runId)).toMatchObject({
      ...{ state: "done", done: 4 },
      approval: { decided: { verdict: "approved", by: "Otto Other" } },
    });
    expect(await desk.told(runId)).toEqual(
      expect.arrayContaining(["Mara Maker: ask for run", "Otto Other: approve run", "Tandem: run"]),
    );
  });

  test("awaiting_approval -> rejected: with the reason, and everybody in it is accounted for", async () => {
    const runId = await inState.rejected();
    expect(await desk.view(runId)).toMatchObject({
      ...{ state: "rejected", skipped: 4 },
      approval: { decided: { verdict: "rejected", by: "Otto Other", reason: "Ask the doctors first" } },
    });
    expect(await outcomesOf(runId)).toEqual(Array(4).fill("skipped: The run was rejected."));
  });

  test("awaiting_approval -> withdrawn: by who asked for it, and nobody else", async () => {
    const runId = await desk.ask();
    expect(await refusal(desk.withdraw(runId, desk.other))).toMatchObject({ code: "forbidden" });
    await desk.withdraw(runId);
    expect(await desk.view(runId)).toMatchObject({ state: "withdrawn", skipped: 4 });
  });

  test("awaiting_approval -> expired: by itself, when nobody has decided in time", async () => {
    const runId = await desk.ask();
    await desk.wait(24 * HOUR_MS - 5_000);
    expect(await desk.state(runId)).toBe("awaiting_approval");
    await desk.wait(5_000);
    expect(await desk.view(runId)).toMatchObject({ state: "expired", skipped: 4 });
    expect(await desk.told(runId)).toContain("Tandem: lapse run");
  });

  test("checking -> outdated: the plan has become another one for too many, and it says for how many", async () => {
    const runId = await inState.outdated();
    expect(await desk.view(runId)).toMatchObject({
      ...{ state: "outdated", done: 0, skipped: 4 },
      stopCause: "2 of 4 (50%) are not as in the plan any more, which is more than the 5% allowed.",
    });
    expect(await desk.deleted()).toBe(2);
  });

  test("checking -> running: few enough have changed, and those are skipped with the reason", async () => {
    await desk.settle({ changedPercent: 25 });
    const runId = await desk.ask();
    await deleteSome(1);
    await desk.approve(runId);
    expect(await desk.view(runId)).toMatchObject({ state: "done", done: 3, skipped: 1 });
    expect(await outcomesOf(runId)).toContain("skipped: Already soft-deleted.");
  });

  test("checking: who has come to match since the run was asked for does not take part", async () => {
    const runId = await desk.ask();
    await desk.runs.convexOnly(10);
    await desk.approve(runId);
    expect(await desk.view(runId)).toMatchObject({ state: "done", done: 4, total: 4 });
  });

  test("checking -> cancelled: an admin stops it at the last moment", async () => {
    const runId = await inState.checking();
    await desk.steer("cancel", runId);
    expect(await desk.view(runId)).toMatchObject({ state: "cancelled", skipped: 4 });
    expect(await desk.deleted()).toBe(0);
  });

  test.each(["rejected", "withdrawn", "expired", "outdated", "done"] as const)(
    "%s is the end: nothing moves it any more",
    async (state) => {
      const runId = await inState[state]();
      expect(await desk.state(runId)).toBe(state);
      const deleted = await desk.deleted();
      for (const command of [
        () => desk.approve(runId),
        () => desk.reject(runId),
        () => desk.withdraw(runId),
        () => desk.steer("pause", runId),
        () => desk.steer("resume", runId),
        () => desk.steer("cancel", runId),
      ]) {
        expect(await refusal(command())).toMatchObject({ code: "conflict" });
      }
      await desk.wait(48 * HOUR_MS);
      expect(await desk.state(runId)).toBe(state);
      expect(await desk.deleted()).toBe(deleted);
    },
  );

  test.each(["pause", "resume", "cancel"] as const)("awaiting_approval: nobody can %s it", async (how) => {
    const runId = await desk.ask();
    for (const person of [desk.maker, desk.other]) {
      expect(await refusal(desk.steer(how, runId, person))).toMatchObject({
        message: "This run waits for approval: withdraw it, or let another admin reject it.",
      });
    }
    expect(await desk.state(runId)).toBe("awaiting_approval");
  });
});
