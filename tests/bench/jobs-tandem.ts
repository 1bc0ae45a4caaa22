/**
 * A Tandem without its doors, in a process of its own: the store on disk, the worker, the backend's client. Starts a run
 * over everybody and waits for its end. Modes: `import`, `run`.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { loadConfig, openEmbeddedStore } from "../../server/config";
import { type Convex, createConvex, systemActor } from "../../server/convex-client";
import { createHttpCrm } from "../../server/crm/http";
import { createLog } from "../../server/log";
import { createWorker } from "../../server/sync/worker";
import { progressOf, resyncEverybody } from "../support/resync-everybody";
import { wrongInBooks } from "./jobs-books";
import { type Pace, Stopwatch } from "./jobs-pace";
import { type People, importPeople } from "./jobs-people";
import { print } from "./table";

/** How often the run is looked at, in ms: a hundredth of the shortest run that says anything. */
const LOOK_MS = 25;

/** How a run went; `wrong` says what does not add up in the store. Memory in MB. */
export type RunFigures = { pace: Pace; wrong: string[]; peakMb: number };

async function open(dataDir: string) {
  const config = await loadConfig({ DATA_DIR: dataDir });
  const store = await openEmbeddedStore(config);
  const convex = createConvex({ url: "http://convex.embedded", fetch: store.fetch, signer: config.signer });
  return { store, convex };
}

async function prepare(dataDir: string, count: number, people: People): Promise<string> {
  const { store, convex } = await open(dataDir);
  await importPeople(convex.as(systemActor), count, people);
  await store.close();
  return "imported";
}

async function runOnce(
  dataDir: string,
  url: string,
  count: number,
  concurrency: number,
): Promise<RunFigures> {
  const { store, convex } = await open(dataDir);
  const crm = createHttpCrm({ baseUrl: url, apiKey: "key of the bench" });
  const worker = createWorker({ convex, crm, log: createLog("error"), concurrency });
  worker.start();
  const watch = new Stopwatch(count);
  const runId = await resyncEverybody(convex);
  worker.nudge();
  await watchRun(convex, runId, watch);
  await worker.stop();
  const wrong = await wrongInBooks(store, convex.as(systemActor), count);
  await store.close();
  return { pace: watch.pace(), wrong, peakMb: process.resourceUsage().maxRSS / 1_024 };
}

async function watchRun(convex: Convex, runId: string, watch: Stopwatch): Promise<void> {
  for (;;) {
    const { state, total, settled } = await progressOf(convex, runId);
    watch.look(settled);
    if (state !== "freezing" && settled === total) return;
    await sleep(LOOK_MS);
  }
}

const [, , mode, dataDir = "", ...rest] = process.argv;
if (mode === "import") print(JSON.stringify(await prepare(dataDir, Number(rest[0]), rest[1] as People)));
if (mode === "run") {
  const [url = "", count, concurrency] = rest;
  print(JSON.stringify(await runOnce(dataDir, url, Number(count), Number(concurrency))));
}
