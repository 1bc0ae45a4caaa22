import * as fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { Doc } from "../../server/convex/_generated/dataModel";
import { linkStates } from "../../shared/link-state";
import { withinKeys, withinMs } from "../../shared/overview-api";
import { failed, Scene, type Work } from "./interleavings-harness";

/** What happens on a day: people come, work is done well or badly, time goes by, staff step in. */
const pick = fc.nat({ max: 20 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("register" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("claim" as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ do: fc.constant("settle" as const), pick },
      how: fc.constantFrom("ok", "differs", "timeout", "validation", "rate_limited" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(5_000, 61_000, 400_000, 4_000_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("resync" as const, "delete" as const), pick }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let scene: Scene;
afterEach(() => scene.store.close());

async function take(at: Step, held: Work[], people: string[]): Promise<void> {
  scene.clock.now += 1;
  switch (at.do) {
    case "register":
      people.push((await scene.register()).userId);
      return;
    case "claim":
      held.push(...(await scene.claim("worker", 3)));
      return;
    case "settle": {
      const [work] = held.splice(at.pick % Math.max(1, held.length), 1);
      if (work) await scene.settle(work, outcomeOf(work, at.how));
      return;
    }
    case "wait":
      scene.clock.now += at.ms;
      return;
    case "resync":
    case "delete": {
      const person = people[at.pick % Math.max(1, people.length)];
      if (person === undefined || (await scene.personOf(person)).row.state === "deleted") return;
      if (at.do === "delete") await scene.softDelete(person);
      else if ((await scene.personOf(person)).commands.resync.allowed) await scene.resync(person);
    }
  }
}

function outcomeOf(work: Work, how: Extract<Step, { do: "settle" }>["how"]) {
  if (how === "ok") return scene.achieved(work);
  if (how === "differs") return scene.achieved(work, { lastName: "Otherwise" });
  return failed(how as "timeout");
}

const linking = new Set(["register", "update", "restore", "link_existing"]);
/** Whether another job had to do the rest. */
const handedOver = ({ state, receipt, kind }: Doc<"syncJobs">) =>
  state === "succeeded" && receipt?.agrees === false && (kind === "register" || kind === "link_existing");

/** The same as the overview tells, by going through everything. */
async function fromScratch() {
  const { links, jobs, attempts } = await scene.everything();
  const asked = jobs.filter((job) => linking.has(job.kind) && job.state !== "cancelled" && !handedOver(job));
  const linked = asked.filter(({ state }) => state === "succeeded");
  const took = linked.map(({ finishedAt = 0, createdAt, askedAt = createdAt }) => finishedAt - askedAt);
  const within = withinKeys.map((key) => [key, took.filter((ms) => ms <= withinMs[key]).length]);
  const oldest = (some: typeof links) =>
    some.length === 0 ? null : Math.min(...some.map(({ stateSince = 0 }) => stateSince));
  return {
    links,
    oldest,
    attempts: {
      succeeded: attempts.filter(({ outcome }) => outcome === "succeeded").length,
      failed: attempts.filter(({ outcome }) => outcome === "failed").length,
    },
    convergence: {
      asked: asked.length,
      within: Object.fromEntries(within) as object,
      linked: linked.length,
      gaveUp: asked.filter(({ state }) => state === "failed").length,
    },
  };
}

/** How many the users list finds in a state, with an error class. */
async function listed(state: "failed" | "pending", errorCode: string): Promise<number> {
  const filter = { states: [state], errorCodes: [errorCode], cursor: null, limit: 200 };
  return (await scene.query(api.links.page, filter)).rows.length;
}

test("whatever happens, the overview tells what going through everybody, every job and every attempt would", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 40 }), async (steps) => {
      scene = await Scene.open();
      const held: Work[] = [];
      const people: string[] = [];
      for (const each of steps) await take(each, held, people);
      const wanted = await fromScratch();

      const { links, errors } = await scene.query(api.overview.now, {});
      for (const state of linkStates) {
        const some = wanted.links.filter((link) => link.state === state);
        expect(links.states[state]).toEqual({ count: some.length, oldestAt: wanted.oldest(some) });
      }
      for (const state of ["failed", "pending"] as const) {
        const erring = wanted.links.filter((link) => link.state === state && link.errorCode);
        expect(errors[state].reduce((sum, { count }) => sum + count, 0)).toBe(erring.length);
        for (const { code, count } of errors[state]) expect(count).toBe(await listed(state, code));
      }
      const { sync, convergence } = await scene.query(api.overview.work, { range: "7d" });
      expect(sync.totals).toEqual(wanted.attempts);
      expect(convergence).toEqual(wanted.convergence);
      await scene.store.close();
    }),
    { numRuns: Number(process.env.OVERVIEW_RUNS ?? 60) },
  );
});
