import { ConnectionBanner } from "./connection-banner";
import { BackendBanner } from "./backend-banner";
import { SilenceBanner } from "./silence-banner";

/** Tells what floats over the page, the drawer, how much of its top is taken. */
function takeTop(banners: HTMLElement | null) {
  if (!banners) return;
  const { style } = document.documentElement;
  const forget = () => void style.removeProperty("--taken-top");
  const tell = () => {
    const height = banners.offsetHeight;
    // Said even of nothing, it would have every element on the page styled anew, just before its first picture.
    if (height > 0) style.setProperty("--taken-top", `${height}px`);
    else forget();
  };
  const observer = new ResizeObserver(tell);
  observer.observe(banners);
  return () => {
    observer.disconnect();
    forget();
  };
}

/** What concerns every screen, above them all. */
export function Banners() {
  return (
    <div ref={takeTop}>
      <ConnectionBanner />
      <BackendBanner />
      <SilenceBanner />
    </div>
  );
}
