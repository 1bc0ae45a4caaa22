import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { SYNC_WARNING } from "../paths";

/**
 * Whether this visit has waited for the backend: then its arrival deserves a word. The warning in the address
 * is taken away once it is no longer true.
 */
export function useAwaited(pending: boolean): boolean {
  const [search, setSearch] = useSearchParams();
  const warned = search.get("warning") === SYNC_WARNING;
  const [awaited, setAwaited] = useState(pending || warned);
  if (pending && !awaited) setAwaited(true);
  useEffect(() => {
    if (!pending && warned) {
      setSearch(
        (now) => {
          now.delete("warning");
          return now;
        },
        { replace: true },
      );
    }
  }, [pending, warned, setSearch]);
  return awaited;
}
