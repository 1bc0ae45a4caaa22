import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import type { Logger } from "../log";
import { reasonOf } from "./attempt";
import type { Work } from "./work";

/** Leases renewed in one transaction. */
const MOST_AT_ONCE = 50;

/**
 * Renews the leases of attempts that take long, three times within a lease. Whoever is quick needs none: in a healthy
 * system this writes nothing.
 */
export function keepLeases(
  { convex, log, leaseMs }: { convex: ConvexCaller; log: Logger; leaseMs: number },
  heldNow: () => Work[],
): { stop(): void } {
  let before = new Set<Work>();

  async function renew(): Promise<void> {
    const held = heldNow();
    const old = held.filter((work) => before.has(work)).map(({ jobId, attempt }) => ({ jobId, attempt }));
    before = new Set(held);
    for (let next = 0; next < old.length; next += MOST_AT_ONCE) {
      const some = old.slice(next, next + MOST_AT_ONCE);
      await convex.mutation(api.jobs.renew, { held: some, leaseMs });
    }
  }

  const timer = setInterval(() => {
    renew().catch((error: unknown) => log.error({ reason: reasonOf(error) }, "could not renew leases"));
  }, leaseMs / 3);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
