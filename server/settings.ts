import { defaultSettings, type Settings } from "../shared/settings-api";
import { type Convex, systemActor } from "./convex-client";
import { api } from "./convex/_generated/api";
import type { Logger } from "./log";
import { Alarm } from "./sync/alarm";
import type { Gate } from "./sync/gate/gate";

/** How late this server follows what was changed through another one, in ms. */
const LOOK_EVERY_MS = 2_000;

/** The settings and what keeps the lane waiting, as this server follows them. */
export interface SettingsWatch {
  /** The settings by the last look; the defaults before the first. */
  current(): Settings;
  /** Looks now. Never rejects: while the store is away, what was last seen holds. */
  look(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Keeps the gate as the admins want it, in every server that shares the store. */
export function watchSettings(deps: { convex: Convex; gate: Gate; log: Logger }): SettingsWatch {
  const { gate, log } = deps;
  const convex = deps.convex.as(systemActor);
  const alarm = new Alarm();
  let seen = { version: 0, settings: defaultSettings, paused: false, heldForMs: 0 };
  let loop: Promise<void> | null = null;
  let stopped = false;
  let lastLook = Promise.resolve();

  /** One after the other: an older answer must not come after a newer one. */
  const look = () => (lastLook = lastLook.then(lookOnce));

  async function lookOnce(): Promise<void> {
    try {
      follow(await convex.query(api.settings.watch, {}));
    } catch (error) {
      log.warn({ reason: error instanceof Error ? error.name : typeof error }, "could not read the settings");
    }
  }

  function follow(now: typeof seen): void {
    const before = seen;
    seen = now;
    if (now.version !== before.version) gate.configure(now.settings.gate);
    gate.hold(now.heldForMs);
    // It has passed, or an admin has ended it through some server.
    if (before.heldForMs > 0 && now.heldForMs === 0) gate.endHold();
    if (now.paused === before.paused) return;
    gate.setPaused(now.paused);
    if (now.paused)
      log.warn("work for the backend is paused: it refuses our key, and an admin has to let it go on");
    else log.info("work for the backend goes on");
  }

  async function run(): Promise<void> {
    while (!stopped) {
      alarm.set();
      await look();
      if (!stopped) await alarm.ringsWithin(LOOK_EVERY_MS);
    }
  }

  return {
    current: () => seen.settings,
    look,
    start: () => void (loop ??= run()),
    stop: async () => {
      stopped = true;
      alarm.ring();
      await loop;
    },
  };
}
