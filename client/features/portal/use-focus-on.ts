import { useEffect, useRef, useState } from "react";

/**
 * The region where it stands what came of a press, by `news`: the button that was pressed is gone or far below. Focus goes
 * there whenever there are other news, unless they were there from the start.
 */
export function useFocusOn<E extends HTMLElement = HTMLDivElement>(news: string | number | undefined) {
  const region = useRef<E>(null);
  const [opened] = useState(news);
  const before = useRef(opened);
  useEffect(() => {
    const isNews = news !== undefined && news !== before.current;
    before.current = news;
    if (!isNews) return;
    region.current?.focus({ preventScroll: true });
    region.current?.scrollIntoView({ block: "nearest" });
  }, [news]);
  return region;
}
