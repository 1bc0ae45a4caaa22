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
let openGate = (): void => undefined;

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
  cancelSelf: internalMutation({
    args: { name: v.string() },
    handler: async (ctx) => {
      const { scheduledFunctionId } = await ctx.meta.getRequestMetadata();
      await ctx.scheduler.cancel(scheduledFunctionId as never);
    },
  }),
  scheduleAfterGate: internalActionGeneric({
    args: { name: v.string() },
    handler: async (ctx, { name }) => {
      ranActions.push(name as string);
      await new Promise<void>((resolve) => (openGate = resolve));
      await ctx.scheduler.runAfter(0, anyApi.jobs!.note!, { name });
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
      name: "jobs.js:note",
      args: [{ name: "a" }],
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
    expect((await stateOf(id)).state).toEqual({
      kind: "failed",
      error: expect.stringMatching(/^Uncaught Error: broken job\n +at /),
    });
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

  test("refuses queries, missing functions, and times that are years away", async () => {
    const { client, later } = await openAt();
    await expect(later("x", 0, "state")).rejects.toThrow("jobs.js:state is a query");
    await expect(later("x", 0, "missing")).rejects.toThrow(
      "Attempted to schedule function, but no exported function missing found in the file: jobs.js.",
    );
    const years = 6 * 366 * 24 * 3600_000;
    await expect(later("x", years)).rejects.toThrow(/^.*\n.*2032-.* is more than 5 years in the future/);
    await expect(client.mutation(api.jobs!.at!, { name: "x", time: START - years })).rejects.toThrow(
      "is more than 5 years in the past",
    );
  });

  test("refuses to cancel what is no scheduled function, and a mutation's own run", async () => {
    const { store, later, stateOf } = await openAt();
    const cancel = (id: string) => store.run((ctx) => ctx.scheduler.cancel(id as never));
    await expect(cancel("x")).rejects.toThrow(
      "Invalid argument `id` for `db.cancel_job`: Unable to decode ID: Invalid ID length 1",
    );
    const user = await store.run((ctx) => ctx.db.insert("counters", { name: "n", value: 0 }));
    await expect(cancel(user)).rejects.toThrow("is no ID of a scheduled function");
    const id = await later("self", 0, "cancelSelf");
    await store.runScheduled();
    expect((await stateOf(id)).state).toMatchObject({
      kind: "failed",
      error: expect.stringContaining("A mutation cannot cancel itself"),
    });
  });

  test("a canceled action goes on, stays canceled, and what it schedules is canceled", async () => {
    const { store, client, noted, later, stateOf } = await openAt();
    const id = await later("parent", 0, "scheduleAfterGate");
    const running = store.runScheduled();
    await expect.poll(() => ranActions).toEqual(["parent"]);
    expect((await stateOf(id)).state).toEqual({ kind: "inProgress" });
    await client.mutation(api.jobs!.cancel!, { id: id as never });
    openGate();
    await running;
    expect(await noted()).toEqual([]);
    const all = await store.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
    expect(all.map(({ name, state }) => [name, state.kind])).toEqual([
      ["jobs.js:scheduleAfterGate", "canceled"],
      ["jobs.js:note", "canceled"],
    ]);
    expect((await store.verify()).disagreements).toEqual([]);
  });
});
