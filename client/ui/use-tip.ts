import { useEffect, useRef, useState } from "react";

/** How long a pointer rests before a tooltip comes, and how long it may be on its way into the tooltip, in ms. */
const REST_MS = 400;
const WAY_MS = 120;
/** Whoever goes along a row of buttons need not rest on each. */
const NEXT_MS = 300;
let lastClosed = 0;

/** When a tooltip is there: `anchor` is the element that it explains, or `null`. */
export function useTip() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const timerRef = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timerRef.current), []);

  const after = (ms: number, run: () => void) => {
    clearTimeout(timerRef.current);
    timerRef.current = setTimeout(run, ms);
  };
  const keep = () => clearTimeout(timerRef.current);
  const now = (element: HTMLElement) => {
    keep();
    setAnchor(element);
  };
  const close = () => {
    keep();
    if (anchor) lastClosed = Date.now();
    setAnchor(null);
  };
  const soon = (element: HTMLElement) =>
    after(Date.now() - lastClosed < NEXT_MS ? 0 : REST_MS, () => setAnchor(element));
  return { anchor, soon, now, later: () => after(WAY_MS, close), keep, close };
}
