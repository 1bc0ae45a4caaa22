/**
 * Reads a snapshot (`npx convex export`, `store.export`) into the store: documents with their IDs and creation times, in
 * one transaction, so that a snapshot with a mistake changes nothing. Streams: documents wait in a temporary table, which
 * puts them into the order of their creation. Meanwhile nothing else runs on the store, but the event loop turns.
 *
 * As on a deployment: an ID holds its table's number, so the tables take the numbers of the snapshot; tables that are
 * not in the schema are kept without indexes; file storage, components and system tables are left out.
 */
import { Catalog, type CatalogShape, type Table, type TableShape } from "./catalog";
import { checkAgainstSchema, type Environment } from "./documents";
import type { Engine } from "./engine";
import { messageOf } from "./errors";
import { fromExported } from "./exported-values";
import { newId, RANDOM_BYTES, tableNumberOf } from "./ids";
import { measureDocument } from "./limits";
import { addToIndexes, changeTable, dropTable } from "./migrate";
import { Pace } from "./pace";
import { openSnapshotFile, type SnapshotFile, type SnapshotTable } from "./snapshot-file";
import { float64Of, isObject, kindOf, type Json, type JsonObject } from "./values";

export interface ImportOptions {
  /** Delete what the snapshot's tables hold. Otherwise they must be empty. */
  replace?: boolean;
}

export interface Imported {
  /** How many documents of which table. */
  tables: Record<string, number>;
  /** What of the file the store has no place for. */
  skipped: string[];
}

export async function importStore(engine: Engine, file: string, options: ImportOptions): Promise<Imported> {
  const snapshot = await openSnapshotFile(file);
  try {
    return await engine.transactions.alone(() => importAlone(engine.env, snapshot, options));
  } finally {
    snapshot.close();
  }
}

async function importAlone(
  env: Environment,
  snapshot: SnapshotFile,
  options: ImportOptions,
): Promise<Imported> {
  const { db } = env;
  const imported: Imported = { tables: {}, skipped: snapshot.skipped };
  env.texts.begin();
  db.exec("BEGIN IMMEDIATE");
  try {
    env.texts.write(db);
    const shape = renumbered(env, snapshot, options.replace === true);
    const catalog = new Catalog(shape);
    replaceTables(env, catalog, snapshot);
    for (const table of snapshot.tables) {
      const target = catalog.table(table.name);
      const { count, drift } = await load(env, catalog, target, table);
      imported.tables[table.name] = count;
      shape.tables[table.name]!.drift = drift;
    }
    db.sql("INSERT OR REPLACE INTO meta (key, value) VALUES ('catalog', ?)").run(JSON.stringify(shape));
    db.exec("COMMIT");
    env.catalog = new Catalog(shape);
    return imported;
  } catch (error) {
    db.rollback();
    env.texts.backTo(0);
    throw error;
  } finally {
    env.writes += 1;
    env.cache.clear();
    db.forgetStatements();
  }
}

function isEmpty({ db }: Environment, table: Table): boolean {
  return db.sql(`SELECT 1 FROM ${table.sql} LIMIT 1`).get() === undefined;
}

/** The catalog with the snapshot's table numbers; refuses where other documents are in the way. */
function renumbered(env: Environment, snapshot: SnapshotFile, replace: boolean): CatalogShape {
  const shape = structuredClone(env.catalog.shape);
  const taken = new Map<number, string>();
  for (const { name, number } of snapshot.tables) {
    const table = env.catalog.find(name);
    if (table !== undefined && !replace && !isEmpty(env, table)) {
      throw new Error(`Table "${name}" is not empty: empty it first, or import with \`replace\`.`);
    }
    if (number === null) continue;
    const other = taken.get(number);
    if (other !== undefined)
      throw new Error(`Tables "${other}" and "${name}" have the same number ${number}.`);
    taken.set(number, name);
    shape.tables[name] = { ...(shape.tables[name] ?? outsideOfSchema(number)), number };
    shape.nextTable = Math.max(shape.nextTable, number + 1);
  }
  for (const table of env.catalog.tables) {
    const claimant = taken.get(table.number);
    if (claimant === undefined || snapshot.tables.some(({ name }) => name === table.name)) continue;
    if (!isEmpty(env, table)) {
      throw new Error(
        `The IDs of "${claimant}" need table number ${table.number}, which "${table.name}" has. ` +
          "Empty that table first, or import into a new store.",
      );
    }
    shape.tables[table.name]!.number = shape.nextTable++;
  }
  for (const { name } of snapshot.tables) shape.tables[name] ??= outsideOfSchema(shape.nextTable++);
  return shape;
}

function outsideOfSchema(number: number): TableShape {
  return { number, validator: null, indexes: {}, searches: {} };
}

/** Makes the snapshot's tables anew, and those that got another number; all of these may be emptied. */
function replaceTables({ db, catalog: before }: Environment, after: Catalog, snapshot: SnapshotFile): void {
  const names = new Set(snapshot.tables.map(({ name }) => name));
  const changed = [...after.tables].filter(
    ({ name, number }) => names.has(name) || before.find(name)?.number !== number,
  );
  for (const { name } of changed) {
    const old = before.find(name);
    if (old !== undefined) dropTable(db, old);
  }
  db.forgetStatements();
  for (const table of changed) changeTable(db, undefined, table, after);
}

async function load(
  env: Environment,
  catalog: Catalog,
  table: Table,
  source: SnapshotTable,
): Promise<{ count: number; drift: number }> {
  const { db } = env;
  db.exec("CREATE TEMP TABLE staged (time REAL NOT NULL, id TEXT NOT NULL UNIQUE, size INTEGER, doc TEXT)");
  try {
    await stage(env, catalog, table, source);
    db.exec("CREATE INDEX temp.staged_in_order ON staged (time, id)");
    return await insertInOrder(env, table);
  } finally {
    db.forgetStatements();
    db.exec("DROP TABLE temp.staged");
  }
}

async function stage(env: Environment, catalog: Catalog, table: Table, source: SnapshotTable): Promise<void> {
  const pace = new Pace();
  let line = 0;
  for await (const text of source.lines()) {
    line += 1;
    if (text === "") continue;
    try {
      const { id, time, document } = complete(env, table, fromExported(text, source.uniform));
      const wrong = checkAgainstSchema({ catalog }, table, document);
      if (wrong !== null) throw new Error(`the document does not match the schema: ${wrong}`);
      env.db
        .sql("INSERT INTO temp.staged (time, id, size, doc) VALUES (?, ?, ?, ?)")
        .run(time, id, measureDocument(document, table.name), JSON.stringify(document));
    } catch (error) {
      const why = messageOf(error).replace(/^UNIQUE constraint failed.*/, "its ID is there twice");
      throw new Error(`${source.path}, line ${line}: ${why}`, { cause: error });
    }
    await pace.turnIfDue();
  }
}

const LATEST = Number.MAX_SAFE_INTEGER / 1000 - 1e9;

/** The document with an ID and a creation time, its own if it has them. */
function complete(
  env: Environment,
  table: Table,
  value: Json,
): { id: string; time: number; document: JsonObject } {
  if (!isObject(value)) throw new Error("this is not a document.");
  const { _id, _creationTime, ...fields } = value;
  const time = _creationTime ?? env.now();
  if (kindOf(time) !== "float64") throw new Error("`_creationTime` is not a floating-point number.");
  const milliseconds = float64Of(time);
  if (!(milliseconds >= 0 && milliseconds < LATEST)) throw new Error("`_creationTime` is no time.");
  const id = _id ?? newId(table.number, Math.floor(milliseconds * 1000), env.random(RANDOM_BYTES));
  if (typeof id !== "string" || tableNumberOf(id) !== table.number) {
    throw new Error(`${JSON.stringify(id)} is no ID of table "${table.name}".`);
  }
  return { id, time: milliseconds, document: { _id: id, _creationTime: time, ...fields } };
}

const BATCH = 200;

interface Staged {
  time: number;
  id: string;
  size: number;
  doc: string;
}

/** Keys follow the creation times, and are counted up where these leave no room. */
async function insertInOrder({ db }: Environment, table: Table): Promise<{ count: number; drift: number }> {
  const pace = new Pace();
  const [indexes, searches] = [[...table.indexes.values()], [...table.searches.values()]];
  const result = { count: 0, drift: 0 };
  let pk = -1;
  for (let last: Staged = { time: -1, id: "", size: 0, doc: "" }; ;) {
    const rows = db
      .sql(`SELECT * FROM temp.staged WHERE (time, id) > (?, ?) ORDER BY time, id LIMIT ${BATCH}`)
      .all(last.time, last.id) as unknown as Staged[];
    for (const { time, id, size, doc } of rows) {
      const own = Math.floor(time * 1000);
      pk = Math.max(own, pk + 1);
      // At least 1 where the time is no whole µs: its key is not its time then.
      if (pk / 1000 !== time) result.drift = Math.max(result.drift, pk - own, 1);
      db.sql(`INSERT INTO ${table.sql} (pk, id, size, doc) VALUES (?, ?, ?, ?)`).run(pk, id, size, doc);
      addToIndexes(db, indexes, searches, pk, JSON.parse(doc) as JsonObject);
    }
    result.count += rows.length;
    if (rows.length < BATCH) return result;
    last = rows.at(-1)!;
    await pace.turnIfDue();
  }
}
