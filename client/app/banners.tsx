import { Suspense, useState, type ReactNode } from "react";
import type { Health } from "../../shared/health-api";
import { useHealth } from "../features/backend/use-health";
import { sparePart } from "../lib/lazy-part";
import { ConnectionBanner } from "./connection-banner";
import { t } from "./words";

const BackendBanner = sparePart(async () => (await import("./backend-banner")).BackendBanner);
const SilenceBanner = sparePart(async () => (await import("./silence-banner")).SilenceBanner);

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

/** What concerns every screen, above them all. Each is in a place that was there before, so that it is read aloud. */
export function Banners() {
  const health = useHealth();
  const paused = !!health?.lane?.paused;
  // Countdowns and growing hours would be read aloud all the time: what is announced is only that it began.
  return (
    <div ref={takeTop}>
      <ConnectionBanner />
      <div role="status" aria-live={paused ? "polite" : "off"}>
        <Once wanted={paused || isAway(health)}>
          <BackendBanner />
        </Once>
      </div>
      <div role="status" aria-label={t("webhooks")} aria-live="off">
        <Once wanted={!!health?.silence?.silent}>
          <SilenceBanner />
        </Once>
      </div>
    </div>
  );
}

const isAway = (health: Health | null) => !!health && health.gate.breaker.state !== "closed";

/** From the first time on it stays: a question asked by it outlasts what it told of. */
function Once({ wanted, children }: { wanted: boolean; children: ReactNode }) {
  const [needed, setNeeded] = useState(wanted);
  if (wanted && !needed) setNeeded(true);
  return needed ? <Suspense>{children}</Suspense> : null;
}
