/** Time as the backend sees it, so that tests can turn it by hand. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Calls `run` after `delayMs`; the result cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** The last moment that has a date, Unix milliseconds: a later one cannot be shown. */
export const LATEST_MS = 8.64e15;

/** Node refuses longer timers and fires them at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The real time. Its timers do not keep the process alive: a server's open port does. */
export const systemClock: Clock = {
  now: Date.now,
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), MAX_TIMER_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
