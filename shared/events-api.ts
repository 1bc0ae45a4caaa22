import { z } from "zod";
import { SYNC_ERROR_CODES } from "./sync-errors";

/** Events in the portal. Times are ms since epoch, money is in minor units of its currency (ISO 4217). */
export const Price = z.object({ total: z.int().nonnegative(), currency: z.string().regex(/^[A-Z]{3}$/u) });
export type Price = z.infer<typeof Price>;

const Id = z.string().min(1).max(200);

/** Whether an event can be booked. The last word has the backend, at the checkout. */
export const eventStandings = ["open", "full", "closed", "over"] as const;
export type EventStanding = (typeof eventStandings)[number];

export const EventSummary = z.object({
  id: z.string(),
  name: z.string(),
  startsAt: z.number().nullable(),
  endsAt: z.number().nullable(),
  place: z.string().nullable(),
  standing: z.enum(eventStandings),
  /** Places that were free when the backend was asked; `null` where there is room for everybody. */
  placesLeft: z.int().nullable(),
});
export type EventSummary = z.infer<typeof EventSummary>;

/** How a category is paid. `card` is paid at the backend only: the portal has no form for cards. */
export const payments = ["free", "invoice", "card"] as const;

const Addon = z.object({ id: z.string(), name: z.string(), price: z.int() });
export const EventCategory = z.object({
  id: z.string(),
  name: z.string(),
  price: z.int(),
  currency: z.string(),
  payment: z.enum(payments),
  addons: z.array(Addon),
});
export type EventCategory = z.infer<typeof EventCategory>;

export const EventDetail = EventSummary.extend({
  description: z.string().nullable(),
  categories: z.array(EventCategory),
});
export type EventDetail = z.infer<typeof EventDetail>;

/** How old what is answered is: `fresh` is false when the backend did not answer, and this is what it said before. */
const age = { readAt: z.number(), fresh: z.boolean() };
const Failed = z.object({ kind: z.literal("failed"), code: z.enum(SYNC_ERROR_CODES).nullable() });

/** Asks the backend although there is an answer that is hardly old: after it has refused what that answer promised. */
const afresh = z.boolean().optional();

/** Upcoming events, those that come first first. `nextCursor` asks for more. */
export const EventsInput = z.object({ cursor: z.string().max(300).nullish() });
export const UpcomingEvents = z.discriminatedUnion("kind", [
  z.object({
    ...{ kind: z.literal("events"), ...age, events: z.array(EventSummary) },
    nextCursor: z.string().nullable(),
  }),
  Failed,
]);
export type UpcomingEvents = z.infer<typeof UpcomingEvents>;

export const EventInput = z.object({ eventId: Id, afresh });
export const EventAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("event"), ...age, event: EventDetail }),
  z.object({ kind: z.literal("unknown") }),
  Failed,
]);
export type EventAnswer = z.infer<typeof EventAnswer>;
