/**
 * A Tandem with very many linked people, in a process of its own: what an admin waits for who starts a run over all of
 * them, and how much memory that takes.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { createLog } from "../../server/log";
import { startTandem, type Tandem } from "../../server/tandem";
import { runner } from "../support/resync-everybody";
import { startRun } from "../support/runs";
import { api } from "../../server/convex/_generated/api";
import { backendReport } from "./jobs-backend";
import { type Latency, measured, timeOf } from "./latency";
import { print } from "./table";
import { configFor, openGate } from "./tandem";

/** How often the run is looked at, in ms. */
const LOOK_MS = 10;
const CONCURRENCY = 64;
/** How long the run goes on after everybody is frozen, in ms, to see whether memory grows. */
const GO_ON_MS = 10_000;

const selection = { by: "filter" as const, filter: { states: ["linked" as const] }, except: [] };

/** Times in ms from the moment the run was asked for, memory in MB. */
export type RunStart = {
  plan: Latency;
  created: number;
  /** The first call at the backend. */
  firstCall: number;
  firstDone: number;
  frozen: number;
  memory: { before: number; most: number; after: number };
};

async function measureStart(dataDir: string, url: string): Promise<RunStart> {
  const config = await configFor(dataDir, url);
  await openGate(config, CONCURRENCY);
  const tandem = await startTandem({ config, log: createLog("error") });
  const desk = tandem.convex.as(runner);
  const plan = await measured("runs.preview", () =>
    timeOf(() => desk.query(api.runs.preview, { action: "resync", selection })),
  );
  const start = await measureRun(tandem, url);
  await tandem.close();
  return { plan, ...start };
}

async function measureRun({ convex, worker }: Tandem, url: string): Promise<Omit<RunStart, "plan">> {
  const desk = convex.as(runner);
  const memory = new MemoryWatch();
  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  const { runId } = await startRun(desk, { name: "Everybody", selection });
  worker.nudge();
  const created = since();
  const until = async (holds: (run: { done: number; frozen: boolean }) => boolean) => {
    while (!holds(await desk.query(api.runs.get, { runId }))) await sleep(LOOK_MS);
    return since();
  };
  const [firstCall, firstDone, frozen] = await Promise.all([
    untilCalled(url).then(since),
    until(({ done }) => done > 0),
    until((run) => run.frozen),
  ]);
  await sleep(GO_ON_MS);
  const { state } = await desk.query(api.runs.get, { runId });
  if (state !== "done") await desk.mutation(api.runs.cancel, { runId, requestId: "bench" });
  return { created, firstCall, firstDone, frozen, memory: memory.end() };
}

async function untilCalled(url: string): Promise<void> {
  while ((await backendReport(url)).calls === 0) await sleep(LOOK_MS);
}

/** The memory that is really in use, looked at again and again. */
class MemoryWatch {
  private readonly before = rssMb();
  private most = this.before;
  private readonly timer = setInterval(() => (this.most = Math.max(this.most, rssMb())), 50);

  end() {
    clearInterval(this.timer);
    return { before: this.before, most: this.most, after: rssMb() };
  }
}

const rssMb = () => process.memoryUsage.rss() / 2 ** 20;

const [, , dataDir = "", url = ""] = process.argv;
print(JSON.stringify(await measureStart(dataDir, url)));
