import { useSyncExternalStore } from "react";

function subscribe(listener: () => void) {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

/** Whether somebody can see this page, or it lies behind another tab. */
export const useVisible = () => useSyncExternalStore(subscribe, () => document.visibilityState === "visible");
