import type { EventAnswer, UpcomingEvents } from "../../shared/events-api";
import { isCrmError } from "../crm/port";
import type { Context } from "../trpc/context";
import { afterCursor, cursorOf } from "./pages";
import { detailOf, summaryOf } from "./views";

type Needs = Pick<Context, "events" | "eventsGuard">;

/** Events of one page. */
const PAGE = 10;

/** A page of the events to come. A backend that fails is part of the answer. */
export async function readUpcoming(
  { events, eventsGuard }: Needs,
  { cursor }: { cursor?: string | null | undefined },
): Promise<UpcomingEvents> {
  try {
    const { value, ...age } = await events.upcoming({ admit: eventsGuard.lookUp });
    const found = cursor ? value.filter(afterCursor(cursor)) : value;
    const last = found.length > PAGE ? found[PAGE - 1] : undefined;
    return {
      ...{ kind: "events", ...age, nextCursor: last ? cursorOf(last) : null },
      events: found.slice(0, PAGE).map((event) => summaryOf(event, Date.now())),
    };
  } catch (error) {
    return failed(error);
  }
}

/** One event with what can be booked of it. Those that are over are unknown here. */
export async function readEvent(
  { events, eventsGuard }: Needs,
  { eventId, afresh = false }: { eventId: string; afresh?: boolean | undefined },
): Promise<EventAnswer> {
  try {
    const found = await events.find(eventId, { admit: eventsGuard.lookUp, afresh });
    if (!found) return { kind: "unknown" };
    const { value, ...age } = found;
    return { kind: "event", ...age, event: detailOf(value, Date.now()) };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown) {
  if (isCrmError(error)) return { kind: "failed" as const, code: error.code };
  throw error;
}
