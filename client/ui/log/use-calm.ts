import { useEffect, useEffectEvent, useState, type FocusEvent, type UIEvent } from "react";

/**
 * Tells whether a list may move by itself: it is scrolled to its top, and neither the pointer nor the keyboard is in
 * it. The answer goes on the element that scrolls.
 */
export function useCalm(onCalm: ((calm: boolean) => void) | undefined) {
  const [atTop, setAtTop] = useState(true);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const tell = useEffectEvent((now: boolean) => onCalm?.(now));
  const calm = atTop && !pointed && !focused;
  useEffect(() => tell(calm), [calm]);
  return {
    onScroll: (event: UIEvent) => setAtTop(event.currentTarget.scrollTop < 4),
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => setPointed(false),
    onFocus: () => setFocused(true),
    onBlur: (event: FocusEvent) => setFocused(event.currentTarget.contains(event.relatedTarget)),
  };
}
