import type { FunctionReturnType } from "convex/server";
import { Gauge, type Registry } from "prom-client";
import { checkoutRefusals, openCheckoutSteps } from "../../shared/checkout-api";
import type { api } from "../convex/_generated/api";

type Found = FunctionReturnType<typeof api.monitor.backlog>["bookings"];

/** Shows the bookings that are under way, and why others came to nothing. The answer sets them; `null`: nobody knows. */
export function addBookingMetrics(registry: Registry): (found: Found | null) => void {
  const registers = [registry];
  const waiting = new Gauge({
    ...{ name: "tandem_bookings_waiting", help: "Bookings under way, the oldest 1000 counted.", registers },
    labelNames: ["step"],
  });
  const oldest = new Gauge({
    ...{
      name: "tandem_bookings_oldest_seconds",
      help: "Age of the oldest of these; 0 without any.",
      registers,
    },
  });
  const refused = new Gauge({
    name: "tandem_bookings_refused",
    help: "Bookings of the last 24 hours that came to nothing, counted up to 1000.",
    labelNames: ["why"],
    registers,
  });
  return (found) => {
    for (const gauge of [waiting, oldest, refused]) gauge.reset();
    if (!found) return oldest.remove();
    for (const step of openCheckoutSteps) waiting.set({ step }, found.steps[step]);
    oldest.set(found.oldestAt === null ? 0 : Math.max(0, Date.now() - found.oldestAt) / 1000);
    const counts = new Map(found.refused.map(({ why, count }) => [why, count]));
    for (const why of checkoutRefusals) refused.set({ why }, counts.get(why) ?? 0);
  };
}
