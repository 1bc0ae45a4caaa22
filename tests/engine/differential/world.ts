/**
 * A generated deployment and what is done to it, as plain data: both engines are handed the same text. Values are in
 * Convex's encoded JSON. Engines choose IDs and creation times themselves, so these are named by table and order of
 * insertion: the text `#t0:3` stands for the ID of the fourth document inserted into t0, `@t0:3` for its creation time.
 */
import { defineSchema, defineTable, type GenericSchema, type SchemaDefinition } from "convex/server";
import { v, type GenericValidator, type JSONValue } from "convex/values";

export type FieldSpec =
  | { type: "string" | "number" | "plain" | "int64" | "boolean" | "null" | "bytes" | "any" }
  | { type: "literal"; value: string | number | boolean }
  | { type: "id"; table: string }
  | { type: "array"; of: FieldSpec }
  | { type: "record"; of: FieldSpec }
  | { type: "union"; of: FieldSpec[] }
  | { type: "object"; fields: Fields };

export type Fields = Record<string, { optional: boolean; spec: FieldSpec }>;

export interface TableSpec {
  fields: Fields;
  /** Documents are one of two shapes if given: `fields`, or these. */
  otherFields: Fields | null;
  indexes: { name: string; fields: string[] }[];
  /** Field `text` holds words. */
  search: { filterFields: string[] } | null;
}

export type Expression =
  | { op: "field"; path: string }
  | { op: "literal"; value: JSONValue }
  | { op: "not"; of: Expression[] }
  | { op: "and" | "or"; of: Expression[] }
  | {
      op: "eq" | "neq" | "lt" | "lte" | "gt" | "gte" | "add" | "sub" | "mul" | "div" | "mod";
      of: Expression[];
    };

export interface Bound {
  op: "eq" | "gt" | "gte" | "lt" | "lte";
  field: string;
  value: JSONValue;
}

export interface QuerySpec {
  table: string;
  source:
    | { type: "table" }
    | { type: "index"; name: string; bounds: Bound[] }
    | { type: "search"; text: string; filters: { field: string; value: JSONValue }[] };
  order: "asc" | "desc" | null;
  filters: Expression[];
}

export type Terminal = { type: "collect" | "first" | "unique" } | { type: "take" | "iterate"; count: number };

export type Operation =
  | { type: "insert"; table: string; value: JSONValue }
  | { type: "patch" | "replace"; table: string; legacy: boolean; id: string; value: JSONValue }
  | { type: "delete" | "get"; table: string; legacy: boolean; id: string }
  | { type: "normalize"; table: string; id: string }
  | { type: "query"; query: QuerySpec; terminal: Terminal }
  | { type: "throw"; number: number }
  | { type: "refuse"; data: JSONValue }
  | { type: "runMutation" | "runQuery"; steps: Step[] };

/** `caught`: the function goes on when the operation fails. */
export interface Step {
  operation: Operation;
  caught: boolean;
}

export type Case =
  | { type: "mutation" | "query"; steps: Step[] }
  /** Page after page to the end; then each page once more between its two cursors. */
  | { type: "walk"; query: QuerySpec; pageSize: number; mostRows: number | null };

export interface World {
  tables: Record<string, TableSpec>;
  cases: Case[];
}

function toValidator(spec: FieldSpec): GenericValidator {
  switch (spec.type) {
    case "plain":
    case "number":
      return v.number();
    case "literal":
      return v.literal(spec.value);
    case "id":
      return v.id(spec.table);
    case "array":
      return v.array(toValidator(spec.of) as never);
    case "record":
      return v.record(v.string(), toValidator(spec.of) as never);
    case "union":
      return v.union(...spec.of.map(toValidator));
    case "object":
      return v.object(toFields(spec.fields) as never);
    default:
      return v[spec.type]();
  }
}

function toFields(fields: Fields): Record<string, GenericValidator> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { optional, spec }]) => [
      name,
      optional ? (v.optional(toValidator(spec) as never) as GenericValidator) : toValidator(spec),
    ]),
  );
}

/** The schema as a project would write it. */
export function toSchema({ tables }: Pick<World, "tables">): SchemaDefinition<GenericSchema, boolean> {
  const definitions = Object.entries(tables).map(([name, table]) => {
    const shape = toFields(table.fields) as never;
    const other = table.otherFields;
    let definition =
      other === null
        ? defineTable(shape)
        : defineTable(v.union(v.object(shape), v.object(toFields(other) as never)));
    for (const index of table.indexes)
      definition = definition.index(index.name, index.fields as never) as never;
    if (table.search !== null) {
      const { filterFields } = table.search;
      definition = definition.searchIndex("by_text", { searchField: "text", filterFields } as never) as never;
    }
    return [name, definition] as const;
  });
  return defineSchema(Object.fromEntries(definitions)) as SchemaDefinition<GenericSchema, boolean>;
}
