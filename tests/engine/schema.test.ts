import { defineSchema, defineTable } from "convex/server";
import { v, type Validator, type Value } from "convex/values";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, test } from "vitest";
import { openEmbedded, SchemaMismatchError } from "../../server/embedded";
import { api, clientOf, openStore, query, temporaryDirectory } from "./support/deployment";
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

describe("a schema that changes between opens", () => {
  const one = v.object({ name: v.string(), city: v.optional(v.string()) });
  const first = defineSchema({
    people: defineTable(one).index("by_name", ["name"]),
    gone: defineTable({ x: v.number() }),
  });
  const open = (path: string, schema: Parameters<typeof openEmbedded>[0]["schema"]) =>
    openEmbedded({ path, schema, modules: {} });

  async function filled(): Promise<string> {
    const path = join(temporaryDirectory(), "store.sqlite");
    const store = await openEmbedded({ path, schema: first, modules: {} });
    await store.run(async (ctx) => {
      await ctx.db.insert("people", { name: "Ada", city: "London" });
      await ctx.db.insert("people", { name: "Grace" });
      await ctx.db.insert("gone", { x: 1 });
    });
    await store.close();
    return path;
  }

  test("builds new indexes and search indexes, drops old ones, and keeps documents and IDs", async () => {
    const path = await filled();
    const second = defineSchema({
      people: defineTable(one)
        .index("by_city", ["city"])
        .searchIndex("search", { searchField: "name", filterFields: ["city"] }),
    });
    const store = await openEmbedded({ path, schema: second, modules: {} });
    await store.run(async (ctx) => {
      const inLondon = await ctx.db
        .query("people")
        .withIndex("by_city", (q) => q.eq("city", "London"))
        .collect();
      expect(inLondon.map(({ name }) => name)).toEqual(["Ada"]);
      const found = await ctx.db
        .query("people")
        .withSearchIndex("search", (q) => q.search("name", "gra").eq("city", undefined))
        .collect();
      expect(found.map(({ name }) => name)).toEqual(["Grace"]);
      await expect(
        ctx.db
          .query("people")
          .withIndex("by_name" as "by_city")
          .first(),
      ).rejects.toThrow("not found");
    });
    expect((await store.verify()).disagreements).toEqual([]);
    await store.close();
    const back = await openEmbedded({ path, schema: first, modules: {} });
    expect(await back.run(async (ctx) => (await ctx.db.query("gone").collect()).length)).toBe(1);
    await back.close();
  });

  test("refuses documents that do not fit, names the first, and changes nothing", async () => {
    const path = await filled();
    const stricter = defineSchema({
      people: defineTable({ name: v.string(), city: v.string() }).index("by_city", ["city"]),
    });
    await expect(open(path, stricter)).rejects.toBeInstanceOf(SchemaMismatchError);
    await expect(open(path, stricter)).rejects.toThrow(
      /^Document with ID "\w{32}" in table "people" does not match the schema: Object is missing the required field `city`/,
    );
    const store = await open(path, first);
    expect((await store.verify()).disagreements).toEqual([]);
    await store.close();
  });

  test("is refused if Convex would refuse it", async () => {
    const path = join(temporaryDirectory(), "store.sqlite");
    const bad = defineSchema({
      t: defineTable({ x: v.number() }).index("by_x", ["x", "_creationTime"] as never),
    });
    await expect(open(path, bad)).rejects.toThrow(/names _creationTime/);
    expect(existsSync(path)).toBe(false);
  });
});

describe("verify", () => {
  test("finds what is missing, superfluous or changed behind the store's back", async () => {
    const path = join(temporaryDirectory(), "store.sqlite");
    const store = await openStore({ path });
    await store.run(async (ctx) => {
      for (const name of ["a one", "b two", "c three", "d four"]) await ctx.db.insert("users", { name });
    });
    expect(await store.verify()).toEqual({ ok: true, documents: 4, disagreements: [] });
    await store.close();
    const db = new DatabaseSync(path);
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[is]_*_[0-9]' ORDER BY name",
      )
      .all()
      .map(({ name }) => String(name));
    const [index, ...others] = tables.filter((name) => name.startsWith("i_"));
    const search = tables.find((name) => name.startsWith("s_"))!;
    db.exec(`DELETE FROM ${index} WHERE pk = (SELECT min(pk) FROM ${index})`);
    db.exec(`INSERT INTO ${others[0]} (key, pk) VALUES (x'01', 1)`);
    db.exec(`INSERT INTO ${search} (rowid, words) VALUES (2, 'ghost')`);
    db.exec(`INSERT INTO jobs (pk, due, kind) VALUES (3, 0, 'pending')`);
    db.close();
    const reopened = await openStore({ path });
    const { ok, disagreements } = await reopened.verify();
    expect(ok).toBe(false);
    expect(disagreements.map(({ problem }) => problem.replace(/\(.*\)|\d+ entries/, "…"))).toEqual(
      expect.arrayContaining([
        "is missing, or under another key",
        "has … for 4 documents",
        "has words of a document that is not there …",
        "job 3 has no scheduled function",
      ]),
    );
  });
});

test("a backup is a whole store, and never overwrites", async () => {
  const directory = temporaryDirectory();
  const store = await openStore({ path: join(directory, "store.sqlite") });
  const id = await store.run((ctx) => ctx.db.insert("users", { name: "kept" }));
  const copy = join(directory, "copies/copy.sqlite");
  await store.backup(copy);
  await store.run((ctx) => ctx.db.delete("users", id));
  const restored = await openStore({ path: copy });
  expect(await restored.run((ctx) => ctx.db.get("users", id))).toMatchObject({ name: "kept" });
  expect((await restored.verify()).ok).toBe(true);
  await expect(store.backup(copy)).rejects.toThrow("a backup does not overwrite");
});

test("a file that is no store is refused by name", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "notes.txt");
  writeFileSync(path, "this is no database, and long enough to be sure of it".repeat(20));
  await expect(openStore({ path })).rejects.toThrow(
    `The store ${path} cannot be opened: file is not a database.`,
  );
  await expect(openStore({ path: directory })).rejects.toThrow(`The store ${directory} cannot be opened: `);
});

test("a file of a later format is refused", async () => {
  const path = join(temporaryDirectory(), "store.sqlite");
  await (await openStore({ path })).close();
  const db = new DatabaseSync(path);
  db.exec("UPDATE meta SET value = '99' WHERE key = 'format'");
  db.close();
  await expect(openStore({ path })).rejects.toThrow("has format 99; this version reads format 2");
});

test("a closed store refuses everything", async () => {
  const store = await openStore();
  await store.close();
  await expect(store.run(() => 1)).rejects.toThrow("The store is closed.");
  await expect(store.verify()).rejects.toThrow("The store is closed.");
});
