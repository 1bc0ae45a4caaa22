import { anyApi } from "convex/server";
import { v, type Value } from "convex/values";
import { describe, expect, test } from "vitest";
import { api, clientOf, internalMutation, mutation, openStore, query } from "./support/deployment";

function messageOf(error: Error): string {
  return error.message;
}

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
  echo: query({ args: { value: v.any() }, handler: (_, { value }): unknown => value }),
  repeat: query({
    args: { value: v.string(), times: v.number() },
    handler: (_, { value, times }) => value.repeat(times),
  }),
  scheduleBytes: mutation({
    args: { count: v.number(), bytes: v.number() },
    handler: async (ctx, { count, bytes }) => {
      const text = "x".repeat(bytes);
      for (let i = 0; i < count; i++) await ctx.scheduler.runAfter(1e6, anyApi.m!.take!, { text });
    },
  }),
  take: internalMutation({ args: { text: v.string() }, handler: () => null }),
  budget: mutation({
    args: {},
    handler: async (ctx): Promise<unknown> => {
      await ctx.db.insert("values", { value: 1 });
      await ctx.db.insert("values", { value: 2 });
      const transactionLimits = { documentsWritten: 3 };
      const refused = await ctx
        .runMutation(anyApi.m!.write!, { count: 4, bytes: 1 }, { transactionLimits })
        .then(() => null, messageOf);
      return { refused, metrics: await ctx.meta.getTransactionMetrics() };
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
    await expect(client.query(api.m!.read!, { take: 1 })).rejects.toThrow(
      "Too many bytes read in a single function execution (limit: 16777216 bytes)",
    );
  });

  test("4,096 queries and gets, and what is left can be asked for", async () => {
    const { client } = await open();
    expect(await client.query(api.m!.gets!, { count: 4_096 })).toMatchObject({
      databaseQueries: { used: 4_096, remaining: 0 },
      documentsRead: { used: 0, remaining: 32_000 },
    });
    await expect(client.query(api.m!.gets!, { count: 4_097 })).rejects.toThrow(
      "Too many reads in a single function execution (limit: 4096). Consider using smaller limits in your queries",
    );
  });

  test("16,000 documents and 16 MiB written, nested mutations counted with their caller", async () => {
    const { store, client } = await open();
    await expect(client.mutation(api.m!.write!, { count: 16_001, bytes: 1 })).rejects.toThrow(
      "Too many writes in a single function execution (limit: 16000)",
    );
    await expect(client.mutation(api.m!.split!, {})).rejects.toThrow("Too many writes");
    await expect(client.mutation(api.m!.write!, { count: 17, bytes: 1_000_000 })).rejects.toThrow(
      "Too many bytes written in a single function execution (limit: 16 MiB)",
    );
    expect(await store.run((ctx) => ctx.db.query("values").first())).toBeNull();
  });

  test("1,000 functions scheduled, and calls eight deep", async () => {
    const { client } = await open();
    await client.mutation(api.m!.schedule!, { count: 1_000 });
    await expect(client.mutation(api.m!.schedule!, { count: 1_001 })).rejects.toThrow(
      "Too many functions scheduled by this mutation (limit: 1000)",
    );
    await client.mutation(api.m!.deep!, { levels: 8 });
    await expect(client.mutation(api.m!.deep!, { levels: 9 })).rejects.toThrow(
      "Cross component call depth limit exceeded. Do you have an infinite loop in your app?",
    );
  });

  test("16 MiB of arguments, of results, and of what one mutation schedules", async () => {
    const { client } = await open();
    const large = "x".repeat(16 * 1024 * 1024);
    await expect(client.query(api.m!.echo!, { value: large })).rejects.toThrow(
      "Server Error\nArguments for m.js:echo are too large (actual: 16 MiB, limit: 16 MiB)",
    );
    await expect(client.query(api.m!.repeat!, { value: "ab", times: 8 * 1024 * 1024 + 1 })).rejects.toThrow(
      "Server Error\nFunction m.js:repeat return value is too large (actual: 16 MiB, limit: 16 MiB)",
    );
    await expect(
      client.mutation(api.m!.scheduleBytes!, { count: 4, bytes: 4 * 1024 * 1024 }),
    ).rejects.toThrow(
      "Too large total size of the arguments of scheduled functions from this mutation (limit: 16777216 bytes)",
    );
    await client.mutation(api.m!.scheduleBytes!, { count: 3, bytes: 4 * 1024 * 1024 });
  });

  test("arguments and results nested 64 levels deep", async () => {
    const { client } = await open();
    const nested = (depth: number): Value => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(await client.query(api.m!.echo!, { value: nested(63) })).toEqual(nested(63));
    await expect(client.query(api.m!.echo!, { value: nested(64) })).rejects.toThrow(
      "Invalid arguments for m.js:echo: Value is too nested (nested 65 levels deep > maximum nesting 64)",
    );
  });

  test("a nested call can be given less than is left, and what a failed one wrote is not counted", async () => {
    const { client } = await open();
    expect(await client.mutation(api.m!.budget!, {})).toMatchObject({
      refused: expect.stringContaining("Too many writes in a single function execution (limit: 5)"),
      metrics: {
        documentsWritten: { used: 2, remaining: 15_998 },
        functionsScheduled: { used: 0, remaining: 1_000 },
        bytesWritten: { used: expect.any(Number) },
      },
    });
  });
});
