/**
 * Turns an index range as the SDK sends it (`eq` on the first fields, then one lower and one upper bound) into two
 * positions in an index. Every index ends in `_creationTime` and `_id`; the primary key stands for both, since it is the
 * creation time made unique. Where documents were imported it may be ahead of the creation time, by the table's `drift`:
 * then the range is wider by that much, and the documents in it are asked for their own.
 */
import type { Index, Table } from "./catalog";
import { AFTER_EVERYTHING, afterPrefix, BEFORE_EVERYTHING, compareEncoded, encodeKey } from "./keys";
import { kindOf, float64Of, type Json, type JsonObject } from "./values";

export interface RangeExpression {
  type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte";
  fieldPath: string;
  value: Json;
}

/** A place between two rows. `key` is the index key, or the ID in `by_id`; unused in creation order. */
export interface Position {
  key: Uint8Array | string;
  pk: number;
}

type Via = { kind: "time" } | { kind: "id" } | { kind: "index"; index: Index };

export interface Range {
  via: Via;
  /** Both ends are exclusive. */
  low: Position;
  high: Position;
  /** Conditions the position does not decide: on `_id` after an equal `_creationTime`, and on an imported `_creationTime`. */
  conditions: RangeExpression[];
}

const LAST_PK = Number.MAX_SAFE_INTEGER;
/** With it, a position stands before all rows of its key. */
export const BEFORE_EVERY_PK = -1;
const AFTER_EVERY_ID = "~";

export function wholeTable(): Range {
  return {
    via: { kind: "time" },
    low: { key: "", pk: BEFORE_EVERY_PK },
    high: { key: "", pk: LAST_PK },
    conditions: [],
  };
}

export function rangeOf(table: Table, indexName: string, expressions: readonly RangeExpression[]): Range {
  if (indexName === "by_id") return idRange(table, expressions);
  if (indexName === "by_creation_time") {
    checkOrder(table, indexName, ["_creationTime", "_id"], expressions);
    return { via: { kind: "time" }, ...timePositions("", expressions, table) };
  }
  const index = table.indexes.get(indexName);
  if (index === undefined) throw new Error(`Index ${table.name}.${indexName} not found.`);
  checkOrder(table, indexName, [...index.fields, "_creationTime", "_id"], expressions);
  return { via: { kind: "index", index }, ...indexPositions(index, expressions, table) };
}

/** Convex's rule: equalities in the order of the fields, then bounds on one further field. */
function checkOrder(
  table: Table,
  index: string,
  fields: readonly string[],
  expressions: readonly RangeExpression[],
): void {
  let equal = 0;
  while (expressions[equal]?.type === "Eq") equal += 1;
  const bounds = expressions.slice(equal);
  const inOrder =
    expressions.slice(0, equal).every(({ fieldPath }, i) => fieldPath === fields[i]) &&
    bounds.every(({ fieldPath }) => fieldPath === fields[equal]);
  const lower = bounds.filter(({ type }) => type === "Gt" || type === "Gte").length;
  const upper = bounds.filter(({ type }) => type === "Lt" || type === "Lte").length;
  if (inOrder && lower <= 1 && upper <= 1 && lower + upper === bounds.length) return;
  throw new Error(
    `Tried to query index ${table.name}.${index} but the query didn't use the index fields in order. ` +
      `Index fields: [${fields.join(", ")}]. Query fields: [${expressions.map(({ fieldPath }) => fieldPath).join(", ")}].`,
  );
}

function indexPositions(
  index: Index,
  expressions: readonly RangeExpression[],
  table: Table,
): Omit<Range, "via"> {
  const own = expressions.filter(({ fieldPath }) => fieldPath !== "_creationTime" && fieldPath !== "_id");
  const equal = own.filter(({ type }) => type === "Eq").map(({ value }) => value);
  const prefix = encodeKey(equal);
  if (own.length < expressions.length) return timePositions(prefix, expressions.slice(own.length), table);
  let low = prefix.length === 0 ? BEFORE_EVERYTHING : prefix;
  let high = prefix.length === 0 ? AFTER_EVERYTHING : afterPrefix(prefix);
  for (const { type, value } of own.slice(equal.length)) {
    const key = encodeKey([...equal, value]);
    if (type === "Gte") low = key;
    if (type === "Gt") low = afterPrefix(key);
    if (type === "Lt") high = key;
    if (type === "Lte") high = afterPrefix(key);
  }
  return { low: { key: low, pk: BEFORE_EVERY_PK }, high: { key: high, pk: BEFORE_EVERY_PK }, conditions: [] };
}

/** Bounds on `_creationTime` (and then `_id`) behind an equal key. */
function timePositions(
  key: Uint8Array | string,
  expressions: readonly RangeExpression[],
  { drift }: Table,
): Omit<Range, "via"> {
  let low = BEFORE_EVERY_PK;
  let high = LAST_PK;
  const conditions: RangeExpression[] = [];
  for (const expression of expressions) {
    if (expression.fieldPath === "_id" || drift > 0) conditions.push(expression);
    if (expression.fieldPath === "_id") continue;
    const { type, value } = expression;
    if (type === "Eq" || type === "Gte") low = firstPk(value, (time, bound) => time >= bound) - 1;
    if (type === "Gt") low = firstPk(value, (time, bound) => time > bound) - 1;
    if (type === "Eq" || type === "Lte") high = firstPk(value, (time, bound) => time > bound);
    if (type === "Lt") high = firstPk(value, (time, bound) => time >= bound);
  }
  // A key is its creation time rounded down, or more.
  if (drift > 0) [low, high] = [low - 1, Math.min(high + drift, LAST_PK)];
  return { low: { key, pk: low }, high: { key, pk: high }, conditions };
}

/** The least primary key whose creation time fulfils `holds`, which is false up to some time and true from there. */
function firstPk(value: Json, holds: (time: number, bound: number) => boolean): number {
  if (kindOf(value) !== "float64") return compareEncoded(0, value) < 0 ? LAST_PK : 0;
  const bound = float64Of(value);
  if (Number.isNaN(bound) || bound > LAST_PK / 1000) return LAST_PK;
  if (bound < 0) return 0;
  let pk = Math.max(0, Math.floor(bound * 1000) - 1);
  while (!holds(pk / 1000, bound)) pk += 1;
  return pk;
}

function idRange(table: Table, expressions: readonly RangeExpression[]): Range {
  checkOrder(table, "by_id", ["_id"], expressions);
  let low = { key: "", pk: BEFORE_EVERY_PK };
  let high = { key: AFTER_EVERY_ID, pk: BEFORE_EVERY_PK };
  for (const { type, value } of expressions) {
    const id = idBound(value);
    if (type === "Eq" || type === "Gte") low = { key: beforeId(id), pk: BEFORE_EVERY_PK };
    if (type === "Gt") low = { key: id, pk: BEFORE_EVERY_PK };
    if (type === "Eq" || type === "Lte") high = { key: afterId(id), pk: BEFORE_EVERY_PK };
    if (type === "Lt") high = { key: id, pk: BEFORE_EVERY_PK };
  }
  return { via: { kind: "id" }, low, high, conditions: [] };
}

function idBound(value: Json): string {
  // Drivers end a text at a zero byte. Any other character below the digits is as good: no ID has one.
  if (typeof value === "string") return value.replaceAll("\0", "\x01");
  return compareEncoded(value, "") < 0 ? "" : AFTER_EVERY_ID;
}

/** A text above `id` with no ID between them, which makes an inclusive end exclusive. */
export function afterId(id: string): string {
  return `${id} `;
}

/** A text below `id` with no ID of the same length between them. */
export function beforeId(id: string): string {
  return id === "" ? "" : id.slice(0, -1) + String.fromCharCode(id.charCodeAt(id.length - 1) - 1) + "~";
}

export function meetsConditions(range: Range, document: JsonObject): boolean {
  return range.conditions.every(({ type, fieldPath, value }) => {
    const order = compareEncoded(document[fieldPath], value);
    switch (type) {
      case "Eq":
        return order === 0;
      case "Gt":
        return order > 0;
      case "Gte":
        return order >= 0;
      case "Lt":
        return order < 0;
      case "Lte":
        return order <= 0;
    }
  });
}
