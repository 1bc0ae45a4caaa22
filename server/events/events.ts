import type { BackendEvent, BackendProduct } from "../../shared/backend-api";
import type { Crm } from "../crm/port";
import { createKeptAnswers, type Kept } from "./kept-answers";

type Ask = { admit?: () => Promise<void>; afresh?: boolean };
export type WholeEvent = { event: BackendEvent; products: BackendProduct[] };

/** The backend's events, for people who are nobody yet. */
export type Events = {
  /** All that are not over, those that come first first. Rejects with a `CrmError` when nothing was ever answered. */
  upcoming(ask?: Ask): Promise<Kept<BackendEvent[]>>;
  /** One of them with what can be booked of it; `null` when it is none of them: no other ID is passed on. */
  find(eventId: string, ask?: Ask): Promise<Kept<WholeEvent> | null>;
};

/** How long a page waits for the backend, in ms. */
const PATIENCE_MS = 4_000;
const FRESH_MS = 30_000;
/** While the backend is away its events are shown as they were up to so long ago, in ms. */
const KEPT_MS = 6 * 3_600_000;
const FAILED_MS = 3_000;
const PAGE = 100;
/** More than anybody has; a list that never ends must not keep us. A backend may give fewer at a time than asked for. */
const MOST_PAGES = 10;

/** Asks the backend no more often than these answers age, however many people look. */
export function createEvents({ crm, now = Date.now }: { crm: Crm; now?: () => number }): Events {
  const ages = { freshMs: FRESH_MS, keptMs: KEPT_MS, failedMs: FAILED_MS, now };
  const list = createKeptAnswers({ ...ages, most: 1, load: () => readUpcoming(crm, now()) });
  const whole = createKeptAnswers({ ...ages, most: 500, load: (eventId) => readEvent(crm, eventId) });

  return {
    async upcoming(ask) {
      const { value, ...age } = await list.get("all", ask);
      return { ...age, value: value.filter((event) => !isOver(event, now())) };
    },
    async find(eventId, ask) {
      const { value } = await list.get("all", { ...ask, afresh: false });
      if (!value.some(({ id }) => id === eventId)) return null;
      const found = await whole.get(eventId, ask);
      return found.value === null ? null : { ...found, value: found.value };
    },
  };
}

export const isOver = ({ startDate, endDate }: BackendEvent, now: number): boolean => {
  const end = endDate ?? startDate;
  return end !== undefined && end < now;
};

/** All pages, in whatever order the backend has them: the past ones may stand before those to come. */
async function readUpcoming(crm: Crm, now: number): Promise<BackendEvent[]> {
  const found: BackendEvent[] = [];
  for (let page = 0, offset = 0; page < MOST_PAGES; page++) {
    const { events, unreadable, total } = await crm.listEvents(
      { limit: PAGE, offset },
      { timeoutMs: PATIENCE_MS },
    );
    found.push(...events.filter((event) => !isOver(event, now)));
    const count = events.length + unreadable;
    offset += count;
    if (count === 0 || offset >= total) break;
  }
  return found.sort(byStart);
}

/** What decides where an event stands in the list. */
export type Placed = Pick<BackendEvent, "id" | "startDate">;
/** Those whose time nobody knows are last. */
export const byStart = (one: Placed, other: Placed): number =>
  startOf(one) - startOf(other) || (one.id < other.id ? -1 : 1);
const startOf = ({ startDate }: Placed) => startDate ?? Number.MAX_SAFE_INTEGER;

async function readEvent(crm: Crm, eventId: string): Promise<WholeEvent | null> {
  const options = { timeoutMs: PATIENCE_MS };
  const event = await crm.getEvent(eventId, options);
  return event && { event, products: await crm.listProducts(eventId, options) };
}
