import fc from "fast-check";
import { compareValues, v, type Value } from "convex/values";
import { describe, expect, test } from "vitest";
import { clientOf, mutation, openStore, query, schema, type TestStore } from "./support/deployment";
import { api } from "./support/deployment";

type Doc = { _id: string; _creationTime: number; value: Value; group?: number };

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

describe("query operators", () => {
  test("first, unique, take and iteration see what a limit and a filter leave", async () => {
    const store = await openStore();
    await insertValues(
      store,
      Array.from({ length: 100 }, (_, i) => i),
    );
    await store.run(async (ctx) => {
      const even = () => ctx.db.query("values").filter((q) => q.eq(q.mod(q.field("value"), 2), 0));
      expect((await even().take(3)).map(({ value }) => value as number)).toEqual([0, 2, 4]);
      expect((await even().order("desc").first())?.value).toBe(98);
      await expect(even().unique()).rejects.toThrow("unique() query returned more than one result");
      const seen: number[] = [];
      for await (const { value } of even()) {
        if (value === 20) break;
        seen.push(value as number);
      }
      expect(seen).toHaveLength(10);
      expect(
        await ctx.db
          .query("values")
          .filter((q) => q.gt(q.field("value"), 1000))
          .first(),
      ).toBeNull();
    });
  });

  test("filters compare by the order of values, and know all connectives", async () => {
    const store = await openStore();
    await insertValues(store, [null, 1n, 1, "1", true, [1]]);
    await store.run(async (ctx) => {
      const count = async (filter: Parameters<ReturnType<typeof ctx.db.query<"values">>["filter"]>[0]) =>
        (await ctx.db.query("values").filter(filter).collect()).length;
      expect(await count((q) => q.gt(q.field("value"), 1))).toBe(3);
      expect(await count((q) => q.lt(q.field("value"), 1))).toBe(2);
      expect(await count((q) => q.or(q.eq(q.field("value"), 1n), q.eq(q.field("value"), "1")))).toBe(2);
      expect(await count((q) => q.not(q.eq(q.field("value"), null)))).toBe(5);
      expect(await count((q) => q.and(q.neq(q.field("value"), 1), q.eq(q.field("group"), undefined)))).toBe(
        5,
      );
    });
  });

  test("arithmetic a filter cannot do is an error with its operands", async () => {
    const store = await openStore();
    await insertValues(store, [2n ** 63n - 1n]);
    type Build = (
      q: Record<"add" | "sub" | "mul" | "div" | "mod" | "neg", (...of: unknown[]) => never>,
    ) => never;
    const refused = (build: Build, message: string) =>
      expect(
        store.run((ctx) =>
          ctx.db
            .query("values")
            .filter((q) => q.eq(build(q as never), 0 as never))
            .collect(),
        ),
      ).rejects.toThrow(message);
    await refused((q) => q.div(5n, 0n), "Cannot divide 5 by zero");
    await refused((q) => q.mod(5n, 0n), "Cannot mod 5 by zero");
    await refused(
      (q) => q.add(2n ** 63n - 1n, 1n),
      "Cannot add 9223372036854775807 and 1: the result is out of range for Int64",
    );
    await refused(
      (q) => q.neg(-(2n ** 63n)),
      "Cannot negate -9223372036854775808: the result is out of range for Int64",
    );
    await refused((q) => q.sub("a", 1), 'Cannot subtract "a" (type String) and 1.0 (type Float64)');
    await refused((q) => q.mul(1n, 1), "Cannot multiply 1 (type Int64) and 1.0 (type Float64)");
  });

  test("a query under way sees the writes of its own function", async () => {
    const store = await openStore();
    await insertValues(store, [1, 2, 3]);
    const seen = await store.run(async (ctx) => {
      const values: unknown[] = [];
      for await (const doc of ctx.db.query("values").withIndex("by_value")) {
        values.push(doc.value);
        if (doc.value === 1) await ctx.db.insert("values", { value: 2.5 });
        if (doc.value === 2) await ctx.db.delete(doc._id);
      }
      return values;
    });
    expect(seen).toEqual([1, 2, 2.5, 3]);
  });
});

describe("pages", () => {
  const pages = {
    page: query({
      args: {
        cursor: v.union(v.string(), v.null()),
        size: v.number(),
        descending: v.boolean(),
        options: v.any(),
      },
      handler: (ctx, { cursor, size, descending, options }) =>
        ctx.db
          .query("values")
          .withIndex("by_value")
          .order(descending ? "desc" : "asc")
          .filter((q) => q.neq(q.field("group"), 1))
          .paginate({ cursor, numItems: size, ...(options as object) }),
    }),
    other: query({
      args: { cursor: v.union(v.string(), v.null()) },
      handler: (ctx, { cursor }) => ctx.db.query("values").paginate({ cursor, numItems: 1 }),
    }),
    twice: query({
      args: {},
      handler: async (ctx) => {
        await ctx.db.query("values").paginate({ cursor: null, numItems: 1 });
        await ctx.db.query("values").paginate({ cursor: null, numItems: 1 });
      },
    }),
  };
  type Page = { page: Doc[]; isDone: boolean; continueCursor: string };
  const openPages = async () => {
    const store = await openStore({ modules: { pages } });
    const client = clientOf(store);
    const page = (size: number, cursor: string | null, descending = false, options: object = {}) =>
      client.query(api.pages!.page!, { size, cursor, descending, options }) as Promise<Page>;
    return { store, client, page };
  };

  test("visit every document exactly once and in order, whatever their size, also among equal keys", async () => {
    const rows = fc.array(fc.record({ value: fc.constantFrom(0, 1, 2), group: fc.constantFrom(0, 1) }), {
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (documents, size, descending) => {
          const { store, page } = await openPages();
          await store.run(async (ctx) => {
            for (const document of documents) await ctx.db.insert("values", document);
          });
          const all = await store.run((ctx) =>
            ctx.db
              .query("values")
              .withIndex("by_value")
              .order(descending ? "desc" : "asc")
              .collect(),
          );
          const visited: Doc[] = [];
          let cursor: string | null = null;
          for (let done = false; !done;) {
            const result: Page = await page(size, cursor, descending);
            expect(result.page.length).toBeLessThanOrEqual(size);
            visited.push(...result.page);
            cursor = result.continueCursor;
            done = result.isDone;
          }
          expect(visited).toEqual(all.filter(({ group }) => group !== 1));
          expect(await page(size, cursor, descending)).toMatchObject({ page: [], isDone: true });
        },
      ),
      { numRuns: 40 },
    );
  });

  test("go on behind the last row when others come and go meanwhile", async () => {
    const { store, page } = await openPages();
    await insertValues(store, [10, 20, 30, 40]);
    const first = await page(2, null);
    expect(first.page.map(({ value }) => value)).toEqual([10, 20]);
    await store.run(async (ctx) => {
      await ctx.db.insert("values", { value: 5 });
      await ctx.db.insert("values", { value: 25 });
      await ctx.db.delete(first.page[1]!._id as never);
    });
    expect((await page(9, first.continueCursor)).page.map(({ value }) => value)).toEqual([25, 30, 40]);
  });

  test("end at the end cursor, however many rows there are by then", async () => {
    for (const descending of [false, true]) {
      const { store, page } = await openPages();
      await insertValues(store, [1, 2, 3, 4]);
      const first = await page(2, null, descending);
      await insertValues(store, [2.5, 1.5, 3.5]);
      const again = await page(1, null, descending, { endCursor: first.continueCursor });
      const expected = descending ? [4, 3.5, 3] : [1, 1.5, 2];
      expect(again.page.map(({ value }) => value)).toEqual(expected);
      expect(again).toMatchObject({ isDone: false, continueCursor: first.continueCursor });
    }
  });

  test("read no more rows than allowed, counting those a filter drops", async () => {
    const { store, page } = await openPages();
    await store.run(async (ctx) => {
      for (let value = 0; value < 10; value++)
        await ctx.db.insert("values", { value, group: value < 8 ? 1 : 0 });
    });
    const first = await page(5, null, false, { maximumRowsRead: 4 });
    expect(first).toMatchObject({ page: [], isDone: false });
    const second = await page(5, first.continueCursor, false, { maximumRowsRead: 6 });
    expect(second.page.map(({ value }) => value)).toEqual([8, 9]);
  });

  test("a cursor of another query, or of nobody's, is refused; so is a second page in one function", async () => {
    const { store, client, page } = await openPages();
    await insertValues(store, [1, 2]);
    const { continueCursor } = await page(1, null);
    await expect(client.query(api.pages!.other!, { cursor: continueCursor })).rejects.toThrow(
      "from a different query",
    );
    await expect(page(1, continueCursor, true)).rejects.toThrow("from a different query");
    await expect(page(1, "nonsense")).rejects.toThrow("Invalid cursor");
    await expect(client.query(api.pages!.twice!, {})).rejects.toThrow("multiple paginated queries");
    await expect(page(0, null)).rejects.toThrow("must be a positive number");
  });

  test("a cursor does not show the key it stands for", async () => {
    const { store, page } = await openPages();
    await insertValues(store, ["secret@example.com", "z"]);
    const { continueCursor } = await page(1, null);
    expect(Buffer.from(continueCursor, "base64url").toString("latin1")).not.toContain("secret");
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
