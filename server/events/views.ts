import type { BackendEvent, BackendProduct } from "../../shared/backend-api";
import type { EventCategory, EventDetail, EventStanding, EventSummary } from "../../shared/events-api";
import { isOver, type WholeEvent } from "./events";

/** An event as the portal lists it. */
export function summaryOf(event: BackendEvent, now: number): EventSummary {
  const { id, name, startDate, endDate, location, capacity, registrations = 0 } = event;
  return {
    ...{ id, name, startsAt: startDate ?? null, endsAt: endDate ?? null, place: location ?? null },
    standing: standingOf(event, now),
    placesLeft: capacity === undefined ? null : Math.max(0, capacity - registrations),
  };
}

function standingOf(event: BackendEvent, now: number): EventStanding {
  const { status, registrationClosesAt, capacity, registrations = 0 } = event;
  if (isOver(event, now)) return "over";
  if (status !== "published" || (registrationClosesAt ?? Infinity) <= now) return "closed";
  return capacity !== undefined && registrations >= capacity ? "full" : "open";
}

export const detailOf = ({ event, products }: WholeEvent, now: number): EventDetail => ({
  ...summaryOf(event, now),
  description: event.description ?? null,
  categories: products.map(categoryOf),
});

/** One whose payment nobody told costs nothing, or is paid by invoice. */
function categoryOf(product: BackendProduct): EventCategory {
  const { id, name, price, currency, categoryLabel, payment, addons } = product;
  const paid = payment ?? (price === 0 ? "free" : "invoice");
  return { id, name: categoryLabel ?? name, price, currency, payment: paid, addons };
}
