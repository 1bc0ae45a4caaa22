import { api } from "../convex/_generated/api";
import { type Convex, systemActor } from "../convex-client";
import type { Logger } from "../log";
import { reasonOf } from "../sync/attempt";
import { createDueWork, type DueWork } from "../sync/due-work";
import type { Gate } from "../sync/gate/gate";
import { type BookingCrm, tryToBook, type Work } from "./attempt";

/** Checkouts one server is at work on at a time: some calls may hang for as long as they may, and others go on. */
const AT_ONCE = 8;
/** How often an idle server looks, in ms: what another one has left lying is found this late. */
const POLL_MS = 2_000;

/** Brings bookings to the backend, each once. */
export interface Booker extends DueWork {
  /** Resolves when a try of this checkout has ended here, or after `ms`. */
  waitFor(checkoutId: string, ms: number): Promise<void>;
}

type Deps = {
  convex: Convex;
  crm: BookingCrm;
  log: Logger;
  gate?: Pick<Gate, "permits" | "nextChangeInMs">;
  patienceMs?: number;
};

/** Takes checkouts under a lease and tries them; keeps nothing that it would miss after a crash. */
export function createBooker({ crm, log, gate, patienceMs, ...deps }: Deps): Booker {
  const convex = deps.convex.as(systemActor);
  const waiting = new Map<string, Set<() => void>>();
  const work = createDueWork<Work>({
    ...{ atOnce: AT_ONCE, pollMs: POLL_MS, gate, patienceMs },
    claim: (limit) => convex.mutation(api.checkouts.claim, { limit }),
    async perform(one, ending) {
      try {
        await tryToBook({ convex, crm, log }, one, ending);
      } finally {
        for (const tell of waiting.get(one.checkoutId) ?? []) tell();
      }
    },
    onFailure: (error) => log.error({ reason: reasonOf(error) }, "could not look after the bookings"),
  });
  return { ...work, waitFor: (checkoutId, ms) => told(waiting, checkoutId, ms) };
}

/** Resolves when `checkoutId` is told of, or after `ms`. */
async function told(waiting: Map<string, Set<() => void>>, checkoutId: string, ms: number): Promise<void> {
  const listeners = waiting.get(checkoutId) ?? new Set();
  waiting.set(checkoutId, listeners);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      listeners.delete(done);
      if (listeners.size === 0) waiting.delete(checkoutId);
      resolve();
    }
    listeners.add(done);
  });
}
