import { useIsFetching } from "@tanstack/react-query";
import { useEffect } from "react";
import { fetchSpareParts } from "../lib/lazy-part";

/** How long after everything first asked for has come, in ms: the browser is still drawing it. */
const AFTER_MS = 300;

/** When the first screen stands, fetches what no screen shows at first: then it opens at once, lost connection or not. */
export function useSpareParts(): void {
  const resting = useIsFetching() === 0;
  useEffect(() => {
    if (!resting) return;
    const timer = setTimeout(fetchSpareParts, AFTER_MS);
    return () => clearTimeout(timer);
  }, [resting]);
}
