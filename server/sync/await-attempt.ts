import type { Worker } from "./worker";

/** How often the store is asked while nothing ends here, in ms: another server may have taken the job. */
const LOOK_MS = 500;

type Awaited<Found> = {
  jobId: string;
  ms: number;
  /** The attempt that had ended before, from 1; 0 when none had. */
  after?: number;
  /** Asks the store; `null` when what is waited for has not come yet. */
  look: () => Promise<Found | null>;
};

/**
 * What the store says when the job's next attempt has ended, whichever server it runs in. Looks at least once, and for
 * the last time when `ms` are over or an attempt has ended here; `null` when that showed nothing.
 */
export async function awaitAttempt<Found>(
  worker: Pick<Worker, "waitFor">,
  { jobId, ms, after = 0, look }: Awaited<Found>,
): Promise<Found | null> {
  const giveUpAt = Date.now() + ms;
  for (;;) {
    const restMs = Math.max(0, giveUpAt - Date.now());
    const ended = await worker.waitFor(jobId, Math.min(restMs, LOOK_MS), after);
    const isLast = ended !== null || Date.now() >= giveUpAt;
    const found = await look();
    if (found !== null || isLast) return found;
  }
}
