import { anyApi } from "convex/server";
import { v } from "convex/values";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  api,
  clientOf,
  internalMutation,
  mutation,
  openStore,
  query,
  temporaryDirectory,
  type TestStore,
} from "./support/deployment";
import { internalActionGeneric } from "convex/server";

const START = Date.UTC(2026, 0, 1);

let ranActions: string[] = [];

const jobs = {
  later: mutation({
    args: { name: v.string(), inMs: v.number(), fn: v.optional(v.string()), fail: v.optional(v.boolean()) },
    handler: async (ctx, { name, inMs, fn = "note", fail }) => {
      const id = await ctx.scheduler.runAfter(inMs, anyApi.jobs![fn]!, { name });
      if (fail) throw new Error("undone");
      return id;
    },
  }),
  at: mutation({
    args: { name: v.string(), time: v.number() },
    handler: (ctx, { name, time }) => ctx.scheduler.runAt(time, anyApi.jobs!.note!, { name }),
  }),
  cancel: mutation({
    args: { id: v.id("_scheduled_functions") },
    handler: (ctx, { id }) => ctx.scheduler.cancel(id),
  }),
  state: query({
    args: { id: v.id("_scheduled_functions") },
    handler: (ctx, { id }) => ctx.db.system.get("_scheduled_functions", id),
  }),
  note: internalMutation({
    args: { name: v.string() },
    handler: async (ctx, { name }) => {
      await ctx.db.insert("counters", { name, value: Date.now() });
    },
  }),
  again: internalMutation({
    args: { name: v.string() },
    handler: async (ctx, { name }) => {
      const value = (await ctx.db.query("counters").collect()).length;
      await ctx.db.insert("counters", { name, value });
      if (value < 4) await ctx.scheduler.runAfter(0, anyApi.jobs!.again!, { name });
    },
  }),
  broken: internalMutation({
    args: { name: v.string() },
    handler: async (ctx, { name }) => {
      await ctx.db.insert("counters", { name, value: 0 });
      throw new Error("broken job");
    },
  }),
  act: internalActionGeneric({
    args: { name: v.string() },
    handler: async (ctx, { name }) => {
      ranActions.push(name as string);
      await ctx.runMutation(anyApi.jobs!.note!, { name });
    },
  }),
  never: internalActionGeneric({
    args: { name: v.string() },
    handler: async (_, { name }) => {
      ranActions.push(name as string);
      await new Promise(() => undefined);
    },
  }),
};

async function openAt(path = ":memory:", start = START) {
  const clock = { now: start };
  ranActions = [];
  const store = await openStore({ path, modules: { jobs }, now: () => clock.now });
  const client = clientOf(store);
  const noted = () =>
    store.run(async (ctx) => (await ctx.db.query("counters").collect()).map(({ name }) => name));
  const later = (name: string, inMs: number, fn?: string) =>
    client.mutation(
      api.jobs!.later!,
      fn === undefined ? { name, inMs } : { name, inMs, fn },
    ) as Promise<string>;
  const stateOf = async (id: string) =>
    (await client.query(api.jobs!.state!, { id: id as never })) as {
      state: { kind: string };
      scheduledTime: number;
    };
  return { store, client, clock, noted, later, stateOf };
}

describe("the scheduler", () => {
  test("runs a job when its time has come by the store's clock, and not before", async () => {
    const { store, clock, noted, later, stateOf } = await openAt();
    const id = await later("a", 5_000);
    expect(await stateOf(id)).toMatchObject({
      name: "jobs:note",
      state: { kind: "pending" },
      scheduledTime: START + 5_000,
    });
    clock.now += 4_999;
    expect(await store.runScheduled()).toBe(0);
    clock.now += 1;
    expect(await store.runScheduled()).toBe(1);
    expect(await noted()).toEqual(["a"]);
    expect(await stateOf(id)).toMatchObject({ state: { kind: "success" }, completedTime: clock.now });
    expect((await store.verify()).disagreements).toEqual([]);
  });

  test("Date.now() in functions is the store's clock", async () => {
    const { store, later } = await openAt();
    await later("a", 0);
    await store.runScheduled();
    expect(await store.run(async (ctx) => (await ctx.db.query("counters").first())?.value)).toBe(START);
  });

  test("runs jobs that jobs schedule, each once", async () => {
    const { store, noted, later } = await openAt();
    await later("loop", 0, "again");
    expect(await store.runScheduled()).toBe(5);
    expect(await noted()).toHaveLength(5);
  });

  test("runs jobs in the order they are due, runAt as runAfter", async () => {
    const { store, client, clock, noted, later } = await openAt();
    await later("second", 2_000);
    await client.mutation(api.jobs!.at!, { name: "first", time: START + 1_000 });
    clock.now += 10_000;
    await store.runScheduled();
    expect(await noted()).toEqual(["first", "second"]);
  });

  test("schedules nothing when the mutation fails", async () => {
    const { store, client } = await openAt();
    await expect(client.mutation(api.jobs!.later!, { name: "a", inMs: 0, fail: true })).rejects.toThrow(
      "undone",
    );
    expect(await store.runScheduled()).toBe(0);
  });

  test("a canceled job does not run; canceling what is done changes nothing", async () => {
    const { store, client, noted, later, stateOf } = await openAt();
    const [canceled, done] = [await later("no", 0), await later("yes", 0)];
    await client.mutation(api.jobs!.cancel!, { id: canceled as never });
    await store.runScheduled();
    await client.mutation(api.jobs!.cancel!, { id: done as never });
    expect(await noted()).toEqual(["yes"]);
    expect((await stateOf(canceled)).state.kind).toBe("canceled");
    expect((await stateOf(done)).state.kind).toBe("success");
  });

  test("a mutation that throws is undone, marked as failed with its message, and not repeated", async () => {
    const { store, noted, later, stateOf } = await openAt();
    const id = await later("x", 0, "broken");
    expect(await store.runScheduled()).toBe(1);
    expect(await store.runScheduled()).toBe(0);
    expect(await noted()).toEqual([]);
    expect((await stateOf(id)).state).toEqual({ kind: "failed", error: "broken job" });
  });

  test("an action runs, and has a result", async () => {
    const { store, noted, later, stateOf } = await openAt();
    const id = await later("acted", 0, "act");
    await store.runScheduled();
    expect([ranActions, await noted(), (await stateOf(id)).state.kind]).toEqual([
      ["acted"],
      ["acted"],
      "success",
    ]);
  });

  test("jobs survive a restart and are caught up with", async () => {
    const path = join(temporaryDirectory(), "store.sqlite");
    const before = await openAt(path);
    await before.later("over", 1_000);
    await before.later("not yet", 1e9);
    await before.store.close();
    const { store, noted } = await openAt(path, START + 3600_000);
    expect(await store.runScheduled()).toBe(1);
    expect(await noted()).toEqual(["over"]);
  });

  test("an action cut off by the end of the process has failed, and is not repeated", async () => {
    const path = join(temporaryDirectory(), "store.sqlite");
    const { store, later } = await openAt(path);
    const id = await later("cut off", 0, "never");
    void store.runScheduled();
    await expect.poll(() => ranActions).toEqual(["cut off"]);
    await store.close();
    const restarted = await openAt(path);
    expect(await restarted.store.runScheduled()).toBe(0);
    expect((await restarted.stateOf(id)).state).toEqual({
      kind: "failed",
      error: "The process ended while it ran.",
    });
  });

  test("documents of finished jobs are kept for a week", async () => {
    const { store, clock, later, stateOf } = await openAt();
    const id = await later("a", 0);
    await store.runScheduled();
    clock.now += 7 * 24 * 3600_000 - 1;
    await store.runScheduled();
    expect(await stateOf(id)).not.toBeNull();
    clock.now += 1;
    await store.runScheduled();
    expect(await stateOf(id)).toBeNull();
    expect((await store.verify()).disagreements).toEqual([]);
  });

  test("with the real clock jobs run by themselves", async () => {
    let arrived: (name: string) => void = () => undefined;
    const name = new Promise<string>((resolve) => (arrived = resolve));
    const act = internalActionGeneric({
      args: { name: v.string() },
      handler: (_, args) => arrived(args.name as string),
    });
    const store: TestStore = await openStore({ modules: { jobs: { ...jobs, act } } });
    await clientOf(store).mutation(api.jobs!.later!, { name: "by itself", inMs: 1, fn: "act" });
    expect(await name).toBe("by itself");
  });

  test("refuses queries, missing functions, and times beyond five years", async () => {
    const { later } = await openAt();
    await expect(later("x", 0, "state")).rejects.toThrow("jobs:state is a query");
    await expect(later("x", 0, "missing")).rejects.toThrow("Could not find function for 'jobs:missing'");
    await expect(later("x", 6 * 366 * 24 * 3600_000)).rejects.toThrow("at most five years");
  });
});
