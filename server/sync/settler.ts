import { setTimeout as sleep } from "node:timers/promises";
import type { FunctionArgs } from "convex/server";
import type { Lane } from "../../shared/jobs";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { isOutage } from "../convex-outage";
import type { Logger } from "../log";
import { reasonOf } from "./attempt";
import { inLine } from "./in-line";

export type Settlement = FunctionArgs<typeof api.jobs.settle>["settlements"][number];

/** Outcomes booked in one transaction: as many as it takes. */
const MOST_AT_ONCE = 50;

/**
 * How long bulk outcomes wait for others to share their transaction, in ms, and how many need no more company. A commit
 * waits for the disk for about as long as it takes to book a job, and writes pages that most of its jobs share.
 */
const GATHER_MS = 25;
const ENOUGH = 32;

/** How long to wait between tries while the store is away, in ms. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;

type Waiting = { settlement: Settlement; lane: Lane; resolve: (booked: boolean) => void };

/**
 * Books how attempts ended, in batches: those that end while one is being booked are the next. Nobody waits for a bulk
 * outcome, so these gather for a moment; live ones go at once, before all that wait. While the store is away outcomes are
 * kept and tried again; when it refuses a batch, they are booked one by one, so that a poisoned one does not take the
 * others along.
 */
export function createSettler({ convex, log }: { convex: ConvexCaller; log: Logger }) {
  const waiting: Waiting[] = [];
  let busy = false;

  async function work(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      if (waiting.length < ENOUGH && waiting.every(({ lane }) => lane === "bulk")) await sleep(GATHER_MS);
      const batch = waiting.splice(0, MOST_AT_ONCE);
      const booked = await book(batch.map(({ settlement }) => settlement));
      for (const [index, { resolve }] of batch.entries()) resolve(booked[index] ?? false);
    }
    busy = false;
  }

  /** Whether each is booked. */
  async function book(settlements: Settlement[]): Promise<boolean[]> {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs *= 2) {
      try {
        const results = await convex.mutation(api.jobs.settle, { settlements });
        for (const [index, result] of results.entries())
          if (result === "stale") tellStale(settlements[index]);
        return results.map((result) => result === "settled");
      } catch (error) {
        if (!isOutage(error) || waitMs > LONGEST_WAIT_MS) return refused(settlements, error);
        log.warn({ outcomes: settlements.length }, "the store is away; what attempts achieved is kept");
        await sleep(waitMs);
      }
    }
  }

  async function refused(settlements: Settlement[], error: unknown): Promise<boolean[]> {
    const [only] = settlements;
    if (settlements.length > 1 && !isOutage(error)) {
      const booked = [];
      for (const settlement of settlements) booked.push(...(await book([settlement])));
      return booked;
    }
    // The lease runs out and the job is taken over, with the same idempotency key.
    log.error({ jobId: only?.jobId, reason: reasonOf(error) }, "could not settle an attempt");
    return settlements.map(() => false);
  }

  function tellStale(settlement: Settlement | undefined): void {
    const { jobId, attempt } = settlement ?? {};
    log.warn({ jobId, attempt }, "the job was taken over or cancelled meanwhile; this outcome was dropped");
  }

  return {
    /** Resolves with whether the outcome counts, when it is booked, stale, or cannot be booked. Never rejects. */
    settle: (settlement: Settlement, lane: Lane) =>
      new Promise<boolean>((resolve) => {
        inLine(waiting, { settlement, lane, resolve });
        if (!busy) void work();
      }),
  };
}
