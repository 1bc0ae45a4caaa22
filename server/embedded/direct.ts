/**
 * Functions with a `ctx.db` of the store's own. The SDK's calls the store with JSON text and is answered with JSON text,
 * each of which is written and read once more on its way; here values are handed over as they are. What the SDK makes
 * of the rest of `ctx` stays, and so does its `db` for everything unusual.
 */
import { internalMutationGeneric, internalQueryGeneric, mutationGeneric, queryGeneric } from "convex/server";
import { convexToJson, type Value } from "convex/values";
import { valueOf } from "./content";
import { atDatabase, currentInvocation, type FunctionKind, type Invocation } from "./context";
import { databaseOperations, documentOf, insertInto } from "./database-syscalls";
import { DirectQuery, DirectTable, type SdkTable } from "./direct-query";
import { encode, plainJson } from "./encode";
import type { Json, JsonObject } from "./values";

type Ctx = { db: SdkDatabase };
type Handler = (ctx: Ctx, ...args: unknown[]) => unknown;

/** As the SDK makes it: a query's has no writes. Both shapes of arguments, `(id)` and `(table, id)`, are there. */
interface SdkDatabase {
  get(...args: unknown[]): Promise<Value>;
  query(table: unknown): SdkTable;
  insert?(...args: unknown[]): Promise<string>;
  patch?(...args: unknown[]): Promise<void>;
  replace?(...args: unknown[]): Promise<void>;
  delete?(...args: unknown[]): Promise<void>;
}

const makers = {
  query: { public: queryGeneric, internal: internalQueryGeneric },
  mutation: { public: mutationGeneric, internal: internalMutationGeneric },
};

/** The same function on the store's own `ctx.db`; as it was where the SDK does not show its handler. */
export function direct<Exported extends object>(exported: Exported, kind: FunctionKind): Exported {
  const { _handler: handler } = exported as { _handler?: Handler };
  if (kind === "action" || typeof handler !== "function") return exported;
  const make = makers[kind]["isPublic" in exported ? "public" : "internal"] as unknown as (definition: {
    handler: Handler;
  }) => Exported;
  return make({
    handler: async (ctx, ...args) => {
      const invocation = currentInvocation();
      const result = await handler({ ...ctx, db: databaseOf(ctx.db, invocation) }, ...args);
      if (result instanceof DirectQuery || result instanceof DirectTable) throw new Error(QUERY_RETURNED);
      invocation.answer = plainJson(result);
      return invocation.answer === undefined ? result : null;
    },
  });
}

const QUERY_RETURNED =
  "Return value is a Query. Results must be retrieved with `.collect()`, `.take(n), `.unique()`, or `.first()`.";

function databaseOf(sdk: SdkDatabase, invocation: Invocation): SdkDatabase {
  const reads = {
    ...sdk,
    query: (table: unknown) => new DirectTable(sdk.query(table), invocation) as unknown as SdkTable,
    get: async (...args: unknown[]) => {
      const { table, id } = addressOf(args, 2);
      if (typeof id !== "string") return sdk.get(...args);
      const asked = { table, id, isSystem: false } as JsonObject;
      const content = await atDatabase(invocation, () => documentOf(invocation, asked));
      return content === null ? null : valueOf(content);
    },
  };
  return sdk.insert === undefined
    ? reads
    : { ...reads, ...writesOf(sdk as Required<SdkDatabase>, invocation) };
}

function writesOf(sdk: Required<SdkDatabase>, invocation: Invocation) {
  return {
    insert: async (...args: unknown[]) => {
      const [table, value] = args;
      if (typeof table !== "string" || table.startsWith("_") || value === undefined)
        return sdk.insert(...args);
      const json = encode(value as Value);
      return atDatabase(invocation, () => insertInto(invocation, table, json));
    },
    patch: async (...args: unknown[]) => {
      const { table, id, value } = addressOf(args, 3);
      if (typeof id !== "string" || value === undefined) return sdk.patch(...args);
      await operate(invocation, "1.0/shallowMerge", { table, id, value: encodePatch(value) });
    },
    replace: async (...args: unknown[]) => {
      const { table, id, value } = addressOf(args, 3);
      if (typeof id !== "string" || value === undefined) return sdk.replace(...args);
      await operate(invocation, "1.0/replace", { table, id, value: encode(value as Value) });
    },
    delete: async (...args: unknown[]) => {
      const { table, id } = addressOf(args, 2);
      if (typeof id !== "string") return sdk.delete(...args);
      await operate(invocation, "1.0/remove", { table, id });
    },
  } satisfies Partial<SdkDatabase>;
}

/** `full` is how many arguments there are when the table is named. */
function addressOf(args: unknown[], full: 2 | 3): { table: unknown; id: unknown; value: unknown } {
  const [table, id, value] = args[full - 1] === undefined ? [undefined, ...args] : args;
  return { table, id, value };
}

function operate(
  invocation: Invocation,
  operation: "1.0/shallowMerge" | "1.0/replace" | "1.0/remove",
  args: Record<string, unknown>,
): Promise<string> {
  return atDatabase(invocation, () => databaseOperations[operation]!(invocation, args as JsonObject));
}

const MISSING: Json = { $undefined: null };

/** What is `undefined` on its first level removes a field, and has to be told. */
function encodePatch(value: unknown): Json {
  const json = encode(value as Value);
  if (typeof json !== "object" || json === null || Array.isArray(json)) return json;
  for (const [name, field] of Object.entries(value as object)) {
    if (field !== undefined) continue;
    convexToJson({ [name]: null });
    json[name] = MISSING;
  }
  return json;
}
