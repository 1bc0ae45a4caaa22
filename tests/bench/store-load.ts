/** A store under load, in a process of its own: group commit, how long the event loop stands still, HTTP, and memory. */
import { request, Agent } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { text } from "node:stream/consumers";
import type { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { clientOf, open, type Store } from "./store-reads";
import { userOf } from "./store-deployment";

const RUN_MS = 2_000;
const RUNS = 5;
const CONNECTIONS = 16;

export type Load = Record<string, number>;

export async function measureLoad(path: string): Promise<Load> {
  const store = await open(path);
  const users = await store.run(({ db }) => db.query("users").take(1_000));
  const ids = users.map(({ _id }) => _id);
  const one: number[] = [];
  const many: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    one.push(await insertsPerSecond(store, 1));
    many.push(await insertsPerSecond(store, 64));
  }
  const { p999, max } = await blockUnderWrites(store);
  const { url } = await store.listen({ port: 0 });
  const get = await requestsPerSecond(url, (n) => ["users:get", { id: ids[n % ids.length] }]);
  const page = await requestsPerSecond(url, () => [
    "users:page",
    { paginationOpts: { numItems: 50, cursor: null } },
  ]);
  const memory = process.memoryUsage.rss() / 2 ** 20;
  await store.close();
  return {
    "inserts/s, 1 caller": median(one),
    "inserts/s, 64 callers": median(many),
    "group commit, times": median(many) / median(one),
    "event loop p99.9 ms, 64 writers": p999,
    "event loop longest ms": max,
    "HTTP gets/s, 16 connections": get,
    "HTTP pages/s, 16 connections": page,
    "memory MB": memory,
  };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

let inserted = 10_000_000;

async function insertsPerSecond(store: Store, callers: number): Promise<number> {
  const until = performance.now() + RUN_MS / 4;
  let count = 0;
  const caller = async (client: ConvexHttpClient) => {
    while (performance.now() < until) {
      await client.mutation(anyApi.users!.add!, userOf(inserted++), { skipQueue: true });
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, () => caller(clientOf(store))));
  return (count / RUN_MS) * 4_000;
}

async function blockUnderWrites(store: Store): Promise<{ p999: number; max: number }> {
  const resolution = 1;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  for (let run = 0; run < RUNS * 2; run++) await insertsPerSecond(store, 64);
  delay.disable();
  // What is measured is the time between two ticks of a timer.
  return { p999: delay.percentile(99.9) / 1e6 - resolution, max: delay.max / 1e6 - resolution };
}

/** Client and server share this process and its one thread, so that a server alone does better. */
async function requestsPerSecond(url: string, call: (n: number) => [string, unknown]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = performance.now() + RUN_MS;
  let count = 0;
  const connection = async () => {
    while (performance.now() < until) {
      const [path, args] = call(count++);
      await post(
        `${url}/api/query`,
        agent,
        JSON.stringify({ path, format: "convex_encoded_json", args: [args] }),
      );
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
  return (count / RUN_MS) * 1_000;
}

function post(url: string, agent: Agent, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      text(response).then((answer) => {
        if (answer.startsWith('{"status":"success"')) resolve();
        else reject(new Error(answer.slice(0, 300)));
      }, reject);
    });
    sent.on("error", reject).end(body);
  });
}
