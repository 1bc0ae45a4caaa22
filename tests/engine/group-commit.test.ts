import fc from "fast-check";
import { expect, test } from "vitest";
import { DocumentCache } from "../../server/embedded/cache";
import { Checkpoints } from "../../server/embedded/checkpoints";
import { Database } from "../../server/embedded/driver";
import type { Environment } from "../../server/embedded/documents";
import { SearchWrites } from "../../server/embedded/search-writes";
import { Transactions } from "../../server/embedded/transactions";

/** A real database whose statements are recorded, and fail where the test says. */
class Observed extends Database {
  readonly seen: string[] = [];
  failing: string | null = null;

  override exec(sql: string): void {
    this.seen.push(sql);
    if (sql === this.failing) throw new Error("disk I/O error");
    super.exec(sql);
  }

  insert(value: number): void {
    this.sql("INSERT INTO t VALUES (?)").run(value);
  }

  values(): unknown[] {
    return this.sql("SELECT value FROM t ORDER BY value")
      .all()
      .map(({ value }) => value);
  }
}

function open() {
  const db = new Observed(":memory:");
  db.exec("CREATE TABLE t (value INTEGER)");
  db.seen.length = 0;
  const env = {
    db,
    writes: 0,
    texts: new SearchWrites(),
    cache: new DocumentCache(),
  } as unknown as Environment;
  const transactions = new Transactions(env, new Checkpoints(env, () => expect.unreachable()));
  const insert = (value: number, fail = false) =>
    transactions.mutation(async () => {
      db.insert(value);
      await Promise.resolve();
      if (fail) throw new Error(`no ${value}`);
      return value;
    });
  const count = (statement: string) => db.seen.filter((sql) => sql === statement).length;
  return { db, transactions, insert, count };
}

const settled = (calls: Promise<unknown>[]) =>
  Promise.all(
    calls.map((call) =>
      call.then(
        (value) => value,
        (error: Error) => error.message,
      ),
    ),
  );

test("mutations that wait for each other share a commit, 64 at most", async () => {
  const { db, insert, count } = open();
  const numbers = Array.from({ length: 100 }, (_, i) => i);
  expect(await settled(numbers.map((i) => insert(i)))).toEqual(numbers);
  expect(db.values()).toEqual(numbers);
  expect(count("COMMIT")).toBe(2);
});

test("one that fails takes back only its own writes, wherever in the group it is", async () => {
  for (const failing of [0, 1, 2, 3]) {
    const { db, insert } = open();
    const results = await settled([0, 1, 2, 3].map((i) => insert(i, i === failing)));
    expect(results).toEqual([0, 1, 2, 3].map((i) => (i === failing ? `no ${i}` : i)));
    expect(db.values()).toEqual([0, 1, 2, 3].filter((i) => i !== failing));
  }
});

test("nobody is answered before the commit, not even a query that came in between", async () => {
  const { db, transactions, insert, count } = open();
  const commitsWhenAnswered: number[] = [];
  const note = () => commitsWhenAnswered.push(count("COMMIT"));
  const query = transactions.query(async () => db.values());
  const calls = [insert(1), transactions.query(async () => db.values()), insert(2)];
  await Promise.all([query, ...calls.map((call) => call.then(note))]);
  expect(await query).toEqual([]);
  expect(await calls[1]).toEqual([1]);
  expect(commitsWhenAnswered).toEqual([1, 1, 1]);
});

test.each(["COMMIT", "SAVEPOINT member", "RELEASE member", "BEGIN IMMEDIATE"])(
  "if %s fails, every member of the group is told so and nothing is kept; the next group goes on",
  async (failing) => {
    const { db, insert } = open();
    db.failing = failing;
    const results = await settled([insert(1), insert(2)]);
    expect(results).toEqual(["disk I/O error", "disk I/O error"]);
    expect(db.values()).toEqual([]);
    db.failing = null;
    expect(await insert(3)).toBe(3);
    expect(db.values()).toEqual([3]);
  },
);

test("closing waits for what is under way and refuses what comes later", async () => {
  const { db, transactions, insert } = open();
  const before = insert(1);
  const closed = transactions.close();
  await expect(insert(2)).rejects.toThrow("The store is closed.");
  await closed;
  expect(await before).toBe(1);
  expect(db.values()).toEqual([1]);
});

const aCall = fc.record({
  kind: fc.constantFrom("insert" as const, "fail" as const, "query" as const),
  /** Microtasks, and turns of the event loop, before the next call. */
  pause: fc.nat(3),
  turn: fc.boolean(),
});

test("of 64 callers nobody waits for more than two commits, whatever the others do", async () => {
  const callers = fc.array(fc.array(aCall, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 64 });
  await fc.assert(
    fc.asyncProperty(callers, async (plans) => {
      const { db, transactions, insert, count } = open();
      const waits: number[] = [];
      const caller = async (plan: (typeof plans)[number], number: number) => {
        for (const [step, { kind, pause, turn }] of plan.entries()) {
          const before = count("COMMIT");
          if (kind === "query") await transactions.query(async () => db.values());
          else await settled([insert(number * 100 + step, kind === "fail")]);
          waits.push(count("COMMIT") - before);
          for (let i = 0; i < pause; i++) await Promise.resolve();
          if (turn) await new Promise((resolve) => setImmediate(resolve));
        }
      };
      await Promise.all(plans.map(caller));
      expect(Math.max(...waits)).toBeLessThanOrEqual(2);
      const kept = plans.flatMap((plan, number) =>
        plan.flatMap(({ kind }, step) => (kind === "insert" ? [number * 100 + step] : [])),
      );
      expect(db.values()).toEqual(kept);
    }),
    { numRuns: 100 },
  );
});

test("requests that come in the same turn of the event loop share a commit", async () => {
  const { insert, count } = open();
  const inCallbacksOfTheirOwn = [1, 2, 3].map(
    (value) => new Promise((resolve) => setImmediate(() => resolve(insert(value)))),
  );
  await Promise.all(inCallbacksOfTheirOwn);
  expect(count("COMMIT")).toBe(1);
});

test("the event loop turns while there is always a next call", async () => {
  const { transactions, insert } = open();
  for (const call of [() => insert(1), () => transactions.query(async () => 1)]) {
    let turned = false;
    setTimeout(() => (turned = true), 1);
    let calls = 0;
    while (!turned && calls < 1_000_000) calls += await call().then(() => 1);
    expect(turned).toBe(true);
  }
});
