import { afterEach, beforeEach, expect, test } from "vitest";
import type { MutationCtx } from "../../server/convex/_generated/server";
import { claimDueJobs } from "../../server/convex/model/claimJobs";
import { freezePage } from "../../server/convex/model/freezeRun";
import { refreshLinks } from "../../server/convex/model/links";
import { allPlaces } from "../../server/convex/model/queue";
import { settleJob } from "../../server/convex/model/settle";
import { takeWebhooks } from "../../server/convex/model/takeWebhooks";
import { newTouched, type Touched } from "../../server/convex/model/touched";
import { startRun } from "../support/runs";
import { RunScene } from "./runs-harness";

/** What is done fifty thousand times in a run must not look up what is known already: every look costs as much as a write. */
let runs: RunScene;
beforeEach(async () => void (runs = await RunScene.open()));
afterEach(() => runs.close());

const PEOPLE = 5;

/** The tables in which `work` looks something up, each time it does. */
async function lookups(work: (ctx: MutationCtx, touched: Touched) => Promise<unknown>): Promise<string[]> {
  const tables: string[] = [];
  await runs.scene.store.run(async (ctx) => {
    const query = (table: never) => {
      tables.push(table);
      return ctx.db.query(table);
    };
    const touched = newTouched();
    const watched = { ...ctx, db: { ...ctx.db, query } } as unknown as MutationCtx;
    await work(watched, touched);
    await refreshLinks(watched, touched);
  });
  return tables;
}

/** People who are linked, and have been for a while. */
async function linkedPeople(): Promise<string[]> {
  const linkIds = await runs.convexOnly(PEOPLE);
  await runs.startIds(linkIds);
  await runs.workAll();
  runs.scene.clock.now += 60_000;
  return linkIds;
}

test("a resync is taken up and booked without looking for the person's row or contact", async () => {
  await runs.startIds(await linkedPeople());
  const claim = { worker: "worker", limit: PEOPLE, leaseMs: 10_000, places: allPlaces };
  let works: Awaited<ReturnType<typeof claimDueJobs>> = [];
  const claimed = await lookups(async (ctx, touched) => (works = await claimDueJobs(ctx, touched, claim)));
  expect(works).toHaveLength(PEOPLE);
  expect(claimed).not.toContain("links");
  const { contacts } = await runs.scene.everything();
  const timing = { startedAt: runs.scene.clock.now, durationMs: 20 };
  const settled = await lookups(async (ctx, touched) => {
    for (const { jobId, attempt, contactId, user } of works) {
      const { createdAt, updatedAt } = contacts.find(({ crmId }) => crmId === contactId) ?? {};
      const outcome = { ...runs.scene.achieved({ user }, { createdAt, updatedAt }), user: {} };
      await settleJob(ctx, touched, { jobId, attempt, timing, outcome });
    }
  });
  expect(settled.filter((table) => ["links", "contacts", "users"].includes(table))).toEqual([]);
});

test("whoever has not changed since a run was made is noted down without looking whether they are already", async () => {
  await linkedPeople();
  const selection = { by: "filter" as const, filter: {}, except: [] };
  await startRun(runs.scene.desk, { selection });
  const frozen = await lookups(async (ctx) => {
    const [run] = await ctx.db.query("runs").order("desc").collect();
    expect(run && (await freezePage(ctx, run)).total).toBe(PEOPLE);
  });
  expect(frozen).not.toContain("runItems");
});

test("of many webhooks that come together, one asks whether anybody was ever purged", async () => {
  const { frontendUserId } = await runs.scene.linked();
  const arrival = { receivedAt: runs.scene.clock.now, durationMs: 3, bytes: 200, headers: [] };
  const webhooks = Array.from({ length: PEOPLE }, (_, n) => {
    const data = { frontendUserId, lastName: `Weiß ${n}` };
    const eventAt = runs.scene.clock.now + n;
    return { event: { eventId: `evt_${n}`, type: "user.updated", eventAt, payload: "{}", data }, arrival };
  });
  const taken = await lookups((ctx) => takeWebhooks(ctx, webhooks));
  expect(taken.filter((table) => table === "purgeKeys")).toHaveLength(1);
  expect(taken.filter((table) => table === "links")).toHaveLength(1);
});
