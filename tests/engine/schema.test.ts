import { v, type Validator, type Value } from "convex/values";
import { describe, expect, test } from "vitest";
import { api, clientOf, openStore, query } from "./support/deployment";
import { queryGeneric } from "convex/server";

const accept = (validator: Validator<unknown, "required", string>) =>
  queryGeneric({ args: { x: validator }, handler: () => null });

async function messageFor(validator: Validator<never, "required", string>, value: unknown): Promise<string> {
  const store = await openStore({ modules: { m: { f: accept(validator as never) } } });
  const result = await clientOf(store)
    .query(api.m!.f!, { x: value as Value })
    .then(
      () => "accepted",
      (error: Error) => error.message,
    );
  return result.replace(/^\[Request ID: \w+\] Server Error\n/, "");
}

describe("validators of arguments", () => {
  test.each<[string, Validator<never, "required", string>, unknown, string]>([
    [
      "a wrong type",
      v.string() as never,
      5,
      "Value does not match validator.\nPath: .x\nValue: 5.0\nValidator: v.string()",
    ],
    ["an int64 for a number", v.number() as never, 5n, "Value: 5\nValidator: v.float64()"],
    [
      "a deep array element",
      v.object({ a: v.array(v.boolean()) }) as never,
      { a: [true, null] },
      "Path: .x.a[1]",
    ],
    ["a literal", v.literal("a") as never, "b", '`"b"` does not match literal validator `v.literal("a")`'],
    ["a record's value", v.record(v.string(), v.number()) as never, { k: "v" }, "Path: .x.values()"],
    ["a union", v.union(v.string(), v.null()) as never, 1, "Validator: v.union(v.string(), v.null())"],
    [
      "a tagged union by the member meant",
      v.union(v.object({ k: v.literal("a"), n: v.number() }), v.object({ k: v.literal("b") })) as never,
      { k: "a", n: "no" },
      "Path: .x.n",
    ],
    ["a text that is no ID", v.id("users") as never, "nope", 'Validator: v.id("users")'],
    [
      "an extra field",
      v.object({}) as never,
      { y: 1 },
      "Object contains extra field `y` that is not in the validator.",
    ],
    [
      "a missing field",
      v.object({ y: v.number() }) as never,
      {},
      "Object is missing the required field `y`. Consider wrapping the field validator in `v.optional(...)` if this is expected.",
    ],
  ])("name what is wrong with %s, and where", async (_, validator, value, expected) => {
    const message = await messageFor(validator, value);
    expect(message).toMatch(/^ArgumentValidationError: /);
    expect(message).toContain(expected);
  });

  test("accept what fits, of every type", async () => {
    const all = v.object({
      text: v.string(),
      number: v.number(),
      big: v.int64(),
      bytes: v.bytes(),
      none: v.null(),
      flag: v.boolean(),
      list: v.array(v.any()),
      map: v.record(v.string(), v.union(v.literal(1), v.literal("two"))),
      maybe: v.optional(v.string()),
    });
    const value = {
      text: "",
      number: NaN,
      big: -1n,
      bytes: new ArrayBuffer(2),
      none: null,
      flag: false,
      list: [1, "x", { y: null }],
      map: { a: 1, b: "two" },
    };
    expect(await messageFor(all as never, value)).toBe("accepted");
  });

  test("an ID of another table is refused with that table's name", async () => {
    const store = await openStore({ modules: { m: { f: accept(v.id("counters") as never) } } });
    const id = await store.run((ctx) => ctx.db.insert("users", { name: "x" }));
    await expect(clientOf(store).query(api.m!.f!, { x: id })).rejects.toThrow(
      /Found ID ".*" from table `users`, which does not match the table name in validator `v\.id\("counters"\)`/,
    );
  });

  test("results are checked too", async () => {
    const lying = query({ args: {}, returns: v.string(), handler: () => 5 as unknown as string });
    const store = await openStore({ modules: { m: { lying } } });
    await expect(clientOf(store).query(api.m!.lying!, {})).rejects.toThrow(
      /ReturnsValidationError: Value does not match/,
    );
  });
});

describe("documents", () => {
  test("must fit the schema on insert, patch and replace", async () => {
    const store = await openStore();
    await store.run(async (ctx) => {
      await expect(ctx.db.insert("users", { nam: "typo" } as never)).rejects.toThrow(
        'Failed to insert or update a document in table "users" because it does not match the schema: ' +
          "Object is missing the required field `name`",
      );
      const id = await ctx.db.insert("users", { name: "x", email: "e" });
      await expect(ctx.db.patch("users", id, { age: "old" as never })).rejects.toThrow("Path: .age");
      await expect(ctx.db.replace("users", id, {} as never)).rejects.toThrow(
        "missing the required field `name`",
      );
      await ctx.db.patch("users", id, { email: undefined, age: 1 });
      expect(await ctx.db.get("users", id)).toEqual({
        _id: id,
        _creationTime: expect.any(Number),
        name: "x",
        age: 1,
      });
      await ctx.db.replace("users", id, { name: "y" });
      expect(await ctx.db.get("users", id)).toEqual({
        _id: id,
        _creationTime: expect.any(Number),
        name: "y",
      });
    });
    expect((await store.verify()).disagreements).toEqual([]);
  });

  test("keep within Convex's limits of shape and size", async () => {
    const store = await openStore();
    const nested = (depth: number): Value => (depth === 0 ? 1 : [nested(depth - 1)]);
    const attempts: [Value, string][] = [
      ["x".repeat(1024 * 1024), "Value is too large (1 MiB > maximum size 1 MiB)"],
      ["x".repeat(1024 * 1124), "Value is too large (1.10 MiB > maximum size 1 MiB)"],
      [nested(16), "Document is too nested (nested 17 levels deep > maximum nesting 16)"],
      [Array.from({ length: 8_193 }, () => 1), "Array length is too long (8193 > maximum length 8192)"],
      [
        Object.fromEntries(Array.from({ length: 1_025 }, (_, i) => [`f${i}`, 1])),
        "Object has too many fields (1025 > maximum number 1024)",
      ],
      [{ ["f".repeat(1_025)]: 1 }, "exceeds maximum field name length 1024"],
      [{ "a\tb": 1 }, "Field names can only contain non-control ASCII characters"],
      [{ näme: 1 }, "Field name näme has invalid character 'ä'"],
      ["\ud800", "lone surrogate"],
    ];
    for (const [value, message] of attempts) {
      await expect(store.run((ctx) => ctx.db.insert("values", { value }))).rejects.toThrow(message);
    }
    const just = [
      nested(15),
      Array.from({ length: 8_192 }, () => 1),
      { ["f".repeat(1_024)]: 1 },
      { "a b": 1 },
    ];
    await store.run(async (ctx) => {
      for (const value of just) await ctx.db.insert("values", { value });
    });
    const underscored = { name: "a", value: 1, _mine: 1 };
    await expect(store.run((ctx) => ctx.db.insert("counters", underscored))).rejects.toThrow(
      "Field '_mine' starts with an underscore, which is only allowed for system fields like '_id'",
    );
  });
});
