import { customCtx, customMutation, customQuery } from "convex-helpers/server/customFunctions";
import { mergedStream, stream } from "convex-helpers/server/stream";
import { paginationOptsValidator } from "convex/server";
import { ConvexError, v } from "convex/values";
import { describe, expect, test } from "vitest";
import { api, clientOf, mutation, openStore, query, schema } from "./support/deployment";

const streams = {
  byGroups: query({
    args: { paginationOpts: paginationOptsValidator, names: v.array(v.string()) },
    handler: (ctx, { paginationOpts, names }) =>
      mergedStream(
        names.map((name) =>
          stream(ctx.db, schema)
            .query("users")
            .withIndex("by_name_and_age", (q) => q.eq("name", name)),
        ),
        ["age"],
      )
        .filterWith(async ({ age }) => age !== 3)
        .paginate(paginationOpts),
  }),
};

describe("convex-helpers", () => {
  test("merged streams page through several index ranges in one order", async () => {
    const store = await openStore({ modules: { streams } });
    await store.run(async (ctx) => {
      for (const age of [5, 1, 3, 3]) await ctx.db.insert("users", { name: "a", age });
      for (const age of [4, 2, 3, 5]) await ctx.db.insert("users", { name: "b", age });
      await ctx.db.insert("users", { name: "c", age: 0 });
    });
    const client = clientOf(store);
    const ages: string[] = [];
    let cursor: string | null = null;
    for (let done = false; !done;) {
      const result: { page: { name: string; age: number }[]; isDone: boolean; continueCursor: string } =
        await client.query(api.streams!.byGroups!, {
          paginationOpts: { cursor, numItems: 2 },
          names: ["a", "b"],
        });
      ages.push(...result.page.map(({ name, age }) => `${name}${age}`));
      cursor = result.continueCursor;
      done = result.isDone;
    }
    expect(ages).toEqual(["a1", "b2", "b4", "a5", "b5"]);
  });

  test("custom builders wrap queries and mutations", async () => {
    const guarded = customQuery(query, {
      args: { key: v.string() },
      input: async (_, { key }) => {
        if (key !== "open") throw new ConvexError({ code: "forbidden" });
        return { ctx: { who: "staff" }, args: {} };
      },
    });
    const logged = customMutation(
      mutation,
      customCtx(async (ctx) => ({ note: (name: string) => ctx.db.insert("counters", { name, value: 1 }) })),
    );
    const custom = {
      who: guarded({
        args: { greeting: v.string() },
        handler: (ctx, { greeting }) => `${greeting} ${ctx.who}`,
      }),
      add: logged({ args: { name: v.string() }, handler: (ctx, { name }) => ctx.note(name) }),
    };
    const store = await openStore({ modules: { custom } });
    const client = clientOf(store);
    expect(await client.query(api.custom!.who!, { key: "open", greeting: "hello" })).toBe("hello staff");
    await expect(client.query(api.custom!.who!, { key: "no", greeting: "x" })).rejects.toMatchObject({
      data: { code: "forbidden" },
    });
    await expect(client.query(api.custom!.who!, { greeting: "x" })).rejects.toThrow(
      "missing the required field `key`",
    );
    await client.mutation(api.custom!.add!, { name: "n" });
    expect(await store.run(async (ctx) => (await ctx.db.query("counters").first())?.name)).toBe("n");
  });
});
