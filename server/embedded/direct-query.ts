/**
 * The SDK's queries, carried out without its text between: the SDK hands every row over as JSON text, one call each. A
 * query is still built by the SDK, which also says what is wrong with one; only its rows are fetched here.
 */
import type { Value } from "convex/values";
import { valueOf } from "./content";
import { atDatabase, type Invocation } from "./context";
import { pageOf } from "./database-syscalls";
import type { PageRequest } from "./paginate";
import { openSource, Pipeline, type SerializedQuery } from "./query";

/** As `QueryImpl` of the SDK. `takeQuery` is its own name for "what was built, and no more of it". */
export interface SdkQuery {
  takeQuery(): SerializedQuery;
  order(order: unknown): SdkQuery;
  filter(predicate: unknown): SdkQuery;
  limit(n: unknown): SdkQuery;
  take(n: unknown): Promise<Value[]>;
  paginate(options: unknown): Promise<Page>;
}

/** As `QueryInitializerImpl` of the SDK. */
export interface SdkTable {
  withIndex(name: unknown, range?: unknown): SdkQuery;
  withSearchIndex(name: unknown, filter: unknown): SdkQuery;
  fullTableScan(): SdkQuery;
  count(): Promise<number>;
}

interface Page {
  page: Value[];
  isDone: boolean;
  continueCursor: string;
  splitCursor: null;
  pageStatus: null;
}

type PageOptions = Omit<PageRequest, "query" | "pageSize"> & { numItems: unknown };

/** A table, before anybody has said which of its rows. */
export class DirectTable {
  constructor(
    readonly sdk: SdkTable,
    readonly invocation: Invocation,
  ) {}

  withIndex(name: unknown, range?: unknown): DirectQuery {
    return new DirectQuery(this.sdk.withIndex(name, range), this.invocation);
  }

  withSearchIndex(name: unknown, filter: unknown): DirectQuery {
    return new DirectQuery(this.sdk.withSearchIndex(name, filter), this.invocation);
  }

  fullTableScan(): DirectQuery {
    return new DirectQuery(this.sdk.fullTableScan(), this.invocation);
  }

  order(order: unknown) {
    return this.fullTableScan().order(order);
  }

  filter(predicate: unknown) {
    return this.fullTableScan().filter(predicate);
  }

  limit(n: unknown) {
    return this.fullTableScan().limit(n);
  }

  collect() {
    return this.fullTableScan().collect();
  }

  take(n: unknown) {
    return this.fullTableScan().take(n);
  }

  paginate(options: unknown) {
    return this.fullTableScan().paginate(options);
  }

  first() {
    return this.fullTableScan().first();
  }

  unique() {
    return this.fullTableScan().unique();
  }

  count() {
    return this.sdk.count();
  }

  [Symbol.asyncIterator]() {
    return this.fullTableScan()[Symbol.asyncIterator]();
  }
}

const CONSUMED = "This query is closed and can't emit any more values.";
const CHAINED = "This query has been chained with another operator and can't be reused.";
const BEGUN = "Iteration can only begin on a query once.";

export class DirectQuery {
  #state: "built" | "chained" | "begun" | "consumed" = "built";
  #pipeline: Pipeline | null = null;

  constructor(
    readonly sdk: SdkQuery,
    readonly invocation: Invocation,
  ) {}

  #chain(next: SdkQuery): DirectQuery {
    this.#state = "chained";
    return new DirectQuery(next, this.invocation);
  }

  order(order: unknown): DirectQuery {
    return this.#chain(this.sdk.order(order));
  }

  filter(predicate: unknown): DirectQuery {
    return this.#chain(this.sdk.filter(predicate));
  }

  limit(n: unknown): DirectQuery {
    return this.#chain(this.sdk.limit(n));
  }

  #begin(): void {
    if (this.#state === "begun") throw new Error(BEGUN);
    if (this.#state !== "built") throw new Error(this.#state === "chained" ? CHAINED : CONSUMED);
    this.#state = "begun";
  }

  /** The rows from here on. Opened with the first one, when the caller's nested call is over. */
  #rows(): Pipeline {
    if (this.#pipeline !== null) return this.#pipeline;
    const { engine, usage } = this.invocation;
    const { source, operators } = this.sdk.takeQuery();
    usage.range();
    const query = { source, operators };
    return (this.#pipeline = new Pipeline(openSource(engine.env, query), operators, usage));
  }

  [Symbol.asyncIterator]() {
    this.#begin();
    return this;
  }

  async next(): Promise<{ value: Value; done: boolean }> {
    if (this.#state !== "begun") this.#begin();
    const content = await atDatabase(this.invocation, () => this.#rows().next());
    if (content !== null) return { value: valueOf(content), done: false };
    this.#state = "consumed";
    return { value: null, done: true };
  }

  async return(): Promise<{ value: undefined; done: true }> {
    this.#state = "consumed";
    return { value: undefined, done: true };
  }

  async collect(): Promise<Value[]> {
    this.#begin();
    const rows = await atDatabase(this.invocation, () => valuesOf(this.#rows()));
    this.#state = "consumed";
    return rows;
  }

  async take(n: unknown): Promise<Value[]> {
    if (!Number.isInteger(n) || (n as number) < 0) return this.sdk.take(n);
    return this.limit(n).collect();
  }

  async first(): Promise<Value> {
    const [row = null] = await this.take(1);
    return row;
  }

  async unique(): Promise<Value> {
    const { sdk } = this;
    const [row = null, another] = await this.take(2);
    if (another === undefined) return row;
    const ids = [row, another].map((document) => (document as { _id: string })._id).join(", ");
    throw new Error(
      `unique() query returned more than one result from table ${tableOf(sdk)}:\n [${ids}, ...]`,
    );
  }

  async paginate(options: unknown): Promise<Page> {
    const { numItems, ...others } = (options ?? {}) as PageOptions;
    if (typeof numItems !== "number" || !(numItems >= 0)) return this.sdk.paginate(options);
    const request = { ...others, pageSize: numItems, query: this.sdk.takeQuery() };
    const { documents, ...rest } = await atDatabase(this.invocation, () => pageOf(this.invocation, request));
    return { page: documents.map(valueOf), ...rest, splitCursor: null, pageStatus: null };
  }
}

function valuesOf(pipeline: Pipeline): Value[] {
  const values: Value[] = [];
  for (let row = pipeline.next(); row !== null; row = pipeline.next()) values.push(valueOf(row));
  return values;
}

const tableOf = (sdk: SdkQuery) =>
  (sdk as unknown as { tableNameForErrorMessages: string }).tableNameForErrorMessages;
