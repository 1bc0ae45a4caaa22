import { Suspense, useSyncExternalStore, type ReactNode } from "react";
import { sparePart } from "../lib/lazy-part";
import { subscribe, wasSaid } from "./toasts";

export { useToast } from "./toasts";

const ToastLayer = sparePart(async () => (await import("./toast-layer")).ToastLayer);

/** Short news about something the person did, in the corner. Anything that needs an answer is not a toast. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const needed = useSyncExternalStore(subscribe, wasSaid);
  return (
    <>
      {children}
      {needed ? (
        <Suspense>
          <ToastLayer />
        </Suspense>
      ) : null}
    </>
  );
}
