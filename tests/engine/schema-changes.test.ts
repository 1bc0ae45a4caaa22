import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, test } from "vitest";
import { openEmbedded, SchemaMismatchError } from "../../server/embedded";
import { openStore, temporaryDirectory } from "./support/deployment";

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
