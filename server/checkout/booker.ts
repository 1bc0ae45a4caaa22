import { api } from "../convex/_generated/api";
import { type Convex, systemActor } from "../convex-client";
import type { Logger } from "../log";
import { Alarm } from "../sync/alarm";
import { reasonOf } from "../sync/attempt";
import { type BookingCrm, tryToBook, type Work } from "./attempt";

/** Checkouts one server is at work on at a time. */
const AT_ONCE = 4;
/** How often an idle server looks, in ms: what another one has left lying is found this late. */
const POLL_MS = 2_000;

/** Brings bookings to the backend, each once. */
export interface Booker {
  /** There may be some: look now. */
  nudge(): void;
  /** Resolves when a try of this checkout has ended here, or after `ms`. */
  waitFor(checkoutId: string, ms: number): Promise<void>;
  start(): void;
  /** Takes up nothing more, and resolves when what is under way has been settled. */
  stop(): Promise<void>;
}

type Deps = { convex: Convex; crm: BookingCrm; log: Logger };

/** Takes checkouts under a lease and tries them; keeps nothing that it would miss after a crash. */
export function createBooker(deps: Deps): Booker {
  const convex = deps.convex.as(systemActor);
  const alarm = new Alarm();
  const waiting = new Map<string, Set<() => void>>();
  let loop: Promise<void> | null = null;
  let stopped = false;

  async function turn(): Promise<boolean> {
    const { works, more } = await convex.mutation(api.checkouts.claim, { limit: AT_ONCE });
    await Promise.all(works.map((work) => bookAndTell(work)));
    return more;
  }

  async function bookAndTell(work: Work): Promise<void> {
    try {
      await tryToBook({ ...deps, convex }, work);
    } finally {
      for (const tell of waiting.get(work.checkoutId) ?? []) tell();
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      alarm.set();
      const more = await turn().catch((error: unknown) => {
        // Leases run out; then it is all taken up again.
        deps.log.error({ reason: reasonOf(error) }, "could not look after the bookings");
        return false;
      });
      if (!stopped && !more) await alarm.ringsWithin(POLL_MS);
    }
  }

  return {
    nudge: () => alarm.ring(),
    waitFor: (checkoutId, ms) => told(waiting, checkoutId, ms),
    start: () => void (loop ??= run()),
    async stop() {
      stopped = true;
      alarm.ring();
      await loop;
    },
  };
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
