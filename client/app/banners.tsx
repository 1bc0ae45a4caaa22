import { ConnectionBanner } from "./connection-banner";
import { BackendBanner } from "./backend-banner";
import { SilenceBanner } from "./silence-banner";

/** Tells what floats over the page, the drawer, how much of its top is taken. */
function takeTop(banners: HTMLElement | null) {
  if (!banners) return;
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => style.setProperty("--taken-top", `${banners.offsetHeight}px`));
  observer.observe(banners);
  return () => {
    observer.disconnect();
    style.removeProperty("--taken-top");
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
