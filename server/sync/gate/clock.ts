/** Time as the gate sees it, so that tests can turn it by hand. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Calls `run` after `delayMs`; the result cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** The real time. Its timers do not keep the process alive: a server's open port does. */
export const systemClock: Clock = {
  now: Date.now,
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
