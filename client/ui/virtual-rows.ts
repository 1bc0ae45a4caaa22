import { useEffect, useEffectEvent, useState } from "react";
import { useRowVirtualizer } from "./row-virtualizer";

type Options = {
  count: number;
  rowHeight: number;
  /** Height of what sticks to the top of the scrolled region, so that a row scrolled to is not under it. */
  headHeight?: number;
  /** The last rows loaded come into sight: time for more. */
  onNearEnd: () => void;
  onSight?: (first: number, last: number) => void;
};

const NEAR = 20;

/** The rows of a long list that are in sight; all rows have one height. `setScroller` is the scrolled element's ref. */
export function useVirtualRows({ count, rowHeight, headHeight = 0, onNearEnd, onSight }: Options) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const virtualizer = useRowVirtualizer<HTMLDivElement, HTMLDivElement>({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: headHeight,
  });
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const tell = useEffectEvent(() => {
    onSight?.(first, last);
    if (count > 0 && last >= count - NEAR) onNearEnd();
  });
  useEffect(() => tell(), [first, last, count]);

  return {
    setScroller,
    items: items.map(({ index, start }) => ({ index, start })),
    height: virtualizer.getTotalSize(),
    scrollTo: (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}
