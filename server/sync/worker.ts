import { randomUUID } from "node:crypto";
import { api } from "../convex/_generated/api";
import { systemActor, type Convex } from "../convex-client";
import type { Crm } from "../crm/port";
import type { Logger } from "../log";
import { Alarm } from "./alarm";
import { reasonOf, runAttempt } from "./attempt";
import { Outcomes } from "./outcomes";
import type { Work } from "./work";

/** Jobs one worker runs at a time. */
const CONCURRENCY = 8;
/** How often runs whose last job has ended are closed, in ms; also while others keep the worker busy. */
const CLOSE_RUNS_MS = 2_000;
/** How long an idle worker sleeps at most, in ms: work that another process enqueued is found this late. */
const POLL_MS = 2_000;

export interface Worker {
  /** There may be something due: look now. */
  nudge(): void;
  start(): void;
  /** Claims nothing more and resolves when what is under way has been settled. */
  stop(): Promise<void>;
  /** Whether the attempt of this job that ends within `ms` succeeds; false when none ends in time. */
  waitFor(jobId: string, ms: number): Promise<boolean>;
}

type WorkerDeps = {
  convex: Convex;
  crm: Crm;
  log: Logger;
  concurrency?: number;
  /** How long a job waits for a worker that has died, in ms. */
  leaseMs?: number | undefined;
};

/** Takes due jobs under a lease, performs them at the backend and settles how they ended. Holds no state of its own. */
export function createWorker(deps: WorkerDeps): Worker {
  const { crm, log, leaseMs, concurrency = CONCURRENCY } = deps;
  const convex = deps.convex.as(systemActor);
  const name = `worker-${randomUUID()}`;
  const underWay = new Set<Promise<void>>();
  const outcomes = new Outcomes();
  const alarm = new Alarm();
  let loop: Promise<void> | null = null;
  let stopped = false;
  let closeRunsAt = 0;

  async function run(): Promise<void> {
    while (!stopped) {
      alarm.set();
      const nextDueInMs = await claimAndStart().catch((error: unknown) => {
        log.error({ reason: reasonOf(error) }, "could not claim jobs");
        return null;
      });
      if (stopped) break;
      const sleepMs = Math.min(POLL_MS, nextDueInMs ?? POLL_MS);
      await alarm.ringsWithin(underWay.size < concurrency ? sleepMs : POLL_MS);
    }
    await Promise.all(underWay);
  }

  async function claimAndStart(): Promise<number | null> {
    const limit = concurrency - underWay.size;
    if (limit <= 0) return null;
    const { jobs, nextDueInMs } = await convex.mutation(api.jobs.claim, { worker: name, limit, leaseMs });
    for (const work of jobs) start(work);
    await closeRuns();
    return nextDueInMs;
  }

  async function closeRuns(): Promise<void> {
    if (Date.now() < closeRunsAt) return;
    closeRunsAt = Date.now() + CLOSE_RUNS_MS;
    await convex.mutation(api.runs.closeFinished, {});
  }

  function start(work: Work): void {
    const attempt = runAttempt({ convex, crm, log }, work).then((succeeded) => {
      outcomes.settle(work.jobId, succeeded);
      underWay.delete(attempt);
      alarm.ring();
    });
    underWay.add(attempt);
  }

  return {
    nudge: () => alarm.ring(),
    start: () => void (loop ??= run()),
    stop: async () => {
      stopped = true;
      alarm.ring();
      await loop;
    },
    waitFor: (jobId, ms) => outcomes.waitFor(jobId, ms),
  };
}
