import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Logger } from "../log";
import { Alarm } from "../sync/alarm";

/** How often it is looked for people whose time is over, in ms. */
const LOOK_EVERY_MS = 15 * 60_000;

/** Sees to it that people are purged when their time is over. The purge itself goes on without a server. */
export type PurgeKeeper = { start(): void; stop(): Promise<void> };

export function keepPurging({ convex, log }: { convex: Convex; log: Logger }): PurgeKeeper {
  const alarm = new Alarm();
  let loop: Promise<void> | null = null;
  let stopped = false;

  async function look(): Promise<void> {
    let isMore = true;
    while (isMore && !stopped) {
      const found = await convex.as(systemActor).mutation(api.purge.look, {});
      if (found.begun > 0) log.info({ count: found.begun }, "purging people whose time is over");
      if (found.stalled > 0) log.warn({ count: found.stalled }, "purges had stopped; they go on");
      ({ isMore } = found);
    }
  }

  const warn = (error: unknown) => {
    const reason = error instanceof Error ? error.name : typeof error;
    log.warn({ reason }, "it could not be looked for people to purge; it is tried again");
  };

  async function run(): Promise<void> {
    while (!stopped) {
      alarm.set();
      await look().catch(warn);
      if (!stopped) await alarm.ringsWithin(LOOK_EVERY_MS);
    }
  }

  return {
    start: () => void (loop ??= run()),
    stop: async () => {
      stopped = true;
      alarm.ring();
      await loop;
    },
  };
}
