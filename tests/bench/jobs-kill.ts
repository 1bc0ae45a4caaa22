/** SIGKILL in the middle of a run, and a new server on the same store: what was lost or doubled, and for how long it was slow. */
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inChild, startChild } from "./child";
import { type BackendReport, type StubBackend, SLICE_MS } from "./jobs-backend";
import { median } from "./jobs-pace";
import type { RunFigures } from "./jobs-tandem";
import { print, printTable } from "./table";

const CONCURRENCY = 64;
/** A rate is over so many slices. What it was is the median of the last so many; it is back at so much of that. */
const WINDOW = 10;
const BEFORE = 50;
const BACK_AT = 0.9;

/** Kills when half of the people have changed at the backend. */
export async function benchKill(backend: StubBackend, folder: string, count: number): Promise<void> {
  const dataDir = join(folder, "killed");
  await inChild("jobs-tandem.ts", "import", dataDir, String(count), "drifted");
  await backend.reset("drifted");
  const first = startChild("jobs-tandem.ts", [
    "run",
    dataDir,
    backend.url,
    String(count),
    String(CONCURRENCY),
  ]);
  await untilHalf(backend, count);
  first.kill("SIGKILL");
  await once(first, "exit");
  const killedAt = Date.now();
  const { wrong, lost } = await inChild<RunFigures>(
    ...(["jobs-tandem.ts", "go-on", dataDir, backend.url, String(count)] as const),
  );
  for (const line of wrong) print(`WRONG after the kill: ${line}`);
  printKill(await backend.report(), { killedAt, lost, count });
  await rm(dataDir, { recursive: true });
}

async function untilHalf(backend: StubBackend, count: number): Promise<void> {
  while ((await backend.report()).changedOnce < count / 2) await sleep(SLICE_MS);
}

function printKill(report: BackendReport, kill: { killedAt: number; lost: number; count: number }): void {
  const { changedOnce, changedOften, unusual } = report;
  const { full, silentMs, backAfterMs } = recovery(report, kill.killedAt);
  printTable(
    [`killed at ${CONCURRENCY}, in the middle of ${kill.count} jobs`, ""],
    [
      ["missing", String(kill.count - changedOnce - changedOften)],
      ["doubled in effect", String(changedOften)],
      ["attempts that died", String(kill.lost)],
      ["people asked about again", String(unusual)],
      ["calls/s before", full.toFixed(0)],
      ["s without a call", (silentMs / 1_000).toFixed(1)],
      ["s until back at 90 %", backAfterMs === null ? "never" : (backAfterMs / 1_000).toFixed(1)],
    ],
  );
}

/** The calls per second before the kill, how long there were none, and when there were as many again, in ms. */
function recovery({ since, slices }: BackendReport, killedAt: number) {
  // The slice in which it came belongs to neither side.
  const killed = Math.floor((killedAt - since) / SLICE_MS);
  const rateFrom = (slice: number) => {
    const window = slices.slice(slice, slice + WINDOW);
    return window.reduce((sum, calls) => sum + calls, 0) / ((WINDOW * SLICE_MS) / 1_000);
  };
  const before = Array.from(
    { length: Math.min(BEFORE, killed - WINDOW) },
    (_, back) => killed - WINDOW - back,
  );
  const full = median(before.map(rateFrom));
  const after = slices.map((_, slice) => slice).filter((slice) => slice > killed);
  const msAfter = (slice: number | undefined) => (slice === undefined ? null : (slice - killed) * SLICE_MS);
  return {
    full,
    silentMs: msAfter(after.find((slice) => (slices[slice] ?? 0) > 0)) ?? Infinity,
    backAfterMs: msAfter(after.find((slice) => rateFrom(slice) >= full * BACK_AT)),
  };
}
