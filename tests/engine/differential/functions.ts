/**
 * The Convex functions both engines run: they do what a `World` says, and tell what happened with IDs and creation
 * times replaced by their names, so that the tellings of two engines can be compared.
 */
import {
  anyApi,
  mutationGeneric,
  queryGeneric,
  type GenericDataModel,
  type GenericMutationCtx,
  type OrderedQuery,
} from "convex/server";
import { ConvexError, convexToJson, jsonToConvex, v, type JSONValue, type Value } from "convex/values";
import type { Names } from "./names";
import type { Expression, Operation, QuerySpec, Step, Terminal } from "./world";

/** Queries are given no program that writes. */
type Context = GenericMutationCtx<GenericDataModel>;
type AnyQuery = OrderedQuery<never>;

/** What came of something: its result, or which kind of error. */
export type Outcome = { ok: JSONValue } | { error: JSONValue };

/** The class of an error, with its data if it is a `ConvexError`, and its number if a program threw it. */
export function failureOf(error: unknown): Outcome {
  if (error instanceof ConvexError) return { error: ["ConvexError", convexToJson(error.data as Value)] };
  const number = /boom (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  return { error: ["Error", number ?? null] };
}

type FilterBuilder = Record<string, (...operands: unknown[]) => unknown>;

function toFilter(q: FilterBuilder, expression: Expression, names: Names): unknown {
  if (expression.op === "field") return q.field!(expression.path);
  if (expression.op === "literal") return decode(expression.value, names);
  return q[expression.op]!(...expression.of.map((part) => toFilter(q, part, names)));
}

function decode(value: JSONValue, names: Names): Value | undefined {
  const resolved = names.resolve(value);
  if (typeof resolved === "object" && resolved !== null && "$undefined" in resolved) return undefined;
  return jsonToConvex(resolved);
}

export function toQuery(ctx: Context, spec: QuerySpec, names: Names): AnyQuery {
  const { source } = spec;
  let query = ctx.db.query(spec.table) as unknown as Record<string, (...args: unknown[]) => unknown>;
  type Range = Record<string, (field: string, value: unknown) => Range>;
  if (source.type === "index") {
    const range = (q: Range) =>
      source.bounds.reduce((built, { op, field, value }) => built[op]!(field, decode(value, names)), q);
    query = query.withIndex!(source.name, range) as typeof query;
  }
  if (source.type === "search") {
    const search = (q: Range) =>
      source.filters.reduce(
        (built, { field, value }) => built.eq!(field, decode(value, names)),
        q.search!("text", source.text),
      );
    query = query.withSearchIndex!("by_text", search) as typeof query;
  }
  if (spec.order !== null) query = query.order!(spec.order) as typeof query;
  for (const filter of spec.filters) {
    query = query.filter!((q: FilterBuilder) => toFilter(q, filter, names)) as typeof query;
  }
  return query as unknown as AnyQuery;
}

async function readAll(query: AnyQuery, terminal: Terminal): Promise<unknown> {
  switch (terminal.type) {
    case "collect":
      return query.collect();
    case "first":
      return query.first();
    case "unique":
      return query.unique();
    case "take":
      return query.take(terminal.count);
    case "iterate": {
      const seen: unknown[] = [];
      for await (const document of query) {
        if (seen.length === terminal.count) break;
        seen.push(document);
      }
      return seen;
    }
  }
}

/** Relevance is each engine's own: what a search finds is compared, not in which order. */
async function readQuery(
  ctx: Context,
  spec: QuerySpec,
  terminal: Terminal,
  names: Names,
): Promise<JSONValue> {
  const found = names.tell(convexToJson((await readAll(toQuery(ctx, spec, names), terminal)) as Value));
  if (spec.source.type !== "search" || !Array.isArray(found)) return found;
  return found.map((document) => JSON.stringify(document)).sort();
}

async function insert(ctx: Context, table: string, value: JSONValue, names: Names): Promise<JSONValue> {
  const id = await ctx.db.insert(table, jsonToConvex(names.resolve(value)) as never);
  names.insert(table, id);
  return names.tell(convexToJson((await ctx.db.get(id)) as Value));
}

/** A patch knows `undefined`, which encoded values do not. */
function decodeFields(value: JSONValue, names: Names): Record<string, Value | undefined> {
  const fields = Object.entries(value as Record<string, JSONValue>);
  return Object.fromEntries(fields.map(([name, field]) => [name, decode(field, names)]));
}

async function perform(ctx: Context, operation: Operation, names: Names): Promise<JSONValue> {
  switch (operation.type) {
    case "insert":
      return insert(ctx, operation.table, operation.value, names);
    case "patch":
    case "replace": {
      const fields = decodeFields(operation.value, names);
      await call(ctx, operation, names, fields);
      return null;
    }
    case "delete":
      await call(ctx, operation, names);
      return null;
    case "get":
      return names.tell(convexToJson((await call(ctx, operation, names)) as Value));
    case "normalize":
      return names.tell(
        ctx.db.normalizeId(operation.table as never, names.idOf(operation.id)) as string | null,
      );
    case "query":
      return readQuery(ctx, operation.query, operation.terminal, names);
    case "throw":
      throw new Error(`boom ${operation.number}`);
    case "refuse":
      throw new ConvexError(jsonToConvex(operation.data));
    case "runMutation":
      return nested(await ctx.runMutation(anyApi.m!.write!, { steps: JSON.stringify(operation.steps) }));
    case "runQuery":
      return nested(await ctx.runQuery(anyApi.m!.read!, { steps: JSON.stringify(operation.steps) }));
  }
}

function nested(text: unknown): JSONValue {
  return JSON.parse(text as string) as JSONValue;
}

type ById = Extract<Operation, { legacy: boolean }>;

/** By table and ID, or in the older way by ID alone (which for a text that is no ID gives null under convex-test). */
async function call(ctx: Context, operation: ById, names: Names, ...rest: unknown[]): Promise<unknown> {
  const { type, table, legacy } = operation;
  const id = names.idOf(operation.id);
  const db = ctx.db as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  return legacy && names.isId(id) ? db[type]!(id, ...rest) : db[type]!(table, id, ...rest);
}

async function performAll(ctx: Context, text: string, names: Names): Promise<string> {
  const outcomes: Outcome[] = [];
  for (const { operation, caught } of JSON.parse(text) as Step[]) {
    try {
      outcomes.push({ ok: await perform(ctx, operation, names) });
    } catch (error) {
      if (!caught) throw error;
      outcomes.push(failureOf(error));
    }
  }
  return JSON.stringify(outcomes);
}

interface PageArgs {
  query: string;
  cursor: string | null;
  endCursor: string | null;
  pageSize: number;
  mostRows: number | null;
}

async function page(ctx: Context, args: PageArgs, names: Names): Promise<string> {
  const {
    page: documents,
    isDone,
    continueCursor,
  } = await toQuery(ctx, JSON.parse(args.query) as QuerySpec, names).paginate({
    numItems: args.pageSize,
    cursor: args.cursor,
    ...(args.endCursor === null ? {} : { endCursor: args.endCursor }),
    ...(args.mostRows === null ? {} : { maximumRowsRead: args.mostRows }),
  } as never);
  return JSON.stringify({ documents: names.tell(convexToJson(documents as Value)), isDone, continueCursor });
}

/** The module `m` of a world's deployment. */
export function toModule(names: Names) {
  const steps = { steps: v.string() };
  const pageArgs = {
    query: v.string(),
    cursor: v.union(v.string(), v.null()),
    endCursor: v.union(v.string(), v.null()),
    pageSize: v.number(),
    mostRows: v.union(v.number(), v.null()),
  };
  return {
    write: mutationGeneric({ args: steps, handler: (ctx, args) => performAll(ctx, args.steps, names) }),
    read: queryGeneric({
      args: steps,
      handler: (ctx, args) => performAll(ctx as Context, args.steps, names),
    }),
    page: queryGeneric({ args: pageArgs, handler: (ctx, args) => page(ctx as Context, args, names) }),
  };
}
