import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import type { Logger } from "../log";
import { reasonOf } from "./attempt";
import type { Work } from "./work";

/** Leases renewed in one transaction. */
const MOST_AT_ONCE = 50;

/**
 * Renews the leases of attempts that take long, three times within a lease; whoever is quick needs none, so in a healthy
 * system this writes nothing. `onLost` is told whose jobs are not ours any more, also when this process itself has stood
 * still for longer than a lease: then others may be at work on all of them.
 */
export function keepLeases(
  { convex, log, leaseMs }: { convex: ConvexCaller; log: Logger; leaseMs: number },
  heldNow: () => Work[],
  onLost: (lost: Work[]) => void,
): { stop(): void } {
  let before = new Set<Work>();
  let tickedAt = performance.now();

  async function tick(): Promise<void> {
    const held = heldNow();
    const old = held.filter((work) => before.has(work));
    before = new Set(held);
    const stoodStill = performance.now() - tickedAt >= leaseMs;
    tickedAt = performance.now();
    if (stoodStill) return onLost(held);
    for (let next = 0; next < old.length; next += MOST_AT_ONCE)
      await renew(old.slice(next, next + MOST_AT_ONCE));
  }

  async function renew(works: Work[]): Promise<void> {
    const held = works.map(({ jobId, attempt }) => ({ jobId, attempt }));
    const lost = await convex.mutation(api.jobs.renew, { held, leaseMs });
    onLost(works.filter(({ jobId }) => lost.some((other) => other.jobId === jobId)));
  }

  const timer = setInterval(() => {
    tick().catch((error: unknown) => log.error({ reason: reasonOf(error) }, "could not renew leases"));
  }, leaseMs / 3);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
