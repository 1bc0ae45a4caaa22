/** Snapshots out and in: everything kept, the sample of a real layout read, mistakes named and without effect. */
import { createHash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { text } from "node:stream/consumers";
import { compareValues, convexToJson, type Value } from "convex/values";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { openPromise } from "yauzl";
import { ZipFile } from "yazl";
import { openEmbedded } from "../../server/embedded";
import { encodeId } from "../../server/embedded/ids";
import { openStore, schema, temporaryDirectory, type TestStore } from "./support/deployment";

const SAMPLE = join(import.meta.dirname, "../../samples/haff/snapshot.zip");

const special = fc.constantFrom<Value>(
  -0,
  NaN,
  Infinity,
  -Infinity,
  1e21,
  2 ** 53,
  -(2n ** 63n),
  2n ** 63n - 1n,
  null,
);
const scalar: fc.Arbitrary<Value> = fc.oneof(
  special,
  fc.double(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.boolean(),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom('a "quoted" 1', "\\", "line\u2028separator\n", "-12", '{"$integer":1}'),
  fc.uint8Array({ maxLength: 9 }).map((bytes) => bytes.slice().buffer),
);
const value = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "long name", "0"), tie("value"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;

const everything = (store: TestStore) =>
  store.run(async ({ db }) => ({
    users: await db.query("users").collect(),
    values: await db.query("values").withIndex("by_value").collect(),
    counters: await db.query("counters").collect(),
  }));

test("what was exported and imported is the same, of every type, with IDs, times and orders", async () => {
  const documents = fc.array(value, { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(documents, async (values) => {
      const file = join(temporaryDirectory(), "snapshot.zip");
      const source = await openStore({ now: () => 1_700_000_000_000 });
      await source.run(async ({ db }) => {
        for (const one of values) await db.insert("values", { value: one });
        await db.insert("users", { name: "Ada", role: "admin" });
      });
      expect(await source.export(file)).toEqual({ users: 1, values: values.length, counters: 0 });
      const target = await openStore();
      expect((await target.import(file)).tables).toEqual({ users: 1, values: values.length, counters: 0 });
      expect(await encoded(target)).toEqual(await encoded(source));
      expect((await target.verify()).disagreements).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

const encoded = async (store: TestStore) =>
  Object.values(await everything(store)).map((documents) =>
    documents.map((document) => convexToJson(document as unknown as Value)),
  );

test("an export has the entries and the spelling of Convex's own", async () => {
  const file = join(temporaryDirectory(), "snapshot.zip");
  const store = await openStore({ now: () => 1_700_000_000_000 });
  await store.run(({ db }) => db.insert("values", { value: [1, 1n, -0, 0.5, NaN, "1"] }));
  await store.export(file);
  const entries = await entriesOf(file);
  expect(entries["_tables/documents.jsonl"]).toBe(
    '{"name":"users","id":10001}\n{"name":"values","id":10002}\n{"name":"counters","id":10003}\n',
  );
  expect(entries["values/generated_schema.jsonl"]).toBe('"uniform"\n');
  expect(entries["values/documents.jsonl"]).toMatch(
    /^\{"_id":"\w{32}","_creationTime":1700000000000\.0,"value":\[1\.0,1,-0\.0,0\.5,\{"\$float":"[^"]+"\},"1"\]\}\n$/,
  );
  await expect(store.export(file)).rejects.toThrow("an export does not overwrite");
});

test("a snapshot shows one moment, and writes go on while it is made", async () => {
  const directory = temporaryDirectory();
  const store = await openStore({ path: join(directory, "store.sqlite") });
  await store.run(async ({ db }) => {
    for (let n = 0; n < 3_000; n++) await db.insert("users", { name: `user ${n}` });
  });
  let exported = false;
  let writes = 0;
  const exporting = store.export(join(directory, "snapshot.zip")).finally(() => (exported = true));
  while (!exported) {
    await store.run(async ({ db }) => {
      await db.insert("users", { name: "later" });
      await db.insert("counters", { name: "later", value: 1 });
    });
    writes += 1;
  }
  const { users, counters } = await exporting;
  expect(writes).toBeGreaterThan(1);
  expect(users! - counters!).toBe(3_000);
  expect(counters).toBeLessThan(writes);
});

/** The sample's IDs are made up, which a deployment would refuse, too: each gets a real one of its table. */
const realId = (madeUp: string) =>
  encodeId(10_001, createHash("sha256").update(madeUp).digest().subarray(0, 16));

test("a deployment's snapshot is read with its IDs and times, finer than a microsecond and equal ones", async () => {
  const users = defineSchema({ users: defineTable(v.any()).index("by_email", ["email"]) });
  const store = await openEmbedded({ path: ":memory:", schema: users, modules: {} });
  onTestFinished(() => store.close());
  const file = join(temporaryDirectory(), "snapshot.zip");
  const entries = await entriesOf(SAMPLE);
  const lines = entries["users/documents.jsonl"]!.replace(
    /"_id":"(\w+)"/g,
    (_, id: string) => `"_id":"${realId(id)}"`,
  );
  await writeZip(file, { ...entries, "users/documents.jsonl": lines });
  const { tables } = await store.import(file);
  const expected = lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { _id: string; _creationTime: number })
    .sort((a, b) => a._creationTime - b._creationTime || compareValues(a._id, b._id));
  expect(tables).toEqual({ users: expected.length });
  await store.run(async ({ db }) => {
    expect(await db.query("users").collect()).toEqual(expected);
    for (const { _creationTime: time } of expected.slice(0, 200)) {
      const at = db.query("users").withIndex("by_creation_time", (q) => q.eq("_creationTime", time));
      expect(await at.collect()).toEqual(expected.filter(({ _creationTime }) => _creationTime === time));
    }
    const half = expected[expected.length >> 1]!._creationTime;
    const before = db.query("users").withIndex("by_creation_time", (q) => q.lt("_creationTime", half));
    expect(await before.collect()).toEqual(expected.filter(({ _creationTime }) => _creationTime < half));
    const id = await db.insert("users", { email: "new" });
    expect((await db.query("users").order("desc").first())?._id).toBe(id);
  });
  expect((await store.verify()).disagreements).toEqual([]);
});

test("equal creation times are kept, found exactly, and in the order of their IDs", async () => {
  const file = join(temporaryDirectory(), "equal.zip");
  const source = await openStore({ now: () => 1_700_000_000_000 });
  await source.run(async ({ db }) => {
    for (let n = 0; n < 5; n++) await db.insert("counters", { name: `c${n}`, value: n });
  });
  await source.export(file);
  const lines = (await entriesOf(file))["counters/documents.jsonl"]!.replace(/0\.00\d/g, "0.0");
  const same = join(temporaryDirectory(), "same.zip");
  await writeZip(same, { "counters/documents.jsonl": lines, "counters/generated_schema.jsonl": '"uniform"' });
  const target = await openStore({ now: () => 1_700_000_000_000 });
  await target.import(same);
  await target.run(async ({ db }) => {
    const later = await db.insert("counters", { name: "later", value: 9 });
    const time = 1_700_000_000_000;
    const at = await db
      .query("counters")
      .withIndex("by_creation_time", (q) => q.eq("_creationTime", time))
      .collect();
    expect(at.map(({ name }) => name).sort()).toEqual(["c0", "c1", "c2", "c3", "c4"]);
    expect(at.map(({ _id }) => _id)).toEqual(at.map(({ _id }) => _id).sort());
    const after = db.query("counters").withIndex("by_creation_time", (q) => q.gt("_creationTime", time));
    expect((await after.collect()).map(({ _id }) => _id)).toEqual([later]);
  });
  expect((await target.verify()).disagreements).toEqual([]);
});

const counter = (fields: string) => `{"name":"a","value":1${fields}}`;

test.each<[string, Record<string, string>, RegExp]>([
  [
    "a broken line",
    { "counters/documents.jsonl": `${counter("")}\n{"name"` },
    /counters\/documents\.jsonl, line 2: .*JSON/,
  ],
  [
    "a document that does not fit",
    { "values/documents.jsonl": '{"value":1}', "counters/documents.jsonl": `{"name":1}` },
    /line 1: the document does not match the schema/,
  ],
  [
    "an ID of nobody",
    { "counters/documents.jsonl": counter(`,"_id":"x"`) },
    /line 1: "x" is no ID of table "counters"/,
  ],
  [
    "a time that is none",
    { "counters/documents.jsonl": counter(`,"_creationTime":-1`) },
    /line 1: `_creationTime` is no time/,
  ],
  [
    "types of an old export",
    { "counters/documents.jsonl": "", "counters/generated_schema.jsonl": '"int64"' },
    /export the snapshot again/,
  ],
  ["no tables at all", { "README.md": "hello" }, /is no snapshot: it holds no <table>/],
])("refused by name, and without effect: %s", async (_, entries, message) => {
  const file = join(temporaryDirectory(), "bad.zip");
  await writeZip(file, entries);
  const store = await openStore();
  await expect(store.import(file)).rejects.toThrow(message);
  expect(await everything(store)).toEqual({ users: [], values: [], counters: [] });
  await store.run(({ db }) => db.insert("counters", { name: "goes on", value: 1 }));
  expect((await store.verify()).disagreements).toEqual([]);
});

test("the same ID twice is refused", async () => {
  const file = join(temporaryDirectory(), "twice.zip");
  const source = await openStore();
  await source.run(({ db }) => db.insert("counters", { name: "a", value: 1 }));
  await source.export(file);
  const line = (await entriesOf(file))["counters/documents.jsonl"]!;
  await writeZip(`${file}.2`, {
    "counters/documents.jsonl": line + line,
    "counters/generated_schema.jsonl": '"uniform"',
  });
  await expect((await openStore()).import(`${file}.2`)).rejects.toThrow("line 2: its ID is there twice");
});

test("tables with documents are replaced only when told so; other tables keep theirs", async () => {
  const file = join(temporaryDirectory(), "snapshot.zip");
  const source = await openStore();
  await source.run(({ db }) => db.insert("counters", { name: "imported", value: 1 }));
  await source.export(file);
  const target = await openStore();
  await target.run(async ({ db }) => {
    await db.insert("counters", { name: "old", value: 1 });
  });
  await expect(target.import(file)).rejects.toThrow('Table "counters" is not empty');
  await target.import(file, { replace: true });
  expect((await everything(target)).counters.map(({ name }) => name)).toEqual(["imported"]);
});

test("table numbers follow the snapshot, and are refused where documents have them; unknown tables are kept", async () => {
  const file = join(temporaryDirectory(), "snapshot.zip");
  const source = await openStore();
  const id = await source.run(({ db }) => db.insert("counters", { name: "a", value: 1 }));
  await source.export(file);
  const other = defineSchema({
    extra: defineTable({}),
    counters: schema.tables.counters,
    last: defineTable({ counter: v.id("counters") }),
  });
  const full = await openEmbedded({ path: ":memory:", schema: other, modules: {} });
  onTestFinished(() => full.close());
  await full.run(({ db }) => db.insert("extra", {}));
  await expect(full.import(file)).rejects.toThrow(
    'The IDs of "users" need table number 10001, which "extra" has',
  );
  const path = join(temporaryDirectory(), "store.sqlite");
  const store = await openEmbedded({ path, schema: other, modules: {} });
  expect((await store.import(file)).tables).toEqual({ users: 0, values: 0, counters: 1 });
  await store.run(async ({ db }) => {
    expect(await db.get("counters", id as never)).toMatchObject({ name: "a" });
    await db.insert("last", { counter: id as never });
    await db.insert("extra", {});
  });
  await store.close();
  const again = await openStore({ path });
  expect(await again.run(({ db }) => db.get("counters", id))).toMatchObject({ name: "a" });
  expect((await again.verify()).disagreements).toEqual([]);
});

test("files and components are skipped, and said to be", async () => {
  const file = join(temporaryDirectory(), "snapshot.zip");
  await writeZip(file, {
    "snapshot/counters/documents.jsonl": counter(""),
    "snapshot/_storage/documents.jsonl": "{}",
    "snapshot/_components/auth/users/documents.jsonl": "{}",
  });
  const store = await openStore();
  const { tables, skipped } = await store.import(file);
  expect(tables).toEqual({ counters: 1 });
  expect(skipped).toEqual([
    "snapshot/_storage/documents.jsonl",
    "snapshot/_components/auth/users/documents.jsonl",
  ]);
});

test("an export that fails leaves no file", async () => {
  const directory = temporaryDirectory();
  const store = await openStore();
  await store.close();
  await expect(store.export(join(directory, "x.zip"))).rejects.toThrow("The store is closed.");
  expect(existsSync(join(directory, "x.zip.partial"))).toBe(false);
});

async function entriesOf(file: string): Promise<Record<string, string>> {
  const zip = await openPromise(file, { autoClose: false });
  const entries: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    entries[entry.fileName] = await text(await zip.openReadStreamPromise(entry));
  }
  zip.close();
  return entries;
}

async function writeZip(file: string, entries: Record<string, string>): Promise<void> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}
