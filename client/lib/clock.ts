import { useSyncExternalStore } from "react";

/** One clock for the whole page, so that a thousand relative times cost one timer. It rests while nobody looks. */
const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The present moment in ms, moving once a second. */
export const useNow = () => useSyncExternalStore(subscribe, () => now);

/** What `word` says of the present moment: who asks is drawn anew only when that becomes something else. */
export const useNowWorded = (word: (now: number) => string) =>
  useSyncExternalStore(subscribe, () => word(now));
