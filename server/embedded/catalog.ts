/**
 * What tables and indexes exist: the schema a deployment would get, with the SQLite tables that hold it.
 * Kept in the file (`meta`), so that table numbers, which are part of every ID, never change.
 */
import type { GenericSchema, SchemaDefinition } from "convex/server";
import { fittingFields, type TableOfId } from "./fits";
import type { Validator } from "./validators";
import type { JsonObject } from "./values";
import { limits } from "./limits";
import { tableNumberOf } from "./ids";
import { indexStatements, tableStatements, type IndexStatements, type TableStatements } from "./statements";

/** `_id` and `_creationTime`. */
const SYSTEM_FIELDS = 2;

interface IndexShape {
  number: number;
  fields: string[];
}

interface SearchShape {
  number: number;
  searchField: string;
  filterFields: string[];
}

/** One table as `meta` keeps it. */
export interface TableShape {
  number: number;
  validator: Validator | null;
  indexes: Record<string, IndexShape>;
  searches: Record<string, SearchShape>;
  /** After an import: see `Table`. */
  drift?: number;
}

export interface CatalogShape {
  nextTable: number;
  nextIndex: number;
  tables: Record<string, TableShape>;
}

export interface Index {
  name: string;
  fields: string[];
  paths: string[][];
  sql: string;
  statements: IndexStatements;
}

export interface SearchIndex {
  name: string;
  searchField: string;
  searchPath: string[];
  filterFields: string[];
  filterPaths: string[][];
  sql: string;
}

export interface Table {
  name: string;
  number: number;
  validator: Validator | null;
  /** Whether a document, system fields and all, is as the validator wants it; null where that takes a longer look. */
  fits: ((document: JsonObject, tableOf: TableOfId) => boolean) | null;
  indexes: Map<string, Index>;
  searches: Map<string, SearchIndex>;
  sql: string;
  statements: TableStatements;
  /** The last primary key given out: creation time in µs, made unique by counting up. */
  lastPk: number;
  /**
   * How far primary keys may be ahead of creation times, in µs. 0 unless documents were imported: those keep creation
   * times that are equal, or closer to each other than a µs, and still each need a key, in the same order.
   */
  drift: number;
}

/** User tables begin here on real deployments, too; lower numbers belong to the system. */
const FIRST_USER_TABLE = 10_001;
export const SCHEDULED = "_scheduled_functions";
const SCHEDULED_NUMBER = 27;

export function emptyCatalog(): CatalogShape {
  const scheduled = { number: SCHEDULED_NUMBER, validator: null, indexes: {}, searches: {} };
  return { nextTable: FIRST_USER_TABLE, nextIndex: 1, tables: { [SCHEDULED]: scheduled } };
}

interface ExportedTable {
  tableName: string;
  indexes: { indexDescriptor: string; fields: string[] }[];
  searchIndexes: { indexDescriptor: string; searchField: string; filterFields: string[] }[];
  documentType: Validator;
}

export type WantedTable = Pick<ExportedTable, "indexes" | "searchIndexes"> & {
  name: string;
  validator: Validator | null;
};

/** The tables of a `schema.ts`, with its mistakes refused here rather than at the first write. */
export function readSchema(schema: SchemaDefinition<GenericSchema, boolean>): WantedTable[] {
  const text = (schema as unknown as { export(): string }).export();
  const exported = JSON.parse(text) as { tables: ExportedTable[]; schemaValidation: boolean };
  return exported.tables.map((table) => {
    checkTable(table);
    return {
      name: table.tableName,
      indexes: table.indexes,
      searchIndexes: table.searchIndexes,
      validator: exported.schemaValidation ? table.documentType : null,
    };
  });
}

function checkTable(table: ExportedTable): void {
  const refuse = (why: string) => {
    throw new Error(`Table "${table.tableName}" in the schema: ${why}`);
  };
  if (table.tableName.startsWith("_")) refuse("table names must not start with an underscore.");
  if (table.indexes.length > limits.indexesPerTable) refuse(`more than ${limits.indexesPerTable} indexes.`);
  if (table.searchIndexes.length > limits.searchIndexesPerTable) {
    refuse(`more than ${limits.searchIndexesPerTable} search indexes.`);
  }
  for (const { indexDescriptor, fields } of table.indexes) {
    if (["by_id", "by_creation_time"].includes(indexDescriptor))
      refuse(`index name ${indexDescriptor} is reserved.`);
    if (fields.length === 0) refuse(`index ${indexDescriptor} has no fields.`);
    if (fields.length > limits.fieldsPerIndex) {
      refuse(`index ${indexDescriptor} has more than ${limits.fieldsPerIndex} fields.`);
    }
    if (fields.includes("_creationTime")) {
      refuse(`index ${indexDescriptor} names _creationTime, which ends every index anyway.`);
    }
  }
  for (const { indexDescriptor, filterFields } of table.searchIndexes) {
    if (filterFields.length > limits.filterFieldsPerIndex) {
      refuse(`search index ${indexDescriptor} has more than ${limits.filterFieldsPerIndex} filter fields.`);
    }
  }
}

export class Catalog {
  readonly #byName = new Map<string, Table>();
  readonly #byNumber = new Map<number, Table>();

  constructor(readonly shape: CatalogShape) {
    for (const [name, table] of Object.entries(shape.tables)) this.#add(toTable(name, table));
  }

  #add(table: Table): void {
    this.#byName.set(table.name, table);
    this.#byNumber.set(table.number, table);
  }

  get tables(): Iterable<Table> {
    return this.#byName.values();
  }

  find(name: string): Table | undefined {
    return this.#byName.get(name);
  }

  table(name: string): Table {
    const table = this.#byName.get(name);
    if (table === undefined) throw new Error(`Table "${name}" is not in the schema.`);
    return table;
  }

  /** The table an ID belongs to; null when it is no ID, or one of a table that does not exist. */
  tableOfId = (id: string): Table | null => {
    const number = tableNumberOf(id);
    return number === null ? null : (this.#byNumber.get(number) ?? null);
  };

  tableNameOfId = (id: string): string | null => this.tableOfId(id)?.name ?? null;
}

export function toTable(name: string, shape: TableShape): Table {
  const sql = `d_${shape.number}`;
  const indexes = Object.entries(shape.indexes).map(([index, { fields, number }]): [string, Index] => [
    index,
    toIndex(index, fields, `i_${shape.number}_${number}`, sql),
  ]);
  const searches = Object.entries(shape.searches).map(([index, search]): [string, SearchIndex] => [
    index,
    {
      name: index,
      searchField: search.searchField,
      searchPath: toPath(search.searchField),
      filterFields: search.filterFields,
      filterPaths: search.filterFields.map(toPath),
      sql: `s_${shape.number}_${search.number}`,
    },
  ]);
  return {
    name,
    number: shape.number,
    validator: shape.validator,
    fits: shape.validator?.type === "object" ? fittingFields(shape.validator, SYSTEM_FIELDS) : null,
    indexes: new Map(indexes),
    searches: new Map(searches),
    sql,
    statements: tableStatements(sql),
    lastPk: 0,
    drift: shape.drift ?? 0,
  };
}

function toIndex(name: string, fields: string[], sql: string, table: string): Index {
  return { name, fields, paths: fields.map(toPath), sql, statements: indexStatements(sql, table) };
}

function toPath(field: string): string[] {
  return field.split(".");
}
