import { useEffect, useEffectEvent } from "react";

/** Calls `run` once `value` has been still for `ms`. */
export function useDebounced<Value>(value: Value, ms: number, run: (value: Value) => void) {
  const call = useEffectEvent(run);
  useEffect(() => {
    const timer = setTimeout(() => call(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
}
