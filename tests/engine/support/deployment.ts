/** A small deployment for the tests: a schema, functions as a project would write them, and clients for it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import {
  actionGeneric,
  anyApi,
  internalMutationGeneric,
  internalQueryGeneric,
  mutationGeneric,
  paginationOptsValidator,
  queryGeneric,
  type ActionBuilder,
  type DataModelFromSchemaDefinition,
  type MutationBuilder,
  type QueryBuilder,
} from "convex/server";
import { ConvexError, v } from "convex/values";
import { onTestFinished } from "vitest";
import { schema } from "./schema";
import { openEmbedded, type EmbeddedOptions, type EmbeddedStore } from "../../../server/embedded";

export { schema };

export type DataModel = DataModelFromSchemaDefinition<typeof schema>;

export const query = queryGeneric as QueryBuilder<DataModel, "public">;
export const internalQuery = internalQueryGeneric as QueryBuilder<DataModel, "internal">;
export const mutation = mutationGeneric as MutationBuilder<DataModel, "public">;
export const internalMutation = internalMutationGeneric as MutationBuilder<DataModel, "internal">;
export const action = actionGeneric as ActionBuilder<DataModel, "public">;

export const api = anyApi;

const userFields = schema.tables.users.validator.fields;

export const users = {
  add: mutation({
    args: userFields,
    returns: v.id("users"),
    handler: (ctx, args) => ctx.db.insert("users", args),
  }),
  get: query({ args: { id: v.id("users") }, handler: (ctx, { id }) => ctx.db.get("users", id) }),
  byEmail: query({
    args: { email: v.string() },
    handler: (ctx, { email }) =>
      ctx.db
        .query("users")
        .withIndex("by_email", (q) => q.eq("email", email))
        .unique(),
  }),
  list: query({
    args: { paginationOpts: paginationOptsValidator, order: v.union(v.literal("asc"), v.literal("desc")) },
    handler: (ctx, { paginationOpts, order }) =>
      ctx.db.query("users").withIndex("by_name_and_age").order(order).paginate(paginationOpts),
  }),
  all: query({ args: {}, handler: (ctx) => ctx.db.query("users").collect() }),
  search: query({
    args: { text: v.string(), role: v.optional(v.string()), take: v.optional(v.number()) },
    handler: async (ctx, { text, role, take }) => {
      const found = ctx.db.query("users").withSearchIndex("search_name", (q) => {
        const search = q.search("name", text);
        return role === undefined ? search : search.eq("role", role as "admin");
      });
      return (await found.take(take ?? 25)).map(({ name }) => name);
    },
  }),
  me: query({ args: {}, handler: (ctx) => ctx.auth.getUserIdentity() }),
  hidden: internalQuery({ args: {}, handler: () => "secret" }),
  refuse: mutation({
    args: { code: v.string() },
    handler: async (ctx, { code }) => {
      await ctx.db.insert("users", { name: "never" });
      throw new ConvexError({ code, big: 5n });
    },
  }),
  crash: mutation({
    args: {},
    handler: async (ctx) => {
      await ctx.db.insert("users", { name: "never" });
      throw new Error("plain failure");
    },
  }),
  viaAction: action({
    args: { name: v.string() },
    handler: async (ctx, { name }): Promise<unknown> => {
      const id: unknown = await ctx.runMutation(api.users!.add!, { name });
      return ctx.runQuery(api.users!.get!, { id: id as never });
    },
  }),
};

export const counters = {
  increment: mutation({
    args: { name: v.string() },
    handler: async (ctx, { name }) => {
      const counter = await ctx.db
        .query("counters")
        .withIndex("by_name", (q) => q.eq("name", name))
        .unique();
      if (counter === null) await ctx.db.insert("counters", { name, value: 1 });
      else await ctx.db.patch("counters", counter._id, { value: counter.value + 1 });
      return (counter?.value ?? 0) + 1;
    },
  }),
  value: query({
    args: { name: v.string() },
    handler: async (ctx, { name }) => {
      const counter = await ctx.db
        .query("counters")
        .withIndex("by_name", (q) => q.eq("name", name))
        .unique();
      return counter?.value ?? 0;
    },
  }),
};

export type TestStore = EmbeddedStore<typeof schema>;

/** An open store that closes itself when the test ends; in memory unless given a path. */
export async function openStore(options: Partial<EmbeddedOptions<typeof schema>> = {}): Promise<TestStore> {
  const store = await openEmbedded({ path: ":memory:", schema, modules: { users, counters }, ...options });
  onTestFinished(() => store.close());
  return store;
}

export function clientOf(store: Pick<TestStore, "fetch">, auth?: string): ConvexHttpClient {
  return new ConvexHttpClient("http://embedded.invalid", {
    fetch: store.fetch,
    skipConvexDeploymentUrlCheck: true,
    logger: false,
    ...(auth === undefined ? {} : { auth }),
  });
}

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "embedded-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
