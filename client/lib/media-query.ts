import { useSyncExternalStore } from "react";

const narrow = window.matchMedia("(max-width: 767px)");
const isNarrow = () => narrow.matches;

function subscribe(listener: () => void) {
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
}

/** Too narrow for a sidebar, columns and a drawer beside a list. */
export const useNarrow = () => useSyncExternalStore(subscribe, isNarrow);
