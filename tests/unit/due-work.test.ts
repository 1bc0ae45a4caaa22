import { expect, onTestFinished, test } from "vitest";
import { createDueWork, type Ending } from "../../server/sync/due-work";

/** What is due in a store, done by one process. */
type Perform = (work: number, ending: Ending) => Promise<void>;

function open(perform: Perform, more: { permits?: () => number; patienceMs?: number } = {}) {
  const due: number[] = [];
  const done: number[] = [];
  const failures: unknown[] = [];
  const asked: number[] = [];
  const { permits, patienceMs } = more;
  const work = createDueWork<number>({
    ...{ atOnce: 2, pollMs: 60_000, patienceMs },
    ...(permits
      ? { gate: { permits: (_lane, free) => Math.min(free, permits()), nextChangeInMs: () => 1 } }
      : {}),
    claim: (limit) => {
      asked.push(limit);
      const works = due.splice(0, limit);
      return Promise.resolve({ works, more: limit > 0 && works.length === limit });
    },
    async perform(one, ending) {
      await perform(one, ending);
      done.push(one);
    },
    onFailure: (error) => failures.push(error),
  });
  onTestFinished(() => work.stop());
  return { due, done, failures, asked, work };
}

const untilCalledOff = ({ signal }: Ending) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));

test("one that hangs keeps only its own place: the others go on, and what comes later too", async () => {
  const { due, done, work } = open(
    (one, ending) => (one === 1 ? untilCalledOff(ending) : Promise.resolve()),
    {
      patienceMs: 1,
    },
  );
  due.push(1, 2, 3, 4);
  work.start();
  await expect.poll(() => done).toEqual([2, 3, 4]);
  due.push(5);
  work.nudge();
  await expect.poll(() => done).toEqual([2, 3, 4, 5]);
});

test("one that fails ends nothing but itself", async () => {
  const { due, done, failures, work } = open((one) =>
    one === 2 ? Promise.reject(new Error("The store is away.")) : Promise.resolve(),
  );
  due.push(1, 2, 3, 4, 5);
  work.start();
  await expect.poll(() => done).toEqual([1, 3, 4, 5]);
  expect(failures).toHaveLength(1);
});

test("while the gate is shut nothing is taken up, and no place is left empty when it opens", async () => {
  let free = 0;
  const { due, done, asked, work } = open(() => Promise.resolve(), { permits: () => free });
  due.push(1, 2, 3);
  work.start();
  await expect.poll(() => asked.length).toBeGreaterThan(2);
  expect([...new Set(asked)]).toEqual([0]);
  free = 2;
  await expect.poll(() => done).toEqual([1, 2, 3]);
});

test("told to stop it takes up nothing more, says so to what is under way, and calls that off when patience is over", async () => {
  const said: string[] = [];
  const { due, done, work } = open(
    async (_one, ending) => {
      ending.stopping.addEventListener("abort", () => said.push("stopping"));
      await untilCalledOff(ending);
      said.push("called off");
    },
    { patienceMs: 1 },
  );
  due.push(1);
  work.start();
  await expect.poll(() => due).toEqual([]);
  due.push(2);
  await work.stop();
  expect(said).toEqual(["stopping", "called off"]);
  expect([done, due]).toEqual([[1], [2]]);
});
