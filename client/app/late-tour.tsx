import { Suspense } from "react";
import { useHealth } from "../features/backend/use-health";
import { lazyPart } from "../lib/lazy-part";

const TourCard = lazyPart(async () => (await import("../features/tour/tour-card")).TourCard);

/** The tour of the demo, whose code no other desk fetches. */
export function LateTour() {
  const demo = useHealth()?.demo;
  return demo ? (
    <Suspense>
      <TourCard demo={demo} />
    </Suspense>
  ) : null;
}
