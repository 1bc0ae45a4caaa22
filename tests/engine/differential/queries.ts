/** Generated queries on a table: index ranges, right ones and wrong ones, filters, searches, orders. */
import fc from "fast-check";
import { convexToJson, type JSONValue } from "convex/values";
import { near, pathsOf, someId, specAt } from "./values";
import type { Bound, Expression, QuerySpec, TableSpec, Terminal } from "./world";

type Source = QuerySpec["source"];
type SearchSource = Extract<Source, { type: "search" }>;

/** No word begins another, so that only the last one, which is searched as a prefix, can match part of a word. */
export const WORDS = ["alpha", "beta", "gamma", "delta42", "épsilon"];

function valueAt(name: string, table: TableSpec, path: string): fc.Arbitrary<JSONValue> {
  if (path === "_id") return someId(name);
  if (path === "_creationTime") return someId(name).map((id) => `@${id.slice(1)}`);
  return near(specAt(table.fields, path));
}

/** Equalities on the first fields, then at most one bound on each side of the next. */
function bounds(name: string, table: TableSpec, fields: string[]): fc.Arbitrary<Bound[]> {
  const bound = (op: Bound["op"], field: string) =>
    valueAt(name, table, field).map((value): Bound => ({ op, field, value }));
  const lower = (field: string) => fc.oneof(bound("gt", field), bound("gte", field));
  const upper = (field: string) => fc.oneof(bound("lt", field), bound("lte", field));
  return fc.nat({ max: fields.length }).chain((equal) => {
    const equalities = fc.tuple(...fields.slice(0, equal).map((field) => bound("eq", field)));
    const next = fields[equal];
    if (next === undefined) return equalities;
    const ends = fc.oneof(
      fc.constant<Bound[]>([]),
      lower(next).map((end) => [end]),
      upper(next).map((end) => [end]),
      fc.tuple(lower(next), upper(next)),
      fc.tuple(upper(next), lower(next)),
    );
    return fc.tuple(equalities, ends).map(([first, last]) => [...first, ...last]);
  });
}

/** Fields in any order, bounds of any kind: mostly refused. */
function wrongBounds(name: string, table: TableSpec, fields: string[]): fc.Arbitrary<Bound[]> {
  const bound = fc.constantFrom(...fields).chain((field) =>
    fc.record({
      op: fc.constantFrom<Bound["op"]>("eq", "gt", "gte", "lt", "lte"),
      field: fc.constant(field),
      value: valueAt(name, table, field),
    }),
  );
  return fc.array(bound, { minLength: 1, maxLength: 4 });
}

function indexSource(name: string, table: TableSpec): fc.Arbitrary<Source> {
  const indexes = [
    ...table.indexes.map((index) => ({
      name: index.name,
      fields: [...index.fields, "_creationTime", "_id"],
    })),
    { name: "by_creation_time", fields: ["_creationTime", "_id"] },
    { name: "by_id", fields: ["_id"] },
  ];
  return fc
    .constantFrom(...indexes)
    .chain((index) =>
      fc
        .oneof(
          { weight: 12, arbitrary: bounds(name, table, index.fields) },
          { weight: 1, arbitrary: wrongBounds(name, table, index.fields) },
        )
        .map((range) => ({ type: "index", name: index.name, bounds: range }) as const),
    );
}

function searchSource(name: string, table: TableSpec): fc.Arbitrary<Source> {
  const last = fc
    .constantFrom(...WORDS)
    .chain((word) => fc.integer({ min: 1, max: word.length }).map((length) => word.slice(0, length)));
  const text = fc
    .tuple(fc.array(fc.constantFrom(...WORDS), { maxLength: 2 }), last)
    .map(([words, end]) => [...words, end].join(" "));
  const [filterField] = table.search!.filterFields;
  const none = fc.constant<SearchSource["filters"]>([]);
  const filters =
    filterField === undefined
      ? none
      : fc.oneof(
          none,
          valueAt(name, table, filterField).map((value) => [{ field: filterField, value }]),
        );
  return fc
    .tuple(text, filters)
    .map(([words, conditions]): Source => ({ type: "search", text: words, filters: conditions }));
}

const literal = (value: JSONValue): Expression => ({ op: "literal", value });
const field = (path: string): Expression => ({ op: "field", path });

/** Fields that are always there and of one kind, in which JavaScript's order is Convex's (convex-test uses that one). */
function comparable(table: TableSpec, type: "plain" | "int64" | "string"): string[] {
  if (table.otherFields !== null) return [];
  return Object.keys(table.fields).filter((name) => {
    const { optional, spec } = table.fields[name]!;
    return !optional && spec.type === type;
  });
}

function binary(
  ops: ("eq" | "lt" | "lte" | "gt" | "gte" | "neq" | "add" | "sub" | "mul" | "div" | "mod")[],
  of: fc.Arbitrary<Expression>[],
) {
  return fc
    .tuple(fc.constantFrom(...ops), fc.tuple(...of))
    .map(([op, parts]): Expression => ({ op, of: parts }));
}

const orders = ["eq", "neq", "lt", "lte", "gt", "gte"] as const;

function comparisons(table: TableSpec): fc.Arbitrary<Expression>[] {
  const operands = (["plain", "int64", "string"] as const).map((type) => {
    const fields = comparable(table, type).map(field);
    const literals = { plain: [0, 1, 2, 7.5], int64: [0n, 1n, 300n], string: ["", "k", "l", "é"] }[type];
    return {
      type,
      all: [...fields, ...literals.map((value) => literal(convexToJson(value)))],
      found: fields.length > 0,
    };
  });
  return operands
    .filter(({ found }) => found)
    .map(({ type, all }) => {
      const simple = fc.constantFrom(...all);
      if (type === "string") return binary([...orders], [simple, simple]);
      const divisor = literal(convexToJson(type === "plain" ? 2 : 2n));
      const calculated = fc.oneof(
        // Sums of what is not negative: no -0 and no NaN, which JavaScript compares in its own way.
        binary(type === "plain" ? ["add", "mul"] : ["add"], [simple, simple]),
        binary(["div", "mod"], [simple, fc.constant(divisor)]),
      );
      return binary([...orders], [fc.oneof(simple, type === "plain" ? calculated : simple), simple]);
    });
}

function expression(name: string, table: TableSpec): fc.Arbitrary<Expression> {
  const paths = ["_id", "_creationTime", "nowhere", ...pathsOf(table.fields)];
  const equality = fc
    .constantFrom(...paths)
    .chain((path) =>
      binary(
        ["eq", "neq"],
        [
          fc.constant(field(path)),
          fc.oneof(valueAt(name, table, path).map(literal), fc.constantFrom(...paths).map(field)),
        ],
      ),
    );
  const flags = Object.keys(table.fields).filter(
    (flag) =>
      table.otherFields === null &&
      !table.fields[flag]!.optional &&
      table.fields[flag]!.spec.type === "boolean",
  );
  const atoms = [
    equality,
    fc.boolean().map((value) => literal(value)),
    ...(flags.length === 0 ? [] : [fc.constantFrom(...flags).map(field)]),
    ...comparisons(table),
  ];
  const { all } = fc.letrec<{ all: Expression }>((tie) => ({
    all: fc.oneof(
      { maxDepth: 2 },
      { weight: 4, arbitrary: fc.oneof(...atoms) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom("and" as const, "or" as const), fc.array(tie("all"), { maxLength: 3 }))
          .map(([op, of]): Expression => ({ op, of })),
      },
      { weight: 1, arbitrary: tie("all").map((of): Expression => ({ op: "not", of: [of] })) },
    ),
  }));
  return all;
}

export function query(tables: Record<string, TableSpec>, kinds: Source["type"][]): fc.Arbitrary<QuerySpec> {
  return fc.constantFrom(...Object.keys(tables)).chain((name) => {
    const table = tables[name]!;
    const sources: fc.Arbitrary<Source>[] = [
      fc.constant({ type: "table" }),
      indexSource(name, table),
      indexSource(name, table),
    ];
    if (table.search !== null && kinds.includes("search")) sources.push(searchSource(name, table));
    return fc.oneof(...sources).chain((source) =>
      fc.record(
        {
          table: fc.constant(name),
          source: fc.constant(source),
          order:
            source.type === "search"
              ? fc.constant(null)
              : fc.constantFrom("asc" as const, "desc" as const, null),
          filters: fc.array(expression(name, table), {
            maxLength: source.type === "search" ? 0 : 2,
            size: "xsmall",
          }),
        },
        { noNullPrototype: true },
      ),
    );
  });
}

export function terminal(source: Source): fc.Arbitrary<Terminal> {
  // Which of the results of a search come first is each engine's own, so all are taken.
  if (source.type === "search") return fc.constant({ type: "collect" });
  const count = fc.nat({ max: 6 });
  return fc.oneof(
    fc.constantFrom<Terminal>({ type: "collect" }, { type: "first" }, { type: "unique" }),
    count.map((most): Terminal => ({ type: "take", count: most })),
    count.map((most): Terminal => ({ type: "iterate", count: most })),
  );
}
