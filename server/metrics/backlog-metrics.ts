import { Gauge, type Registry } from "prom-client";
import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { addBookingMetrics } from "./booking-metrics";

/** Shows what waits beside the jobs: mail to members, bookings and purges. Left out while the store is away, as the queue is. */
export function addBacklogMetrics(registry: Registry, convex: Convex): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const mails = gauge("tandem_mails_waiting", "Mails to members not handed over yet, counted up to 1000.");
  const oldestMail = gauge("tandem_mails_oldest_seconds", "Age of the oldest of these; 0 without any.");
  const due = gauge("tandem_purges_due", "People whose time is over and who are still there, up to 1000.");
  const underWay = gauge("tandem_purges_under_way", "Purges that have begun and not ended, up to 100.");
  const stuck = gauge(
    "tandem_purge_step_seconds",
    "Longest time since a step of one of these; 0 without any.",
  );
  const bookings = addBookingMetrics(registry);
  return async () => {
    const found = await convex
      .as(systemActor)
      .query(api.monitor.backlog, {})
      .catch(() => null);
    bookings(found?.bookings ?? null);
    if (!found) return [mails, oldestMail, due, underWay, stuck].forEach((each) => each.remove());
    mails.set(found.mails.count);
    oldestMail.set(secondsSince(found.mails.oldestAt));
    due.set(found.purgesDue);
    underWay.set(found.purgesUnderWay.count);
    stuck.set(secondsSince(found.purgesUnderWay.oldestAt));
  };
}

const secondsSince = (at: number | null): number => (at === null ? 0 : Math.max(0, Date.now() - at) / 1000);
