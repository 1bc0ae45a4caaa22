import { WifiOff } from "lucide-react";
import { useLostSince } from "../lib/connection";
import { RelativeTime } from "../ui/relative-time";

/** Tells what floats over the page, the drawer, how much of its top is taken. */
function takeTop(banner: HTMLElement | null) {
  if (!banner) return;
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => style.setProperty("--taken-top", `${banner.offsetHeight}px`));
  observer.observe(banner);
  return () => {
    observer.disconnect();
    style.removeProperty("--taken-top");
  };
}

/** A lost connection is a banner, not a broken screen; it goes by itself when any request succeeds. */
export function ConnectionBanner() {
  const since = useLostSince();
  return (
    <div role="status">
      {since === null ? null : (
        <p
          ref={takeTop}
          className="flex items-center gap-2 border-b border-warn/25 bg-warn-soft px-4 py-1.5 text-warn"
        >
          <WifiOff aria-hidden className="size-3.5 shrink-0" />
          <span className="text-fg">
            Connection to Tandem lost <RelativeTime at={since} />. What you see may be out of date; trying
            again by itself.
          </span>
        </p>
      )}
    </div>
  );
}
