/**
 * A whole Tandem on a store on disk, in a process of its own, with a run over everybody. Modes: `import` puts the people
 * into a new store; `run` starts the run and waits for its end; `go-on` waits for the end of one that was cut short.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "../../server/config";
import { type Convex, systemActor } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { createLog } from "../../server/log";
import { startTandem } from "../../server/tandem";
import { progressOf, resyncEverybody, runner } from "../support/resync-everybody";
import { lostAttempts, wrongInBooks } from "./jobs-books";
import { type Pace, Stopwatch } from "./jobs-pace";
import { type People, importPeople } from "./jobs-people";
import { print } from "./table";
import { configFor, inStore, openGate } from "./tandem";

/** How often the run is looked at, in ms: a hundredth of the shortest run that says anything. */
const LOOK_MS = 25;

/**
 * How a run went, from the moment it was asked for, or gone on with. `wrong` says what does not add up in the store,
 * `lost` how many attempts died with their server. Memory in MB.
 */
export type RunFigures = { pace: Pace; wrong: string[]; lost: number; peakMb: number };

async function prepare(dataDir: string, count: number, people: People): Promise<string> {
  await inStore(await configFor(dataDir), (_, convex) => importPeople(convex.as(systemActor), count, people));
  return "imported";
}

async function measure(
  config: Config,
  count: number,
  beginRun: (convex: Convex) => Promise<string>,
): Promise<RunFigures> {
  const tandem = await startTandem({ config, log: createLog("error") });
  const watch = new Stopwatch(count);
  const runId = await beginRun(tandem.convex);
  tandem.worker.nudge();
  await watchRun(tandem.convex, runId, watch);
  const pace = watch.pace();
  await tandem.close();
  const peakMb = process.resourceUsage().maxRSS / 1_024;
  return inStore(config, async (store, convex) => ({
    pace,
    wrong: await wrongInBooks(store, convex.as(systemActor), count),
    lost: await lostAttempts(store),
    peakMb,
  }));
}

async function watchRun(convex: Convex, runId: string, watch: Stopwatch): Promise<void> {
  for (;;) {
    const { state, total, settled } = await progressOf(convex, runId);
    watch.look(settled);
    if (state !== "freezing" && settled === total) return;
    await sleep(LOOK_MS);
  }
}

async function lastRun(convex: Convex): Promise<string> {
  const { runs } = await convex.as(runner).query(api.runs.list, { cursor: null });
  return runs[0]?.runId ?? "";
}

const [, , mode, dataDir = "", ...rest] = process.argv;
if (mode === "import") print(JSON.stringify(await prepare(dataDir, Number(rest[0]), rest[1] as People)));
if (mode === "run") {
  const config = await configFor(dataDir, rest[0]);
  await openGate(config, Number(rest[2]));
  print(JSON.stringify(await measure(config, Number(rest[1]), resyncEverybody)));
}
if (mode === "go-on") {
  const config = await configFor(dataDir, rest[0]);
  print(JSON.stringify(await measure(config, Number(rest[1]), lastRun)));
}
