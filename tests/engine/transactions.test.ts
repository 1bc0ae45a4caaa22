import fc from "fast-check";
import { anyApi } from "convex/server";
import { ConvexError, v } from "convex/values";
import { describe, expect, test } from "vitest";
import {
  action,
  api,
  clientOf,
  counters,
  internalMutation,
  internalQuery,
  mutation,
  openStore,
  query,
} from "./support/deployment";

type Step =
  | { do: "put"; name: string; value: number }
  | { do: "remove"; name: string }
  | { do: "throw" }
  | { do: "nested"; caught: boolean; steps: Step[] };

const stepsArg = v.any();

/** Applies steps to the counters; "nested" runs further steps as a mutation of its own. */
const run = mutation({
  args: { steps: stepsArg },
  handler: async (ctx, args) => {
    for (const step of args.steps as Step[]) {
      const named = (name: string) =>
        ctx.db
          .query("counters")
          .withIndex("by_name", (q) => q.eq("name", name))
          .unique();
      if (step.do === "throw") throw new ConvexError("thrown on purpose");
      if (step.do === "nested") {
        const nested = ctx.runMutation(anyApi.model!.run!, { steps: step.steps });
        if (step.caught) await nested.catch(() => undefined);
        else await nested;
        continue;
      }
      const existing = await named(step.name);
      if (step.do === "remove" && existing !== null) await ctx.db.delete(existing._id);
      if (step.do === "put" && existing === null) {
        await ctx.db.insert("counters", { name: step.name, value: step.value });
      }
      if (step.do === "put" && existing !== null) await ctx.db.patch(existing._id, { value: step.value });
    }
  },
});

class Thrown extends Error {}

/** What a database should do with the steps, on a plain map. */
function applyToModel(state: Map<string, number>, steps: Step[]): Map<string, number> {
  let now = new Map(state);
  for (const step of steps) {
    if (step.do === "throw") throw new Thrown();
    if (step.do === "put") now.set(step.name, step.value);
    if (step.do === "remove") now.delete(step.name);
    if (step.do === "nested") {
      try {
        now = applyToModel(now, step.steps);
      } catch (error) {
        if (!step.caught) throw error;
      }
    }
  }
  return now;
}

const name = fc.constantFrom("a", "b", "c");
const { steps } = fc.letrec<{ steps: Step[] }>((tie) => ({
  steps: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant("put" as const), name, value: fc.integer() }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant("remove" as const), name }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("throw" as const) }) },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant("nested" as const),
          caught: fc.boolean(),
          steps: tie("steps"),
        }),
      },
    ),
    { maxLength: 5, depthIdentifier: "nesting" },
  ) as fc.Arbitrary<Step[]>,
}));

async function openModel() {
  const modules = { model: { run } };
  const store = await openStore({ modules });
  const counters = async () => {
    const all = await store.run((ctx) => ctx.db.query("counters").collect());
    return Object.fromEntries(all.map((counter) => [counter.name, counter.value]).sort());
  };
  return { store, client: clientOf(store), counters };
}

describe("transactions", () => {
  test("any sequence of mutations with failures at any depth leaves what a simple model says", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 6 }), fc.boolean(), async (mutations, atOnce) => {
        const { store, client, counters } = await openModel();
        let model = new Map<string, number>();
        const calls = mutations.map(
          (one) => () =>
            client.mutation(api.model!.run!, { steps: one }, { skipQueue: true }).then(
              () => true,
              () => false,
            ),
        );
        const expected = mutations.map((one) => {
          try {
            model = applyToModel(model, one);
            return true;
          } catch {
            return false;
          }
        });
        const succeeded = atOnce ? await Promise.all(calls.map((call) => call())) : [];
        if (!atOnce) for (const call of calls) succeeded.push(await call());
        expect(succeeded).toEqual(expected);
        expect(await counters()).toEqual(Object.fromEntries([...model].sort()));
        expect(await store.verify()).toMatchObject({ ok: true, disagreements: [] });
      }),
      { numRuns: 60 },
    );
  });

  test("nested mutations started together run one after another, and the caller waits for them", async () => {
    const order = {
      append: internalMutation({
        args: { name: v.string(), fail: v.boolean() },
        handler: async (ctx, { name, fail }) => {
          const before = (await ctx.db.query("counters").collect()).length;
          await ctx.db.insert("counters", { name, value: before });
          await Promise.resolve();
          if (fail) throw new Error("undo me");
        },
      }),
      count: internalQuery({
        args: {},
        handler: async (ctx) => (await ctx.db.query("counters").collect()).length,
      }),
      all: mutation({
        args: {},
        handler: async (ctx) => {
          const calls = ["a", "b", "c", "d"].map((name) =>
            ctx.runMutation(anyApi.order!.append!, { name, fail: name === "b" }).catch(() => undefined),
          );
          const own = ctx.db.insert("counters", { name: "own", value: -1 });
          await Promise.all([...calls, own]);
          return (await ctx.runQuery(anyApi.order!.count!, {})) as number;
        },
      }),
    };
    const store = await openStore({ modules: { order } });
    expect(await clientOf(store).mutation(api.order!.all!, {})).toBe(4);
    const counters = await store.run((ctx) => ctx.db.query("counters").collect());
    expect(counters.map(({ name }) => name).sort()).toEqual(["a", "c", "d", "own"]);
    expect((await store.verify()).ok).toBe(true);
  });

  test("a handler that does not end is stopped, undone, and holds nobody up", async () => {
    const stuck = mutation({
      args: {},
      handler: async (ctx) => {
        await ctx.db.insert("counters", { name: "stuck", value: 1 });
        await new Promise(() => undefined);
      },
    });
    const value = query({ args: {}, handler: (ctx) => ctx.db.query("counters").collect() });
    const store = await openStore({ modules: { m: { stuck, value } }, handlerTimeoutMs: 50 });
    const client = clientOf(store);
    const stopped = client.mutation(api.m!.stuck!, {});
    const after = client.query(api.m!.value!, {});
    await expect(stopped).rejects.toThrow("m:stuck ran longer than 50 ms");
    expect(await after).toEqual([]);
  });

  test("a mutation that calls its own store from outside is told so instead of waiting for itself", async () => {
    let call: () => Promise<unknown> = () => Promise.resolve();
    const outer = mutation({ args: {}, handler: async () => void (await call()) });
    const store = await openStore({ modules: { m: { outer } } });
    call = () => clientOf(store).mutation(api.m!.outer!, {});
    await expect(clientOf(store).mutation(api.m!.outer!, {})).rejects.toThrow("called the store it runs on");
  });

  test("actions run side by side, each call a transaction of its own", async () => {
    const arrived: string[] = [];
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const work = action({
      args: { name: v.string() },
      handler: async (ctx, { name }): Promise<void> => {
        arrived.push(name);
        if (arrived.length === 2) open();
        await gate;
        await ctx.runMutation(anyApi.m!.add!, { name });
      },
    });
    const add = internalMutation({
      args: { name: v.string() },
      handler: (ctx, { name }) => ctx.db.insert("counters", { name, value: 1 }),
    });
    const store = await openStore({ modules: { m: { work, add } } });
    const client = clientOf(store);
    await Promise.all(["a", "b"].map((one) => client.action(api.m!.work!, { name: one })));
    expect(await store.run(async (ctx) => (await ctx.db.query("counters").collect()).length)).toBe(2);
  });

  test("store.run throws what the closure threw, and undoes what it wrote", async () => {
    const store = await openStore();
    const problem = new TypeError("as it was");
    const failing = store.run(async (ctx) => {
      await ctx.db.insert("counters", { name: "x", value: 1 });
      throw problem;
    });
    await expect(failing).rejects.toBe(problem);
    await expect(store.run(() => Promise.reject(new ConvexError({ code: "c" })))).rejects.toMatchObject({
      data: { code: "c" },
    });
    expect(await store.run((ctx) => ctx.db.query("counters").collect())).toEqual([]);
  });
});

test("a query on a stale snapshot is the query itself before its caller has written, and refused afterwards", async () => {
  const stale = mutation({
    args: { first: v.boolean() },
    handler: async (ctx, { first }): Promise<unknown> => {
      if (first) await ctx.db.insert("counters", { name: "n", value: 1 });
      return ctx.runQuery(api.counters!.value!, { name: "n" }, { useStaleSnapshot: true });
    },
  });
  const store = await openStore({ modules: { counters, m: { stale } } });
  const client = clientOf(store);
  expect(await client.mutation(api.m!.stale!, { first: false })).toBe(0);
  await expect(client.mutation(api.m!.stale!, { first: true })).rejects.toThrow(
    "can run a query on a stale snapshot only before its caller has written",
  );
});
