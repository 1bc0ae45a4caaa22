/**
 * `npm run bench -- webhook-log`: how long people wait for the log of webhooks, its bars and its counts, with 10,000,
 * 100,000 and a million of them in a store on disk (WEBHOOK_LOG_BENCH_SIZES=10000,100000 for fewer), and what becomes of
 * that from the first size to the last. Wanted: under 10 ms for half of them with a million, and flat.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inChild } from "./child";
import { machine, print, printTable } from "./table";
import type { Reading } from "./webhook-log-reads";

const SIZES = (process.env.WEBHOOK_LOG_BENCH_SIZES ?? "10000,100000,1000000").split(",").map(Number);

export async function benchWebhookLog(): Promise<void> {
  print(machine());
  const readings: Reading[][] = [];
  for (const size of SIZES) readings.push(await measureSize(size));
  const [first, last] = [readings[0], readings.at(-1)];
  if (!first || !last || first === last) return;
  const rows = last.map((reading, place) => ratioRow(first[place] ?? reading, reading));
  printTable([`${SIZES[0]} to ${SIZES.at(-1)}`, "HTTP ms", "ms", "times", "store ms", "ms", "times"], rows);
}

async function measureSize(size: number): Promise<Reading[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "webhook-log-bench-"));
  try {
    const seconds = await inChild<number>("webhook-log-fill.ts", dataDir, String(size));
    print(`${size} webhooks in ${seconds.toFixed(0)} s, ${(size / seconds).toFixed(0)}/s`);
    const readings = await inChild<Reading[]>("webhook-log-reads.ts", dataDir, String(size));
    printTable([`${size} webhooks`, "HTTP p50", "p99", "store p50", "p99", "found"], readings.map(row));
    return readings;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

const ms = (value: number) => value.toFixed(1);

const row = ({ what, http, store, found }: Reading) => [
  what,
  ...[http.p50, http.p99, store.p50, store.p99].map(ms),
  String(found),
];

const ratioRow = (first: Reading, last: Reading) => [
  last.what,
  ...[ms(first.http.p50), ms(last.http.p50), (last.http.p50 / first.http.p50).toFixed(2)],
  ...[ms(first.store.p50), ms(last.store.p50), (last.store.p50 / first.store.p50).toFixed(2)],
];
