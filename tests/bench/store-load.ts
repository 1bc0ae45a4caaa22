/** A store under load, in a process of its own: group commit, how long the event loop stands still, HTTP, and memory. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { builtFrom } from "./child";
import { clientOf, open, type Store } from "./store-reads";
import type { ClientRequest, ClientTask } from "./store-client";
import { userOf } from "./store-deployment";

const RUN_MS = 1_000;
const RUNS = 5;
/** Enough groups of 64 for a percentile of 99.9. */
const BLOCK_MS = 60_000;

export type Load = Record<string, number>;

export async function measureLoad(path: string): Promise<Load> {
  const store = await open(path);
  const users = await store.run(({ db }) => db.query("users").take(1_000));
  const ids = users.map(({ _id }) => _id);
  const one: number[] = [];
  const many: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    one.push(await insertsPerSecond(store, 1, RUN_MS));
    many.push(await insertsPerSecond(store, 64, RUN_MS));
  }
  const { p999, max, turns } = await blockUnderWrites(store);
  const { url } = await store.listen({ port: 0 });
  const get = await requestsPerSecond(
    ids.map((id) => ({ path: "users:get", args: { id } })),
    url,
  );
  const paginationOpts = { numItems: 50, cursor: null };
  const page = await requestsPerSecond(
    users.map(({ name }) => ({ path: "users:pageFrom", args: { name, paginationOpts } })),
    url,
  );
  const memory = process.memoryUsage.rss() / 2 ** 20;
  await store.close();
  return {
    "inserts/s, 1 caller": median(one),
    "inserts/s, 64 callers": median(many),
    "group commit, times": median(many) / median(one),
    "event loop p99.9 ms, 64 writers": p999,
    "event loop longest ms": max,
    "of turns": turns,
    "HTTP gets/s, 16 connections": get,
    "HTTP pages/s, 16 connections": page,
    "memory MB": memory,
  };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

let inserted = 10_000_000;

async function insertsPerSecond(store: Store, callers: number, ms: number): Promise<number> {
  const until = performance.now() + ms;
  let count = 0;
  const caller = async (client: ConvexHttpClient) => {
    while (performance.now() < until) {
      await client.mutation(anyApi.users!.add!, userOf(inserted++), { skipQueue: true });
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, () => caller(clientOf(store))));
  return (count / ms) * 1_000;
}

async function blockUnderWrites(store: Store): Promise<{ p999: number; max: number; turns: number }> {
  const resolution = 1;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  await insertsPerSecond(store, 64, BLOCK_MS);
  delay.disable();
  // What is measured is the time between two ticks of a timer.
  return {
    p999: delay.percentile(99.9) / 1e6 - resolution,
    max: delay.max / 1e6 - resolution,
    turns: delay.count,
  };
}

/** The client is a process of its own: the store has its thread to itself, as in a deployment. */
async function requestsPerSecond(requests: ClientRequest[], url: string): Promise<number> {
  const child = fork(builtFrom("store-client.ts"));
  child.send({ url, requests } satisfies ClientTask);
  const [[perSecond], [code]] = await Promise.all([once(child, "message"), once(child, "exit")]);
  if (code !== 0) throw new Error(`The client ended with ${String(code)}.`);
  return perSecond as number;
}
