import { useSyncExternalStore } from "react";

/** Whether the server answers at all. Told by every request; a banner reads it. */
const listeners = new Set<() => void>();
let lostSince: number | null = null;

function set(next: number | null) {
  if ((lostSince === null) === (next === null)) return;
  lostSince = next;
  for (const listener of listeners) listener();
}

export const connectionLost = () => set(Date.now());
export const connectionBack = () => set(null);

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Since when the connection is lost, in ms, or `null`. */
export const useLostSince = () => useSyncExternalStore(subscribe, () => lostSince);

/** Calls `run` every time that the server answers again after it did not. Returns how to stop. */
export const onConnectionBack = (run: () => void) => subscribe(() => lostSince === null && run());

/** Resolves when the server answers again, at once while it does. */
export const whenBack = () =>
  new Promise<void>((resolve) => {
    if (lostSince === null) return resolve();
    const stop = onConnectionBack(() => {
      stop();
      resolve();
    });
  });
