/**
 * Runs the queries the SDK builds: a source (table, index range or search), then filters and limits in the order they
 * were chained. Documents leave as JSON text; only a filter has to parse one.
 */
import { fieldsOf, type Content } from "./content";
import type { Environment } from "./documents";
import { passes } from "./filter";
import type { Usage } from "./limits";
import { rangeOf, wholeTable, type Position, type Range, type RangeExpression } from "./ranges";
import { Scan, type Order, type RowSource } from "./scan";
import { SearchScan, type SearchFilter } from "./search";
import type { Json } from "./values";

export type Source =
  | { type: "FullTableScan"; tableName: string; order: Order | null }
  | { type: "IndexRange"; indexName: string; range: RangeExpression[]; order: Order | null }
  | { type: "Search"; indexName: string; filters: SearchFilter[] };

export interface SerializedQuery {
  source: Source;
  operators: ({ filter: Json } | { limit: number })[];
}

function splitIndexName(name: string): [table: string, index: string] {
  const dot = name.indexOf(".");
  return [name.slice(0, dot), name.slice(dot + 1)];
}

export function orderOf(source: Source): Order {
  return (source.type === "Search" ? null : source.order) ?? "asc";
}

/** The range of an ordered source. */
export function rangeOfSource(
  env: Environment,
  source: Exclude<Source, { type: "Search" }>,
): {
  table: ReturnType<Environment["catalog"]["table"]>;
  range: Range;
} {
  if (source.type === "FullTableScan")
    return { table: env.catalog.table(source.tableName), range: wholeTable() };
  const [tableName, indexName] = splitIndexName(source.indexName);
  const table = env.catalog.table(tableName);
  return { table, range: rangeOf(table, indexName, source.range) };
}

export function openSearch(
  env: Environment,
  source: Extract<Source, { type: "Search" }>,
  expected?: number,
): SearchScan {
  const [tableName, indexName] = splitIndexName(source.indexName);
  const table = env.catalog.table(tableName);
  const index = table.searches.get(indexName);
  if (index === undefined) throw new Error(`Search index ${tableName}.${indexName} not found.`);
  return new SearchScan(env, table, index, source.filters, expected);
}

/** How many rows the caller will probably want, to read neither too few nor too many ahead. */
function expectedRows(query: SerializedQuery): number | undefined {
  const limit = query.operators.reduce(
    (least, op) => ("limit" in op ? Math.min(least, op.limit) : least),
    Infinity,
  );
  if (limit === Infinity) return undefined;
  return query.operators.some((op) => "filter" in op) ? Math.max(limit * 2, 32) : limit;
}

export function openSource(env: Environment, query: SerializedQuery): RowSource {
  const expected = expectedRows(query);
  if (query.source.type === "Search") {
    const filtered = query.operators.some((op) => "filter" in op);
    return openSearch(env, query.source, filtered ? undefined : expected);
  }
  const { table, range } = rangeOfSource(env, query.source);
  return new Scan(env, table, range, orderOf(query.source), expected);
}

export interface Passed {
  content: Content;
  position: Position;
}

/** The filters and limits behind a source. */
export class Pipeline {
  /** How many more rows each limit lets through; filters let through any number. */
  readonly #left: number[];

  constructor(
    readonly source: RowSource,
    readonly operators: SerializedQuery["operators"],
    readonly usage: Usage,
  ) {
    this.#left = operators.map((op) => ("limit" in op ? op.limit : Infinity));
  }

  get finished(): boolean {
    for (const left of this.#left) if (left <= 0) return true;
    return false;
  }

  /** Reads one row: a document, "dropped" with its place if a filter refused it, or null at the end. */
  step(): (Passed & { dropped: boolean }) | null {
    if (this.finished) return null;
    const row = this.source.next();
    if (row === null) return null;
    const { content, position } = row;
    this.usage.read(content.size);
    return { content, position, dropped: !this.#admit(content) };
  }

  /** The next document that passes. */
  next(): Content | null {
    while (!this.finished) {
      const row = this.source.next();
      if (row === null) return null;
      const { content } = row;
      this.usage.read(content.size);
      if (this.#admit(content)) return content;
    }
    return null;
  }

  #admit(content: Content): boolean {
    for (let i = 0; i < this.operators.length; i++) {
      const operator = this.operators[i]!;
      if ("limit" in operator) this.#left[i]! -= 1;
      else if (!passes(operator.filter, fieldsOf(content))) return false;
    }
    return true;
  }
}
