import type { FunctionArgs } from "convex/server";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import type { Logger } from "../log";
import { reasonOf } from "./attempt";

export type Settlement = FunctionArgs<typeof api.jobs.settle>["settlements"][number];

/** Outcomes booked in one transaction. More would only make the first one wait. */
const MOST_AT_ONCE = 32;

type Waiting = { settlement: Settlement; resolve: () => void };

/**
 * Books how attempts ended: those that end while a batch is being booked are the next batch, so that a busy worker has
 * few large transactions and an idle one no delay. One poisoned outcome does not take the others along.
 */
export function createSettler({ convex, log }: { convex: ConvexCaller; log: Logger }) {
  const waiting: Waiting[] = [];
  let busy = false;

  async function work(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_AT_ONCE);
      await book(batch.map(({ settlement }) => settlement));
      for (const { resolve } of batch) resolve();
    }
    busy = false;
  }

  async function book(settlements: Settlement[]): Promise<void> {
    try {
      const results = await convex.mutation(api.jobs.settle, { settlements });
      for (const [index, result] of results.entries()) if (result === "stale") tellStale(settlements[index]);
    } catch (error) {
      if (settlements.length > 1) for (const settlement of settlements) await book([settlement]);
      // The lease runs out and the job is taken over, with the same idempotency key.
      else
        log.error({ jobId: settlements[0]?.jobId, reason: reasonOf(error) }, "could not settle an attempt");
    }
  }

  function tellStale(settlement: Settlement | undefined): void {
    const { jobId, attempt } = settlement ?? {};
    log.warn({ jobId, attempt }, "the job was taken over or cancelled meanwhile; this outcome was dropped");
  }

  return {
    /** Resolves when the outcome is booked, or cannot be. Never rejects. */
    settle: (settlement: Settlement) =>
      new Promise<void>((resolve) => {
        waiting.push({ settlement, resolve });
        if (!busy) void work();
      }),
  };
}
