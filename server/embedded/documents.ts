/**
 * Documents and the indexes over them. A document is kept as its encoded JSON text and handed out as text; every write
 * keeps all indexes of its table right in the same transaction.
 *
 *   d_<table>          pk INTEGER (creation time, µs), id, size (Convex's measure), doc
 *   i_<table>_<index>  key BLOB, pk          one row per document
 *   s_<table>_<index>  FTS5 without content, rowid = pk
 */
import type { DocumentCache, StoredDocument } from "./cache";
import type { Catalog, Index, Table } from "./catalog";
import { fieldsOf } from "./content";
import type { Database, Row } from "./driver";
import { newId, RANDOM_BYTES } from "./ids";
import { compareKeys, encodeKey } from "./keys";
import { measureDocument, type Usage } from "./limits";
import type { SearchWrites } from "./search-writes";
import { indexedText } from "./terms";
import { check } from "./validators";
import { fieldAt, isObject, kindOf, type Json, type JsonObject } from "./values";

export interface Environment {
  db: Database;
  catalog: Catalog;
  now(): number;
  random(bytes: number): Uint8Array;
  /** Counts writes, so that a query under way notices that what it read ahead is old. */
  writes: number;
  /** What the open transaction will change in the search indexes. */
  texts: SearchWrites;
  cache: DocumentCache;
}

export function indexKey(index: Index, document: JsonObject): Uint8Array {
  return encodeKey(index.paths.map((path) => fieldAt(document, path)));
}

export function parseDocument(text: string): JsonObject {
  return JSON.parse(text) as JsonObject;
}

export function readDocument(env: Environment, table: Table, id: string): StoredDocument | null {
  const cached = env.cache.get(table, id);
  if (cached !== undefined) return cached;
  return keepRead(env, table, env.db.sql(table.statements.read).get(id));
}

/** The document that an index names. */
export function readDocumentAt(env: Environment, table: Table, pk: number): StoredDocument {
  const document =
    env.cache.at(table, pk) ?? keepRead(env, table, env.db.sql(table.statements.readAt).get(pk));
  if (document === null) throw new Error(`An index of ${table.name} names a document that is not there.`);
  return document;
}

function keepRead(env: Environment, table: Table, row: Row | undefined): StoredDocument | null {
  if (row === undefined) return null;
  const { pk, id, size, doc } = row as { pk: number; id: string; size: number; doc: string };
  const document = { pk, id, size, text: doc };
  env.cache.put(table, document);
  return document;
}

export function checkAgainstSchema(
  env: { catalog: Catalog },
  table: Table,
  document: JsonObject,
): string | null {
  if (table.validator === null || table.fits?.(document, env.catalog.tableNameOfId) === true) return null;
  const { _id, _creationTime, ...fields } = document;
  return check(table.validator, fields, env.catalog.tableNameOfId);
}

function prepare(env: Environment, table: Table, document: JsonObject): { text: string; size: number } {
  const size = measureDocument(document, table.name);
  const wrong = checkAgainstSchema(env, table, document);
  if (wrong !== null) {
    throw new Error(
      `Failed to insert or update a document in table "${table.name}" because it does not match the schema: ${wrong}`,
    );
  }
  return { text: JSON.stringify(document), size };
}

/** System fields first, then the user's, without those that are `undefined`. */
function compose(id: Json, creationTime: Json, fields: JsonObject): JsonObject {
  const document: JsonObject = { _id: id, _creationTime: creationTime };
  for (const name in fields) {
    if (name === "_id" || name === "_creationTime") continue;
    if (kindOf(fields[name]) !== "undefined") document[name] = fields[name] as Json;
  }
  return document;
}

function nextPk(env: Environment, table: Table): number {
  if (table.lastPk === 0) {
    const row = env.db.sql(`SELECT max(pk) AS last FROM ${table.sql}`).get();
    table.lastPk = (row?.last as number | null) ?? 0;
  }
  table.lastPk = Math.max(Math.floor(env.now() * 1000), table.lastPk + 1);
  return table.lastPk;
}

export function insertDocument(env: Environment, table: Table, value: Json, usage: Usage): string {
  if (!isObject(value)) throw new Error(`A document of table "${table.name}" must be an object.`);
  for (const name of ["_id", "_creationTime"]) {
    if (Object.hasOwn(value, name)) {
      throw new Error(`Provided document has the system field "${name}"; the database sets it.`);
    }
  }
  const pk = nextPk(env, table);
  const id = newId(table.number, pk, env.random(RANDOM_BYTES));
  const document = compose(id, pk / 1000, value);
  const { text, size } = prepare(env, table, document);
  usage.write(size);
  addRow(env, table, pk, id, document, text, size);
  return id;
}

function addRow(
  env: Environment,
  table: Table,
  pk: number,
  id: string,
  document: JsonObject,
  text: string,
  size: number,
): void {
  env.writes += 1;
  env.cache.write(table, { pk, id, size, text, parsed: document });
  env.db.sql(table.statements.insert).run(pk, id, size, text);
  for (const index of table.indexes.values()) {
    env.db.sql(index.statements.insert).run(indexKey(index, document), pk);
  }
  for (const index of table.searches.values()) {
    env.texts.stage(env.db, { sql: index.sql, pk, before: "", after: indexedText(index, document) });
  }
}

/** Writes a changed document, touching only the index entries that differ. Gives its text. */
function rewrite(
  env: Environment,
  table: Table,
  stored: StoredDocument,
  previous: JsonObject,
  next: JsonObject,
  usage: Usage,
): string {
  const { text, size } = prepare(env, table, next);
  usage.write(size);
  env.writes += 1;
  env.cache.write(table, { pk: stored.pk, id: stored.id, size, text, parsed: next });
  const changed = changedFields(previous, next);
  env.db.sql(table.statements.update).run(size, text, stored.pk);
  for (const index of table.indexes.values()) {
    if (!touches(index.paths, changed)) continue;
    const before = indexKey(index, previous);
    const after = indexKey(index, next);
    if (compareKeys(before, after) === 0) continue;
    env.db.sql(index.statements.move).run(after, before, stored.pk);
  }
  for (const index of table.searches.values()) {
    if (!touches([index.searchPath, ...index.filterPaths], changed)) continue;
    const [before, after] = [indexedText(index, previous), indexedText(index, next)];
    env.texts.stage(env.db, { sql: index.sql, pk: stored.pk, before, after });
  }
  return text;
}

/** The top-level fields that differ: a table can have many indexes, and most writes concern few of them. */
function changedFields(previous: JsonObject, next: JsonObject): Set<string> {
  const changed = new Set<string>();
  for (const name of new Set([...Object.keys(previous), ...Object.keys(next)])) {
    const [before, after] = [previous[name], next[name]];
    if (before !== after && !(isObject(before) && JSON.stringify(before) === JSON.stringify(after))) {
      changed.add(name);
    }
  }
  return changed;
}

const touches = (paths: readonly string[][], changed: ReadonlySet<string>): boolean =>
  paths.some(([field = ""]) => changed.has(field));

function checkSystemFields(stored: JsonObject, value: JsonObject): void {
  for (const name of ["_id", "_creationTime"] as const) {
    if (Object.hasOwn(value, name) && value[name] !== stored[name]) {
      throw new Error(
        `Provided document \`${name}\` does not match that of the stored document: ` +
          `${JSON.stringify(value[name])} instead of ${JSON.stringify(stored[name])}.`,
      );
    }
  }
}

function existing(env: Environment, table: Table, id: string, what: string, usage: Usage): StoredDocument {
  usage.range();
  const stored = readDocument(env, table, id);
  if (stored === null) throw new Error(`${what} on nonexistent document ID ${id}`);
  usage.read(stored.size);
  return stored;
}

export function patchDocument(env: Environment, table: Table, id: string, value: Json, usage: Usage): string {
  const stored = existing(env, table, id, "Update", usage);
  if (!isObject(value)) throw new Error("The value of a patch must be an object.");
  const previous = fieldsOf(stored);
  checkSystemFields(previous, value);
  const next = compose(previous._id!, previous._creationTime!, { ...previous, ...value });
  return rewrite(env, table, stored, previous, next, usage);
}

export function replaceDocument(
  env: Environment,
  table: Table,
  id: string,
  value: Json,
  usage: Usage,
): string {
  const stored = existing(env, table, id, "Replace", usage);
  if (!isObject(value)) throw new Error("The value of a replace must be an object.");
  const previous = fieldsOf(stored);
  checkSystemFields(previous, value);
  const next = compose(previous._id!, previous._creationTime!, value);
  return rewrite(env, table, stored, previous, next, usage);
}

export function removeDocument(env: Environment, table: Table, id: string, usage: Usage): string {
  const stored = existing(env, table, id, "Delete", usage);
  usage.write(0);
  env.writes += 1;
  const document = fieldsOf(stored);
  env.cache.remove(table, id);
  env.db.sql(table.statements.remove).run(stored.pk);
  for (const index of table.indexes.values()) {
    env.db.sql(index.statements.remove).run(indexKey(index, document), stored.pk);
  }
  for (const index of table.searches.values()) {
    env.texts.stage(env.db, {
      sql: index.sql,
      pk: stored.pk,
      before: indexedText(index, document),
      after: "",
    });
  }
  return stored.text;
}
