import * as fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { failed, type Work } from "./interleavings-harness";
import { RunScene } from "./runs-harness";

/** One thing that happens to a run, or to somebody in it. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("claim" as const), most: fc.integer({ min: 1, max: 8 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("settle" as const),
      pick: fc.nat({ max: 20 }),
      how: fc.constantFrom("ok" as const, "timeout" as const, "validation" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("tick" as const, "pause" as const, "resume" as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete" as const), pick: fc.nat({ max: 20 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let runs: RunScene | null = null;
afterEach(async () => runs?.close());

/** Does one step as far as it makes sense now: a paused run cannot be paused again. */
async function take(
  scene: RunScene,
  runId: string,
  at: Step,
  held: Work[],
  linkIds: string[],
): Promise<void> {
  const { state } = await scene.view(runId);
  switch (at.do) {
    case "claim":
      held.push(...(await scene.scene.claim("worker", at.most)));
      return;
    case "settle": {
      const [work] = held.splice(at.pick % Math.max(1, held.length), 1);
      if (!work) return;
      await scene.scene.settle(work, at.how === "ok" ? scene.scene.achieved(work) : failed(at.how));
      return;
    }
    case "tick":
      return scene.tick();
    case "pause":
      if (state === "running" || state === "freezing") await scene.command("pause", runId);
      return;
    case "resume":
      if (state === "paused" || state === "stopped") await scene.command("resume", runId);
      return;
    case "delete": {
      const linkId = linkIds[at.pick % linkIds.length] ?? "";
      const { row } = await scene.scene.personOf(linkId);
      if (row.state !== "deleted") await scene.scene.softDelete(linkId);
    }
  }
}

/** Lets a run come to its end: resumed if need be, and every job tried until it has ended. */
async function finish(scene: RunScene, runId: string, held: Work[]): Promise<void> {
  for (const work of held) await scene.scene.settle(work, scene.scene.achieved(work));
  for (let round = 0; round < 100; round++) {
    const { state, underWay } = await scene.view(runId);
    if ((state === "done" || state === "cancelled") && underWay === 0) return;
    if (state === "paused" || state === "stopped") await scene.command("resume", runId);
    scene.scene.clock.now += 60_000;
    await scene.work(50);
  }
  throw new Error("The run did not come to its end.");
}

/** How many the run believes to wait for another attempt. */
const waitingIn = ({ scene }: RunScene, runId: string) =>
  scene.store.run(async (ctx) => {
    const counters = await ctx.db.query("counters").collect();
    const shards = counters.filter(({ name }) => name === `run:${runId}:waits`);
    return shards.reduce((sum, { value }) => sum + value, 0);
  });

test("whatever happens in whatever order, at the end everybody in a run has exactly one outcome, and they add up", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.constantFrom(undefined, 0, 30),
      fc.boolean(),
      async (steps, stopAboveFailedPercent, cancels) => {
        runs = await RunScene.open();
        const linkIds = await runs.convexOnly(16);
        const canary = stopAboveFailedPercent === undefined ? {} : { canary: { stopAboveFailedPercent } };
        const runId = await runs.startIds(linkIds, { options: canary });
        const held: Work[] = [];
        for (const at of steps) await take(runs, runId, at, held, linkIds);
        const { state } = await runs.view(runId);
        if (cancels && state !== "done") await runs.command("cancel", runId);
        await finish(runs, runId, held);
        const view = await runs.view(runId);
        const items = await runs.items(runId);
        expect(items.map(({ linkId }) => linkId).sort()).toEqual([...linkIds].sort());
        expect(view.done + view.skipped + view.failed).toBe(view.total);
        for (const outcome of ["done", "skipped", "failed"] as const)
          expect(items.filter((item) => item.outcome === outcome)).toHaveLength(view[outcome]);
        expect(items.every(({ outcome, why }) => outcome === "done" || why !== null)).toBe(true);
        expect(await waitingIn(runs, runId)).toBe(0);
        await runs.close();
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);
