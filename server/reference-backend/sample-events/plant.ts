import type { Database } from "../store/database";
import type { Event } from "../store/events";
import { insertOffer } from "../store/offer";
import { SERIES, type Series } from "./series";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Which of a series there are, counted from the one that is next: the last one, the next and the one after. */
const AROUND_NOW = [-1, 0, 1];

/**
 * Inserts the sample events around `now`: of each series the last and the next two, so that there are always past and
 * coming ones. Those that are there stay as they are, with their bookings. Runs at every start.
 */
export function plantSampleEvents(db: Database, now: number): void {
  db.transaction(() => {
    for (const series of SERIES) {
      for (const offset of AROUND_NOW) plant(db, series, dayOf(series, now, offset), now);
    }
  });
}

/** When the `offset`-th of the series from now on begins. */
function dayOf({ firstDay, everyWeeks, beginsAt }: Series, now: number, offset: number): number {
  const first = Date.parse(firstDay) + beginsAt * HOUR_MS;
  const step = everyWeeks * 7 * DAY_MS;
  return first + (Math.ceil((now - first) / step) + offset) * step;
}

function plant(db: Database, series: Series, startDate: number, now: number): void {
  const event = eventOf(series, startDate, now);
  insertOffer(db, event, () =>
    series.categories.map(({ addons = [], paymentRefused = false, ...category }) => {
      const id = `prod_${event.id}_${category.categoryCode}`;
      return {
        ...{ ...category, id, name: category.categoryLabel, currency: "EUR", paymentRefused },
        addons: addons.map(({ code, name, price }) => ({ id: `${id}_${code}`, name, price })),
      };
    }),
  );
}

function eventOf(series: Series, startDate: number, now: number): Event {
  const { key, name, description, location, ticketPrefix, capacity, taken, closesDaysBefore } = series;
  const day = new Date(startDate).toISOString().slice(0, 10).replaceAll("-", "");
  return {
    ...{ id: `event_${key}_${day}`, name, description, location, ticketPrefix, status: "published" },
    ...{ startDate, endDate: startDate + series.hours * HOUR_MS },
    ...{ capacity: capacity ?? null, registrations: taken, createdAt: now },
    registrationClosesAt: closesDaysBefore === undefined ? null : startDate - closesDaysBefore * DAY_MS,
  };
}
