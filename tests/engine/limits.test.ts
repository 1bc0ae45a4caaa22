import { anyApi } from "convex/server";
import { v } from "convex/values";
import { describe, expect, test } from "vitest";
import { api, clientOf, internalMutation, mutation, openStore, query } from "./support/deployment";

const limited = {
  read: query({
    args: { take: v.number() },
    handler: async (ctx, { take }) =>
      (
        await ctx.db
          .query("values")
          .filter((q) => q.eq(q.field("value"), "never"))
          .take(take)
      ).length,
  }),
  gets: query({
    args: { count: v.number() },
    handler: async (ctx, { count }) => {
      for (let i = 0; i < count; i++) await ctx.db.query("counters").first();
      return ctx.meta.getTransactionMetrics();
    },
  }),
  write: mutation({
    args: { count: v.number(), bytes: v.number() },
    handler: async (ctx, { count, bytes }) => {
      for (let i = 0; i < count; i++) await ctx.db.insert("values", { value: "x".repeat(bytes) });
    },
  }),
  schedule: mutation({
    args: { count: v.number() },
    handler: async (ctx, { count }) => {
      for (let i = 0; i < count; i++) await ctx.scheduler.runAfter(1e6, anyApi.m!.nothing!, {});
    },
  }),
  nothing: internalMutation({ args: {}, handler: () => null }),
  deep: mutation({
    args: { levels: v.number() },
    handler: async (ctx, { levels }): Promise<void> => {
      if (levels > 0) await ctx.runMutation(anyApi.m!.deep!, { levels: levels - 1 });
    },
  }),
  split: mutation({
    args: {},
    handler: async (ctx): Promise<void> => {
      for (let i = 0; i < 3; i++) await ctx.runMutation(anyApi.m!.write!, { count: 6_000, bytes: 1 });
    },
  }),
};

async function open() {
  const store = await openStore({ modules: { m: limited } });
  return { store, client: clientOf(store) };
}

describe("limits of one function", () => {
  test("32,000 documents read, those a filter drops included", async () => {
    const { store, client } = await open();
    await store.run(async (ctx) => {
      for (let value = 0; value < 32_001; value++) await ctx.db.insert("values", { value });
    });
    await expect(client.query(api.m!.read!, { take: 1 })).rejects.toThrow(
      "Too many documents read in a single function execution (limit: 32000)",
    );
    await store.run(async (ctx) => ctx.db.delete((await ctx.db.query("values").first())!._id));
    expect(await client.query(api.m!.read!, { take: 1 })).toBe(0);
  });

  test("16 MiB read", async () => {
    const { store, client } = await open();
    await store.run(async (ctx) => {
      for (let i = 0; i < 17; i++) await ctx.db.insert("values", { value: "x".repeat(1024 * 1000) });
      await ctx.db.insert("values", { value: "x".repeat(1024 * 1000) });
    });
    await expect(client.query(api.m!.read!, { take: 1 })).rejects.toThrow("Too many bytes read");
  });

  test("4,096 queries and gets, and what is left can be asked for", async () => {
    const { client } = await open();
    expect(await client.query(api.m!.gets!, { count: 4_096 })).toMatchObject({
      databaseQueries: { used: 4_096, remaining: 0 },
      documentsRead: { used: 0, remaining: 32_000 },
    });
    await expect(client.query(api.m!.gets!, { count: 4_097 })).rejects.toThrow("Too many index ranges read");
  });

  test("16,000 documents and 16 MiB written, nested mutations counted with their caller", async () => {
    const { store, client } = await open();
    await expect(client.mutation(api.m!.write!, { count: 16_001, bytes: 1 })).rejects.toThrow(
      "Too many documents written in a single function execution (limit: 16000)",
    );
    await expect(client.mutation(api.m!.split!, {})).rejects.toThrow("Too many documents written");
    await expect(client.mutation(api.m!.write!, { count: 17, bytes: 1_000_000 })).rejects.toThrow(
      "Too many bytes written",
    );
    expect(await store.run((ctx) => ctx.db.query("values").first())).toBeNull();
  });

  test("1,000 functions scheduled, and calls eight deep", async () => {
    const { client } = await open();
    await client.mutation(api.m!.schedule!, { count: 1_000 });
    await expect(client.mutation(api.m!.schedule!, { count: 1_001 })).rejects.toThrow(
      "Too many functions scheduled",
    );
    await client.mutation(api.m!.deep!, { levels: 8 });
    await expect(client.mutation(api.m!.deep!, { levels: 9 })).rejects.toThrow("more than 8 deep");
  });
});
