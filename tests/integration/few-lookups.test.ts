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
import { storedJoin } from "../support/stored-join";
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

/** A worker takes up the jobs of a run over linked people, and what it looked up for that. */
async function takenUp() {
  await runs.startIds(await linkedPeople());
  const claim = { worker: "worker", limit: PEOPLE, leaseMs: 10_000, places: allPlaces };
  let works: Awaited<ReturnType<typeof claimDueJobs>> = [];
  const looked = await lookups(async (ctx, touched) => (works = await claimDueJobs(ctx, touched, claim)));
  expect(works).toHaveLength(PEOPLE);
  return { works, looked };
}

/** What is looked up of people where each of these reads its contact back as it was, but for what is `changed`. */
async function lookedUpToBook({ works }: Awaited<ReturnType<typeof takenUp>>, changed: object = {}) {
  const { contacts } = await runs.scene.everything();
  const timing = { startedAt: runs.scene.clock.now, durationMs: 20 };
  const looked = await lookups(async (ctx, touched) => {
    for (const { jobId, attempt, contactId, user } of works) {
      const { createdAt, updatedAt } = contacts.find(({ crmId }) => crmId === contactId) ?? {};
      const outcome = { ...runs.scene.achieved({ user }, { createdAt, updatedAt, ...changed }), user: {} };
      await settleJob(ctx, touched, { jobId, attempt, timing, outcome });
    }
  });
  return looked.filter((table) => ["links", "contacts", "users"].includes(table));
}

test("a resync is taken up and booked without looking for the person's row or contact", async () => {
  const taken = await takenUp();
  expect(taken.looked).not.toContain("links");
  expect(await lookedUpToBook(taken)).toEqual([]);
});

test("what has changed in the contact of a pair is booked without asking whose contact it is", async () => {
  const taken = await takenUp();
  const company = { company: "Klinik am Haff", updatedAt: runs.scene.clock.now };
  // Only how the contact now reads, once for each.
  expect(await lookedUpToBook(taken, company)).toEqual(Array(PEOPLE).fill("contacts"));
  const { contacts } = await runs.scene.everything();
  expect(contacts.map((contact) => contact.company)).toEqual(Array(PEOPLE).fill("Klinik am Haff"));
});

test("a contact that was archived, or has got another's e-mail, meanwhile leaves everybody with the row they should have", async () => {
  for (const changed of [{ email: "account.2@klinik.example" }, { status: "archived" }]) {
    const updatedAt = runs.scene.clock.now + 1;
    await lookedUpToBook(await takenUp(), { ...changed, updatedAt });
    const { rows, wanted, counted, counts } = await runs.scene.store.run(storedJoin);
    expect(rows).toEqual(wanted);
    expect(counted).toEqual(counts);
  }
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
