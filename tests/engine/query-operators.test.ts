import { type Value } from "convex/values";
import { describe, expect, test } from "vitest";
import { openStore, type TestStore } from "./support/deployment";

async function insertValues(store: TestStore, values: (Value | undefined)[]): Promise<void> {
  await store.run(async (ctx) => {
    for (const value of values) await ctx.db.insert("values", { value: value ?? null });
  });
}

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
