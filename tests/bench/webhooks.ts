/**
 * `npm run bench -- webhooks`: how many webhooks of 1 KB are taken in a second (WEBHOOKS_BENCH_COUNT of them, by 64
 * senders on keep-alive connections in a process of their own): signed, verified, stored, applied with the link
 * refreshed, every commit on disk before it is answered. And, in turns, what the limit of it is: the same HTTP and
 * signature with one raw insert, committed in groups and one by one. WEBHOOKS_BENCH_RUNS is of how many runs the
 * median is.
 */
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inChild, startChild } from "./child";
import { median } from "./jobs-pace";
import { machine, print, printTable } from "./table";
import type { Served } from "./webhooks-limit";
import type { Sent } from "./webhooks-sender";

const COUNT = Number(process.env.WEBHOOKS_BENCH_COUNT ?? 20_000);
const RUNS = Number(process.env.WEBHOOKS_BENCH_RUNS ?? 3);
const SENDERS = 64;
const PEOPLE = 5_000;
/** Sent before the clock starts, to warm up. */
const FIRST = 1_000;

type Figures = Sent & { perSecond: number; cpuMs: number };
type Taker = { name: string; take(): Promise<Figures> };

export async function benchWebhooks(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "webhooks-bench-"));
  try {
    print(machine());
    print(`${COUNT} webhooks of 1 KB about ${PEOPLE} people, ${SENDERS} senders`);
    const prepared = join(folder, "prepared");
    await inChild("webhooks-tandem.ts", "prepare", prepared, String(PEOPLE));
    await compare([
      limit("Fastify, HMAC, raw insert, group commit", folder, "group"),
      limit("the same, a commit each", folder, "each"),
      tandem(folder, prepared),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const limit = (name: string, folder: string, mode: string): Taker => ({
  name,
  async take() {
    const file = join(folder, "limit.sqlite");
    const figures = await sendTo(name, "webhooks-limit.ts", [file, mode]);
    for (const end of ["", "-wal", "-shm"]) await rm(file + end, { force: true });
    return figures;
  },
});

const tandem = (folder: string, prepared: string): Taker => ({
  name: "Tandem",
  async take() {
    const dataDir = join(folder, "run");
    await cp(prepared, dataDir, { recursive: true });
    const figures = await sendTo("Tandem", "webhooks-tandem.ts", ["serve", dataDir]);
    await rm(dataDir, { recursive: true });
    return figures;
  },
});

/** Starts a taker, warms it up, sends to it, and looks whether everything that was answered is there. */
async function sendTo(name: string, file: string, args: string[]): Promise<Figures> {
  const child = startChild(file, args);
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const port = String((await lines.next()).value);
  const send = (count: number) =>
    inChild<Sent>("webhooks-sender.ts", port, String(count), String(SENDERS), String(PEOPLE));
  const first = await send(FIRST);
  const sent = await send(COUNT);
  child.kill("SIGTERM");
  const { cpuMs, stored } = JSON.parse(String((await lines.next()).value)) as Served;
  if (child.exitCode === null) await once(child, "exit");
  const refused = first.refused + sent.refused;
  if (refused > 0) print(`WRONG: ${name} refused ${refused}`);
  if (stored !== FIRST + COUNT) print(`WRONG: ${name} has ${stored} of ${FIRST + COUNT}`);
  return { ...sent, perSecond: COUNT / (sent.ms / 1_000), cpuMs: cpuMs / (FIRST + COUNT) };
}

/** In turns, so that a machine that grows slow is slow for all of them. The first taker is the measure. */
async function compare(takers: Taker[]): Promise<void> {
  const runs = new Map(takers.map((taker) => [taker, [] as Figures[]]));
  for (let run = 0; run < RUNS; run++) for (const [taker, all] of runs) all.push(await taker.take());
  const medians = [...runs].map(([{ name }, all]) => ({
    name,
    of: (key: keyof Figures) => median(all.map((one) => one[key])),
  }));
  const most = medians[0]?.of("perSecond") ?? NaN;
  const rows = medians.map(({ name, of }) => [
    name,
    ...[of("perSecond").toFixed(0), `${((of("perSecond") / most) * 100).toFixed(0)} %`],
    ...(["p50", "p99", "longest"] as const).map((key) => of(key).toFixed(1)),
    of("cpuMs").toFixed(2),
  ]);
  printTable(["taken by", "webhooks/s", "share", "p50 ms", "p99 ms", "longest", "CPU ms each"], rows);
}
