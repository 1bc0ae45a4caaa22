/** The operations of queries and mutations: reads, writes, nested calls, and what they may ask about themselves. */
import type { Table } from "./catalog";
import type { Content } from "./content";
import type { Invocation } from "./context";
import { whyNoId } from "./ids";
import { insertDocument, patchDocument, readDocument, removeDocument, replaceDocument } from "./documents";
import { canonicalPath } from "./functions";
import { pageText, queryPage, type Page, type PageRequest } from "./paginate";
import { openSource, Pipeline, type SerializedQuery } from "./query";
import type { Json, JsonObject } from "./values";

export type Operation<Result> = (invocation: Invocation, args: JsonObject) => Result;

function int64(value: bigint): JsonObject {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return { $integer: bytes.toString("base64") };
}

/** Also a query's reads need a transaction, which an action does not have. */
function inTransaction({ kind, path }: Invocation): void {
  if (kind === "action")
    throw new Error(`${path} is an action: it reaches the database by runQuery and runMutation.`);
}

function mayWrite({ kind, path }: Invocation): void {
  if (kind !== "mutation") throw new Error(`${path} is a ${kind} and cannot write.`);
}

export const syncOperations: Record<string, Operation<string>> = {
  "1.0/queryStream": (invocation, args) => {
    inTransaction(invocation);
    const query = args.query as unknown as SerializedQuery;
    invocation.usage.range();
    const { env } = invocation.engine;
    const queryId = invocation.streamsOpened++;
    invocation.streams.set(queryId, new Pipeline(openSource(env, query), query.operators, invocation.usage));
    return JSON.stringify({ queryId });
  },
  "1.0/queryCleanup": (invocation, args) => {
    invocation.streams.delete(args.queryId as number);
    return "null";
  },
  "1.0/db/normalizeId": ({ engine }, args) => {
    const id = args.idString as string;
    const table = engine.env.catalog.tableOfId(id);
    return JSON.stringify({ id: table?.name === args.table ? id : null });
  },
  "1.0/getSnapshotTs": ({ startedAt }) => JSON.stringify(int64(BigInt(Math.floor(startedAt)) * 1_000_000n)),
};

/** The table an ID belongs to, null for one that does not exist; a text that is no ID is refused in Convex's words. */
function tableOf(
  { engine }: Invocation,
  args: JsonObject,
  method: string,
): { table: Table | null; id: string } {
  const id = args.id as string;
  const table = engine.env.catalog.tableOfId(id);
  const refuse = (why: string) => {
    throw new Error(`Invalid argument \`id\` for \`db.${method}\`: ${why}`);
  };
  if (table === null) {
    const why = whyNoId(id);
    if (why !== null) refuse(`Unable to decode ID: ${why}`);
  } else if (typeof args.table === "string" && args.table !== table.name) {
    refuse(`expected an ID from table "${args.table}", got ID "${id}" from table "${table.name}".`);
  }
  return { table, id };
}

function writableTableOf(
  invocation: Invocation,
  args: JsonObject,
  method: string,
): { table: Table; id: string } {
  mayWrite(invocation);
  const { table, id } = tableOf(invocation, args, method);
  if (table === null)
    throw new Error(`Invalid argument \`id\` for \`db.${method}\`: Table for ID "${id}" not found`);
  if (table.name.startsWith("_")) throw new Error("System tables (prefixed with `_`) are read-only.");
  return { table, id };
}

/** The document of this ID, if there is one. */
export function documentOf(invocation: Invocation, args: JsonObject): Content | null {
  inTransaction(invocation);
  const { table, id } = tableOf(invocation, args, args.isSystem === true ? "system.get" : "get");
  if (table === null) return null;
  if (table.name.startsWith("_") !== (args.isSystem === true)) {
    throw new Error(
      `Invalid argument \`id\` for \`db.get\`: use db.system.get for system tables and only for them.`,
    );
  }
  invocation.usage.range();
  const stored = readDocument(invocation.engine.env, table, id);
  if (stored !== null) invocation.usage.read(stored.size);
  return stored;
}

/** Answers the new document's ID. */
export function insertInto(invocation: Invocation, table: string, value: Json): string {
  mayWrite(invocation);
  const { env } = invocation.engine;
  return insertDocument(env, env.catalog.table(table), value, invocation.usage);
}

function next({ streams }: Invocation, args: JsonObject): string {
  const pipeline = streams.get(args.queryId as number);
  if (pipeline === undefined) throw new Error("This query is closed.");
  const row = pipeline.next();
  return row === null ? `{"value":null,"done":true}` : `{"value":${row.text},"done":false}`;
}

export function pageOf(invocation: Invocation, request: PageRequest): Page {
  inTransaction(invocation);
  if (invocation.paginated) {
    throw new Error(
      "This query or mutation function ran multiple paginated queries. Convex only supports one per function.",
    );
  }
  invocation.paginated = true;
  const { env, cursors } = invocation.engine;
  return queryPage(env, cursors, request, invocation.usage);
}

/** The store has no files. */
const NO_FILES = Object.fromEntries(
  ["filesWritten", "fileWriteBytes", "filesRead", "fileReadBytes"].map((metric) => [
    metric,
    { used: 0, remaining: 0 },
  ]),
);

function metrics({ usage }: Invocation): string {
  return JSON.stringify({ ...usage.metrics(), ...NO_FILES });
}

export const databaseOperations: Record<string, Operation<string>> = {
  "1.0/get": (invocation, args) => documentOf(invocation, args)?.text ?? "null",
  "1.0/insert": (invocation, { table, value }) =>
    JSON.stringify({ _id: insertInto(invocation, table as string, value as Json) }),
  "1.0/queryStreamNext": next,
  "1.0/queryPage": (invocation, request) => pageText(pageOf(invocation, request as unknown as PageRequest)),
  "1.0/shallowMerge": (invocation, args) => {
    const { table, id } = writableTableOf(invocation, args, "patch");
    return patchDocument(invocation.engine.env, table, id, args.value as Json, invocation.usage);
  },
  "1.0/replace": (invocation, args) => {
    const { table, id } = writableTableOf(invocation, args, "replace");
    return replaceDocument(invocation.engine.env, table, id, args.value as Json, invocation.usage);
  },
  "1.0/remove": (invocation, args) => {
    const { table, id } = writableTableOf(invocation, args, "delete");
    return removeDocument(invocation.engine.env, table, id, invocation.usage);
  },
  "1.0/count": (invocation, args) => {
    inTransaction(invocation);
    const { db, catalog } = invocation.engine.env;
    const row = db.sql(`SELECT count(*) AS count FROM ${catalog.table(args.table as string).sql}`).get();
    return JSON.stringify(row?.count ?? 0);
  },
  "1.0/schedule": (invocation, args) => {
    mayWrite(invocation);
    const { engine, usage, caller } = invocation;
    return JSON.stringify(engine.scheduler.schedule(args, usage, caller.scheduledId));
  },
  "1.0/cancel_job": (invocation, args) => {
    mayWrite(invocation);
    if (args.id === invocation.caller.scheduledId) throw new Error("A mutation cannot cancel itself");
    invocation.engine.scheduler.cancel(args.id as string, invocation.usage);
    return "null";
  },
  "1.0/getUserIdentity": ({ caller }) => JSON.stringify(caller.identity),
  "1.0/getFunctionMetadata": ({ path }) => JSON.stringify({ name: path, componentPath: "" }),
  "1.0/getDeploymentMetadata": () => JSON.stringify({ name: "embedded", region: null, class: "s16" }),
  "1.0/getRequestMetadata": ({ caller }) =>
    JSON.stringify({
      ip: caller.ip,
      userAgent: caller.userAgent,
      requestId: caller.requestId,
      scheduledFunctionId: caller.scheduledId,
      authToken: caller.token,
    }),
  "1.0/getTransactionMetrics": (invocation) => {
    inTransaction(invocation);
    return metrics(invocation);
  },
  "1.0/createFunctionHandle": ({ engine }, args) => {
    return JSON.stringify(`function://;${engine.functions.find(nameIn(args), null, "any").path}`);
  },
};

/** The path of a function as a reference or a handle gives it. */
export function nameIn(address: JsonObject): string {
  if (typeof address.name === "string") return canonicalPath(address.name);
  if (typeof address.functionHandle === "string")
    return address.functionHandle.replace(/^function:\/\/[^;]*;/, "");
  throw new Error("The embedded store has no components.");
}
