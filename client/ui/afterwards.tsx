import { Suspense, useSyncExternalStore, type ReactNode } from "react";

/** Whether the first picture of the page stands, and who waits for it. */
let stands = false;
const waiting = new Set<() => void>();

/** Until a task after the frame of the picture: by then it is on the screen. */
function wait(listener: () => void): () => void {
  waiting.add(listener);
  const frame = requestAnimationFrame(() => setTimeout(tell));
  return () => {
    waiting.delete(listener);
    cancelAnimationFrame(frame);
  };
}

function tell(): void {
  if (stands) return;
  stands = true;
  for (const listener of waiting) listener();
}

/**
 * What nobody misses in the first picture of the page, or whose code comes after it. Whatever runs before that picture
 * the browser has to compile first, while somebody waits for rows. `until` keeps its place.
 */
export function Afterwards({ until = null, children }: { until?: ReactNode; children: ReactNode }) {
  const now = useSyncExternalStore(wait, () => stands);
  return now ? <Suspense fallback={until}>{children}</Suspense> : until;
}
