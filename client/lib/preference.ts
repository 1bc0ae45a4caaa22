import { useSyncExternalStore } from "react";

/** A choice of this person on this machine: one of a few words, kept in local storage, the same in every tab. */
export function createPreference<Value extends string>(
  name: string,
  values: readonly Value[],
  fallback: Value,
) {
  const key = `tandem.${name}`;
  const listeners = new Set<() => void>();
  const read = (): Value => values.find((value) => value === localStorage.getItem(key)) ?? fallback;

  const notify = () => {
    for (const listener of listeners) listener();
  };
  const write = (value: Value) => {
    localStorage.setItem(key, value);
    notify();
  };
  const subscribe = (listener: () => void) => {
    const onStorage = (event: StorageEvent) => event.key === key && listener();
    listeners.add(listener);
    window.addEventListener("storage", onStorage);
    return () => {
      listeners.delete(listener);
      window.removeEventListener("storage", onStorage);
    };
  };
  return { read, write, subscribe, use: () => useSyncExternalStore(subscribe, read) };
}
