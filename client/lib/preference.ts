import { useSyncExternalStore } from "react";

/** A choice of this person on this machine: one of a few words, kept in local storage, the same in every tab. */
export function createPreference<Value extends string>(
  name: string,
  values: readonly Value[],
  fallback: Value,
) {
  const key = `tandem.${name}`;
  const listeners = new Set<() => void>();
  let known: Value | null = null;
  /** Asking the storage takes its time, and every row of a list may want to know. */
  const read = (): Value =>
    (known ??= values.find((value) => value === localStorage.getItem(key)) ?? fallback);

  const notify = () => {
    for (const listener of listeners) listener();
  };
  const write = (value: Value) => {
    localStorage.setItem(key, value);
    known = value;
    notify();
  };
  window.addEventListener("storage", (event) => {
    if (event.key !== key && event.key !== null) return;
    known = null;
    notify();
  });
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return { read, write, subscribe, use: () => useSyncExternalStore(subscribe, read) };
}
