import { Suspense, useState } from "react";
import { useHealth } from "../features/backend/use-health";
import { lazyPart } from "../lib/lazy-part";

const TourCard = lazyPart(async () => (await import("../features/tour/tour-card")).TourCard);

/** The tour of the demo, whose code no other desk fetches. It stays while a look is not answered. */
export function LateTour() {
  const health = useHealth();
  const [last, setLast] = useState(health);
  if (health && health !== last) setLast(health);
  const demo = last?.demo;
  return demo ? (
    <Suspense>
      <TourCard demo={demo} />
    </Suspense>
  ) : null;
}
