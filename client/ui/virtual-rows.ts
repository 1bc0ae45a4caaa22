import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";

type Options = {
  count: number;
  rowHeight: number;
  /** Height of what sticks to the top of the scrolled region, so that a row scrolled to is not under it. */
  headHeight?: number;
  /** The last rows loaded come into sight: time for more. */
  onNearEnd: () => void;
  onSight?: (first: number, last: number) => void;
};
type Range = { first: number; last: number };

const NEAR = 20;
/** Rows made beyond the edges, so that a wheel's turn meets rows and no gaps. */
const BEYOND = 12;
/** What is usually over a list, in px. */
const OVER = 128;

/**
 * The rows of a long list that are in sight; `setScroller` is the scrolled element's ref. All rows have one height, so
 * that this is a division: TanStack Virtual, made for rows that must be measured, was 11 KB of the first screen's 150.
 */
export function useVirtualRows({ count, rowHeight, headHeight = 0, onNearEnd, onSight }: Options) {
  const scrollerRef = useRef<HTMLElement>(null);
  const { first, last, watch } = useRange(rowHeight, count);
  const tell = useEffectEvent(() => {
    onSight?.(first, last);
    if (count > 0 && last >= count - NEAR) onNearEnd();
  });
  useEffect(() => tell(), [first, last, count]);

  /** Moves as little as it must for a row to be in sight. */
  const scrollTo = (index: number) => {
    const element = scrollerRef.current;
    if (!element) return;
    const top = index * rowHeight;
    const lowest = top + rowHeight + headHeight - element.clientHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (lowest > element.scrollTop) element.scrollTop = lowest;
  };
  const setScroller = useCallback(
    (element: HTMLElement | null) => {
      scrollerRef.current = element;
      return element ? watch(element) : undefined;
    },
    [watch],
  );
  return {
    setScroller,
    items: Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => ({
      index: first + at,
      start: (first + at) * rowHeight,
    })),
    height: count * rowHeight,
    scrollTo,
  };
}

/**
 * The first and the last row to be made; they change only when another row comes into sight. How much is in sight is
 * guessed at first, for a scroller can only be measured when all is laid out, and then laid out again with its rows.
 */
function useRange(rowHeight: number, count: number) {
  const [seen, setSeen] = useState<Range>(() => rangeOf(0, window.innerHeight - OVER, rowHeight));
  // The first picture is of the rows in sight only: nobody turns a wheel before it is there.
  const [beyond, setBeyond] = useState(0);
  useEffect(() => {
    if (count === 0) return;
    const frame = requestAnimationFrame(() => setTimeout(() => setBeyond(BEYOND)));
    return () => cancelAnimationFrame(frame);
  }, [count]);
  const watch = useCallback(
    (scroller: HTMLElement) => {
      const look = () => {
        const { first, last } = rangeOf(scroller.scrollTop, scroller.clientHeight, rowHeight);
        setSeen((now) => (now.first === first && now.last === last ? now : { first, last }));
      };
      const observer = new ResizeObserver(look);
      observer.observe(scroller);
      scroller.addEventListener("scroll", look, { passive: true });
      return () => {
        observer.disconnect();
        scroller.removeEventListener("scroll", look);
      };
    },
    [rowHeight],
  );
  return {
    first: Math.max(0, Math.min(seen.first, count) - beyond),
    last: Math.min(count - 1, seen.last + beyond),
    watch,
  };
}

const rangeOf = (top: number, height: number, rowHeight: number): Range => ({
  first: Math.floor(top / rowHeight),
  last: Math.floor((top + height) / rowHeight),
});
