import { Gauge, type Registry } from "prom-client";
import type { Silence } from "../../shared/reconcile-api";
import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Logger } from "../log";
import { Alarm } from "../sync/alarm";

/** How often this server looks whether the backend has fallen silent, in ms: it takes hours to be sure. */
const LOOK_EVERY_MS = 60_000;
/** The same until the first webhook has come: whoever sets the backend up waits to see it here. */
const FIRST_LOOK_EVERY_MS = 5_000;

/** Whether webhooks have ceased to come, as this server knows it. */
export interface SilenceWatch {
  /** By the last look; null before the first, and while the store is away. */
  current(): Silence | null;
  /** Looks now. Never rejects. */
  look(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Says in the log, once, that the backend has fallen silent, and that it is heard of again. */
export function watchSilence(deps: { convex: Convex; log: Logger }): SilenceWatch {
  const convex = deps.convex.as(systemActor);
  const alarm = new Alarm();
  let last: Silence | null = null;
  let wasSilent = false;
  let loop: Promise<void> | null = null;
  let stopped = false;

  async function look(): Promise<void> {
    last = await convex.query(api.monitor.silence, {}).catch(() => null);
    if (!last || last.silent === wasSilent) return;
    wasSilent = last.silent;
    const { lastAt, usualGapMs } = last;
    if (wasSilent) deps.log.warn({ lastAt, usualGapMs }, "no webhook has come for longer than is usual");
    else deps.log.info("webhooks come again");
  }

  async function run(): Promise<void> {
    while (!stopped) {
      alarm.set();
      await look();
      if (!stopped) await alarm.ringsWithin(last?.lastAt ? LOOK_EVERY_MS : FIRST_LOOK_EVERY_MS);
    }
  }

  return {
    current: () => last,
    look,
    start: () => void (loop ??= run()),
    stop: async () => {
      stopped = true;
      alarm.ring();
      await loop;
    },
  };
}

/** Shows it to a monitoring system; left out while nobody knows. */
export function addSilenceMetric(registry: Registry, { current }: Pick<SilenceWatch, "current">): void {
  new Gauge({
    name: "tandem_backend_silent",
    help: "1 while no webhook has come for longer than is usual.",
    registers: [registry],
    collect() {
      const silence = current();
      if (silence) this.set(silence.silent ? 1 : 0);
      else this.remove();
    },
  });
}
