import { useState, type PointerEvent } from "react";
import { spanBetween, type Span } from "./chart";

/**
 * The bar under the pointer, and choosing a span of bars by dragging over them; a click chooses one. Without `onChoose`
 * there is nothing to choose.
 */
export function useBrush(count: number, onChoose: ((span: Span) => void) | undefined) {
  const [start, setStart] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);

  const placeOf = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / Math.max(width, 1)) * count);
    return Math.max(0, Math.min(count - 1, place));
  };
  const end = () => {
    setStart(null);
    setHovered(null);
  };
  return {
    hovered,
    dragged: start === null || hovered === null ? null : spanBetween(start, hovered),
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0 || !onChoose) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart(placeOf(event));
        setHovered(placeOf(event));
      },
      onPointerMove: (event: PointerEvent) => setHovered(placeOf(event)),
      onPointerUp: (event: PointerEvent) => {
        if (start !== null) onChoose?.(spanBetween(start, placeOf(event)));
        setStart(null);
      },
      onPointerLeave: () => start === null && setHovered(null),
      onPointerCancel: end,
    },
  };
}
