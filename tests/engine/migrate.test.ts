/** A schema that changes between two opens. */
import { join } from "node:path";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { expect, test } from "vitest";
import { openEmbedded, SchemaMismatchError } from "../../server/embedded";
import { Sql } from "../../server/embedded/driver";
import { temporaryDirectory } from "./support/deployment";

const people = { name: v.string(), age: v.number() };
const before = defineSchema({
  people: defineTable(people).index("by_name", ["name"]),
  pets: defineTable({ name: v.string() }),
});
const after = defineSchema({
  people: defineTable(people).index("by_age", ["age"]).searchIndex("search_name", { searchField: "name" }),
});
const PEOPLE = 1_000;

async function filledStore(): Promise<string> {
  const path = join(temporaryDirectory(), "store.sqlite");
  const store = await openEmbedded({ path, schema: before, modules: {} });
  await store.run(async ({ db }) => {
    for (let n = 0; n < PEOPLE; n++) await db.insert("people", { name: `person ${n}`, age: PEOPLE - n });
    await db.insert("pets", { name: "Rex" });
  });
  await store.close();
  return path;
}

function tablesIn(path: string): string[] {
  const db = new Sql(path);
  const names = db.sql("SELECT name FROM sqlite_master WHERE name GLOB '[is]_10001_?'").all();
  db.close();
  return names.map(({ name }) => String(name)).sort();
}

test("new indexes are built, and say how far they are; those that left the schema are dropped", async () => {
  const path = await filledStore();
  const old = tablesIn(path);
  const seen: unknown[] = [];
  const store = await openEmbedded({ path, schema: after, modules: {}, onProgress: (p) => seen.push(p) });
  const expected = { table: "people", indexes: ["by_age", "search_name"], total: PEOPLE };
  expect(seen[0]).toEqual({ ...expected, done: 0 });
  expect(seen.at(-1)).toEqual({ ...expected, done: PEOPLE });
  expect(seen.length).toBeGreaterThan(2);
  await store.run(async ({ db }) => {
    expect((await db.query("people").withIndex("by_age").first())?.name).toBe(`person ${PEOPLE - 1}`);
    const found = db.query("people").withSearchIndex("search_name", (q) => q.search("name", "person 77"));
    expect((await found.first())?.name).toBe("person 77");
  });
  expect((await store.verify()).disagreements).toEqual([]);
  await store.close();
  expect(tablesIn(path).filter((name) => old.includes(name))).toEqual([]);
});

test("a table that left the schema keeps its documents, and has them when it comes back", async () => {
  const path = await filledStore();
  await (await openEmbedded({ path, schema: after, modules: {} })).close();
  const seen: unknown[] = [];
  const store = await openEmbedded({ path, schema: before, modules: {}, onProgress: (p) => seen.push(p) });
  expect(await store.run(({ db }) => db.query("pets").collect())).toMatchObject([{ name: "Rex" }]);
  expect((await store.verify()).disagreements).toEqual([]);
  await store.close();
  expect(seen).toContainEqual({ table: "people", indexes: ["by_name"], done: PEOPLE, total: PEOPLE });
});

test("nothing is built for a schema that is as it was", async () => {
  const path = await filledStore();
  const seen: unknown[] = [];
  await (await openEmbedded({ path, schema: before, modules: {}, onProgress: (p) => seen.push(p) })).close();
  expect(seen).toEqual([]);
});

test("a document that does not fit is named, and the store is as before", async () => {
  const path = await filledStore();
  const strict = defineSchema({
    people: defineTable({ ...people, age: v.union(v.literal(1), v.string()) }).index("by_age", ["age"]),
  });
  const error: unknown = await openEmbedded({ path, schema: strict, modules: {} }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SchemaMismatchError);
  const store = await openEmbedded({ path, schema: before, modules: {} });
  const named = (error as SchemaMismatchError).documentId;
  expect(await store.run(({ db }) => db.get("people", named as never))).toMatchObject({ name: "person 0" });
  expect(await store.verify()).toEqual({ ok: true, documents: PEOPLE + 1, disagreements: [] });
  await store.close();
});
