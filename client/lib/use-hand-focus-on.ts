import { useLayoutEffect, useRef } from "react";

/**
 * For what goes once the button in it has done its work: focus that was in there is then on what stands in its place, or on
 * the page's heading where that has come anew as well.
 */
export function useHandFocusOn<E extends HTMLElement = HTMLDivElement>() {
  const place = useRef<E>(null);
  useLayoutEffect(() => {
    const own = place.current;
    return () => {
      if (own?.contains(document.activeElement)) handOn(own);
    };
  }, []);
  return place;
}

function handOn({ parentElement, previousElementSibling: before }: Element): void {
  // By then the page is as it will be.
  queueMicrotask(() => {
    const came = before?.isConnected ? before.nextElementSibling : parentElement?.firstElementChild;
    const heading = document.querySelector<HTMLElement>("h1");
    if (!(came instanceof HTMLElement) || !came.isConnected || came.contains(heading)) heading?.focus();
    else {
      came.tabIndex = -1;
      came.focus();
    }
  });
}
