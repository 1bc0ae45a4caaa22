import fc from "fast-check";
import { compareValues, type Value } from "convex/values";
import { describe, expect, test } from "vitest";
import { clientOf, mutation, openStore, schema, type TestStore } from "./support/deployment";
import { api } from "./support/deployment";

async function insertValues(store: TestStore, values: (Value | undefined)[]): Promise<void> {
  await store.run(async (ctx) => {
    for (const value of values) await ctx.db.insert("values", { value: value ?? null });
  });
}

const sortable: Value[] = [
  "b",
  "a",
  3,
  -0,
  0,
  1n,
  null,
  true,
  false,
  [1],
  [1, "x"],
  { a: 1 },
  NaN,
  -Infinity,
  "a\0b",
  "",
];

describe("queries by index", () => {
  test("give documents in the order of Convex values, and the other way round", async () => {
    const store = await openStore();
    await insertValues(store, sortable);
    await store.run(async (ctx) => {
      const inOrder = await ctx.db.query("values").withIndex("by_value").collect();
      expect(inOrder.map(({ value }) => value as Value)).toEqual([...sortable].sort(compareValues));
      const reversed = await ctx.db.query("values").withIndex("by_value").order("desc").collect();
      expect(reversed).toEqual([...inOrder].reverse());
    });
  });

  test("every range gives exactly the documents within it", async () => {
    const store = await openStore();
    await insertValues(store, sortable);
    const bound = fc.constantFrom(...sortable);
    const lower = fc.option(fc.record({ value: bound, inclusive: fc.boolean() }), { nil: null });
    const range = fc.record({ lower, upper: lower, descending: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(range, async ({ lower: low, upper: high, descending }) => {
        const expected = sortable.filter(
          (one) =>
            (low === null || compareValues(one, low.value) > (low.inclusive ? -1 : 0)) &&
            (high === null || compareValues(one, high.value) < (high.inclusive ? 1 : 0)),
        );
        expected.sort(compareValues);
        if (descending) expected.reverse();
        const found = await store.run((ctx) =>
          ctx.db
            .query("values")
            .withIndex("by_value", (q) => {
              const from =
                low === null ? q : low.inclusive ? q.gte("value", low.value) : q.gt("value", low.value);
              if (high === null) return from;
              return high.inclusive ? from.lte("value", high.value) : from.lt("value", high.value);
            })
            .order(descending ? "desc" : "asc")
            .collect(),
        );
        expect(found.map((doc) => doc.value as Value)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test("an equality does not find a longer text that goes on behind a zero byte", async () => {
    const store = await openStore();
    await insertValues(store, ["a", "a\0b"]);
    const found = await store.run((ctx) =>
      ctx.db
        .query("values")
        .withIndex("by_value", (q) => q.eq("value", "a"))
        .collect(),
    );
    expect(found.map(({ value }) => value as Value)).toEqual(["a"]);
  });

  test("a missing field is found as undefined, also at the end of a dotted path", async () => {
    const store = await openStore();
    await store.run(async (ctx) => {
      await ctx.db.insert("users", { name: "no address" });
      await ctx.db.insert("users", { name: "no city", address: { zip: "1" } });
      await ctx.db.insert("users", { name: "Basel", address: { city: "Basel" } });
      const without = await ctx.db
        .query("users")
        .withIndex("by_city", (q) => q.eq("address.city", undefined))
        .collect();
      expect(without.map(({ name }) => name)).toEqual(["no address", "no city"]);
      const within = await ctx.db
        .query("users")
        .withIndex("by_city", (q) => q.gt("address.city", undefined))
        .collect();
      expect(within.map(({ name }) => name)).toEqual(["Basel"]);
    });
  });

  test("creation time and ID can be ranged over, alone and behind the fields of an index", async () => {
    const store = await openStore();
    await store.run(async (ctx) => {
      for (const age of [1, 2, 3, 4]) await ctx.db.insert("users", { name: "same", age: Math.min(age, 3) });
      const all = await ctx.db.query("users").collect();
      const third = all[2]!;
      const newer = await ctx.db
        .query("users")
        .withIndex("by_creation_time", (q) => q.gt("_creationTime", third._creationTime))
        .collect();
      expect(newer).toEqual([all[3]]);
      const upTo = await ctx.db
        .query("users")
        .withIndex("by_creation_time", (q) =>
          q.gte("_creationTime", 0).lte("_creationTime", third._creationTime),
        )
        .collect();
      expect(upTo).toEqual(all.slice(0, 3));
      const behind = await ctx.db
        .query("users")
        .withIndex("by_name_and_age", (q) =>
          q.eq("name", "same").eq("age", 3).gt("_creationTime", third._creationTime),
        )
        .collect();
      expect(behind).toEqual([all[3]]);
      const byId = await ctx.db
        .query("users")
        .withIndex("by_id", (q) => q.gte("_id", all[1]!._id).lt("_id", all[3]!._id))
        .collect();
      expect(byId).toEqual([all[1], all[2]]);
    });
  });

  test("a range over IDs has its ends or not, as it says, also where pages end in it", async () => {
    const store = await openStore();
    await insertValues(store, [0, 1, 2, 3]);
    await store.run(async (ctx) => {
      const table = ctx.db.query("values");
      const found = async (query: { collect(): Promise<{ value?: unknown }[]> }) =>
        (await query.collect()).map(({ value }) => value);
      const ids = (await table.collect()).map(({ _id }) => _id);
      const byId = () => ctx.db.query("values");
      expect(await found(byId().withIndex("by_id", (q) => q.eq("_id", ids[1]!)))).toEqual([1]);
      expect(await found(byId().withIndex("by_id", (q) => q.lte("_id", ids[1]!)))).toEqual([0, 1]);
      expect(await found(byId().withIndex("by_id", (q) => q.gt("_id", ids[1]!).lte("_id", ids[3]!)))).toEqual(
        [2, 3],
      );
      const zero = `${ids[1]!}\0` as (typeof ids)[0];
      expect(await found(byId().withIndex("by_id", (q) => q.lt("_id", zero!)))).toEqual([0, 1]);
    });
  });

  test("fields out of order are refused by name", async () => {
    const store = await openStore();
    await expect(
      store.run((ctx) =>
        ctx.db
          .query("users")
          .withIndex("by_name_and_age", (q) =>
            (q as unknown as { eq(f: string, v: number): typeof q }).eq("age", 1),
          )
          .first(),
      ),
    ).rejects.toThrow(/users\.by_name_and_age.*index fields in order.*\[name, age/s);
    await expect(
      store.run((ctx) =>
        ctx.db
          .query("users")
          .withIndex("by_nothing" as "by_email")
          .first(),
      ),
    ).rejects.toThrow("Index users.by_nothing not found.");
  });
});

test("IDs of other tables and other texts are told apart by normalizeId, and refused by get", async () => {
  const store = await openStore({ modules: {}, schema });
  await store.run(async (ctx) => {
    const id = await ctx.db.insert("users", { name: "x" });
    expect(ctx.db.normalizeId("users", id)).toBe(id);
    expect(ctx.db.normalizeId("values", id)).toBeNull();
    expect(ctx.db.normalizeId("users", "nonsense")).toBeNull();
    await expect(ctx.db.get("values", id as never)).rejects.toThrow(/expected an ID from table "values"/);
    await expect(ctx.db.get("users", "nonsense" as never)).rejects.toThrow("Unable to decode ID");
    await ctx.db.delete("users", id);
    expect(await ctx.db.get("users", id)).toBeNull();
    await expect(ctx.db.delete("users", id)).rejects.toThrow("Delete on nonexistent document ID");
  });
});

test("a mutation may return before its promises end; what they try then fails", async () => {
  let late: Promise<unknown> = Promise.resolve();
  const loose = mutation({
    args: {},
    handler: (ctx) => {
      late = Promise.resolve()
        .then(() => undefined)
        .then(() => new Promise((done) => setImmediate(done)))
        .then(() => ctx.db.insert("users", { name: "late" }))
        .catch((error: unknown) => error);
    },
  });
  const store = await openStore({ modules: { m: { loose } } });
  await clientOf(store).mutation(api.m!.loose!, {});
  expect(String(await late)).toContain("m:loose has already ended");
  expect(await store.run((ctx) => ctx.db.query("users").collect())).toEqual([]);
});
