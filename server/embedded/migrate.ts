/**
 * Brings a file to the schema it is opened with, in one transaction: new tables and indexes are built, removed indexes
 * dropped, and if a validator changed, every document is checked against it. A document that does not fit is named and
 * the file stays as it was. Tables that left the schema keep their documents (as on a deployment) and lose their indexes.
 */
import {
  Catalog,
  emptyCatalog,
  toTable,
  type CatalogShape,
  type Index,
  type SearchIndex,
  type Table,
  type TableShape,
  type WantedTable,
} from "./catalog";
import { checkAgainstSchema, indexKey, parseDocument } from "./documents";
import type { Database } from "./driver";
import { addText } from "./search-writes";
import { FUSED_PREFIX_LENGTH, indexedText } from "./terms";
import type { JsonObject } from "./values";
import { batchesOf } from "./view";

/** Raised when an older version would misread the file. 2: `unsearched`; nothing has to be converted. */
const FORMAT = 2;

export class SchemaMismatchError extends Error {
  override name = "SchemaMismatchError";
  constructor(
    readonly documentId: string,
    readonly table: string,
    why: string,
  ) {
    super(`Document with ID "${documentId}" in table "${table}" does not match the schema: ${why}`);
  }
}

/** How far a changed schema has been brought to the documents of a table. */
export interface IndexProgress {
  table: string;
  /** The indexes that are built. */
  indexes: string[];
  done: number;
  total: number;
}

type OnProgress = (progress: IndexProgress) => void;

export function openCatalog(db: Database, wanted: WantedTable[], onProgress?: OnProgress): Catalog {
  db.exec("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
  db.exec("CREATE TABLE IF NOT EXISTS jobs (pk INTEGER PRIMARY KEY, due REAL NOT NULL, kind TEXT NOT NULL)");
  db.exec("CREATE INDEX IF NOT EXISTS jobs_by_due ON jobs (kind, due)");
  db.exec(
    "CREATE TABLE IF NOT EXISTS unsearched (search TEXT, pk INTEGER, PRIMARY KEY (search, pk)) WITHOUT ROWID",
  );
  checkFormat(db);
  const stored = db.sql("SELECT value FROM meta WHERE key = 'catalog'").get();
  const before = stored === undefined ? null : (JSON.parse(stored.value as string) as CatalogShape);
  const after = plan(before ?? emptyCatalog(), wanted);
  const catalog = new Catalog(after);
  if (before === null || JSON.stringify(before) !== JSON.stringify(after)) {
    apply(db, before, catalog, onProgress);
    db.forgetStatements();
  }
  return catalog;
}

/** A file written by a later version may hold what this one would misread. */
function checkFormat(db: Database): void {
  db.sql("INSERT OR IGNORE INTO meta (key, value) VALUES ('format', ?)").run(String(FORMAT));
  const { value } = db.sql("SELECT value FROM meta WHERE key = 'format'").get()!;
  if (Number(value) === FORMAT) return;
  if (Number(value) === 1) return void setFormat(db);
  throw new Error(`The store ${db.path} has format ${String(value)}; this version reads format ${FORMAT}.`);
}

function setFormat(db: Database): void {
  db.sql("UPDATE meta SET value = ? WHERE key = 'format'").run(String(FORMAT));
}

/** The catalog as the schema wants it; what exists keeps its number. */
function plan(before: CatalogShape, wanted: WantedTable[]): CatalogShape {
  const after: CatalogShape = { nextTable: before.nextTable, nextIndex: before.nextIndex, tables: {} };
  for (const [name, table] of Object.entries(before.tables)) {
    after.tables[name] = { ...table, validator: null, indexes: {}, searches: {} };
  }
  for (const { name, validator, indexes, searchIndexes } of wanted) {
    const old = before.tables[name];
    const table: TableShape = {
      ...old,
      number: old?.number ?? after.nextTable++,
      validator,
      indexes: {},
      searches: {},
    };
    for (const { indexDescriptor, fields } of indexes) {
      const kept = old?.indexes[indexDescriptor];
      const same = kept !== undefined && JSON.stringify(kept.fields) === JSON.stringify(fields);
      table.indexes[indexDescriptor] = { number: same ? kept.number : after.nextIndex++, fields };
    }
    for (const { indexDescriptor, searchField, filterFields } of searchIndexes) {
      const kept = old?.searches[indexDescriptor];
      const same =
        kept !== undefined &&
        kept.searchField === searchField &&
        JSON.stringify(kept.filterFields) === JSON.stringify(filterFields);
      const number = same ? kept.number : after.nextIndex++;
      table.searches[indexDescriptor] = { number, searchField, filterFields };
    }
    after.tables[name] = table;
  }
  return after;
}

function apply(db: Database, before: CatalogShape | null, catalog: Catalog, onProgress?: OnProgress): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    for (const table of catalog.tables)
      changeTable(db, before?.tables[table.name], table, catalog, onProgress);
    db.sql("INSERT OR REPLACE INTO meta (key, value) VALUES ('catalog', ?)").run(
      JSON.stringify(catalog.shape),
    );
    db.exec("COMMIT");
  } catch (error) {
    db.rollback();
    throw error;
  }
}

export function changeTable(
  db: Database,
  shape: TableShape | undefined,
  table: Table,
  catalog: Catalog,
  onProgress?: OnProgress,
): void {
  if (shape === undefined) createTable(db, table.sql);
  const old = shape === undefined ? undefined : toTable(table.name, shape);
  const kept = new Set([...table.indexes.values(), ...table.searches.values()].map(({ sql }) => sql));
  const had = new Set(
    [...(old?.indexes.values() ?? []), ...(old?.searches.values() ?? [])].map(({ sql }) => sql),
  );
  for (const sql of had) if (!kept.has(sql)) db.exec(`DROP TABLE ${sql}`);
  const indexes = [...table.indexes.values()].filter(({ sql }) => !had.has(sql));
  const searches = [...table.searches.values()].filter(({ sql }) => !had.has(sql));
  for (const { sql } of indexes) createIndex(db, sql);
  for (const index of searches) createSearchIndex(db, index);
  const validate =
    table.validator !== null && JSON.stringify(shape?.validator ?? null) !== JSON.stringify(table.validator);
  if (shape !== undefined && (validate || indexes.length + searches.length > 0)) {
    fill(db, table, indexes, searches, validate ? catalog : null, onProgress);
  }
}

export function dropTable(db: Database, table: Table): void {
  for (const { sql } of [table, ...table.indexes.values(), ...table.searches.values()]) {
    db.exec(`DROP TABLE ${sql}`);
  }
}

function createTable(db: Database, sql: string): void {
  db.exec(
    `CREATE TABLE ${sql} (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, doc TEXT NOT NULL)`,
  );
}

function createIndex(db: Database, sql: string): void {
  db.exec(
    `CREATE TABLE ${sql} (key BLOB NOT NULL, pk INTEGER NOT NULL, PRIMARY KEY (key, pk)) WITHOUT ROWID`,
  );
}

/** Prefix indexes for the first letters of words, plain and fused: without them "m" would merge every word with m. */
function createSearchIndex(db: Database, index: SearchIndex): void {
  const fused = index.filterPaths.length > 0 ? [1, 2, 3].map((letters) => FUSED_PREFIX_LENGTH + letters) : [];
  const prefix = [1, 2, 3, ...fused].join(" ");
  db.exec(
    `CREATE VIRTUAL TABLE ${index.sql} USING fts5(words, content='', contentless_delete=1, detail=none, ` +
      `prefix='${prefix}', tokenize='ascii')`,
  );
}

function fill(
  db: Database,
  table: Table,
  indexes: Index[],
  searches: SearchIndex[],
  validate: Catalog | null,
  onProgress: OnProgress = () => undefined,
): void {
  const names = [...indexes, ...searches].map(({ name }) => name);
  const total = db.sql(`SELECT count(*) AS total FROM ${table.sql}`).get()!.total as number;
  let done = 0;
  for (const rows of batchesOf(db, table)) {
    onProgress({ table: table.name, indexes: names, done, total });
    for (const row of rows) {
      const document = parseDocument(row.doc);
      if (validate !== null) refuseMismatch(validate, table, document);
      addToIndexes(db, indexes, searches, row.pk, document);
    }
    done += rows.length;
  }
  onProgress({ table: table.name, indexes: names, done, total });
}

function refuseMismatch(catalog: Catalog, table: Table, document: JsonObject): void {
  const wrong = checkAgainstSchema({ catalog }, table, document);
  if (wrong !== null) throw new SchemaMismatchError(String(document._id), table.name, wrong);
}

export function addToIndexes(
  db: Database,
  indexes: Index[],
  searches: SearchIndex[],
  pk: number,
  document: JsonObject,
): void {
  for (const index of indexes) {
    db.sql(index.statements.insert).run(indexKey(index, document), pk);
  }
  for (const index of searches) addText(db, index.sql, pk, indexedText(index, document));
}
