import { setTimeout as sleep } from "node:timers/promises";
import type { BackendBooking } from "../../shared/backend-api";
import type { Booking, Bookings } from "../../shared/bookings-api";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { isCrmError } from "../crm/port";
import type { Context } from "./context";
import { appError } from "./trpc";

/** How long the page waits for the backend, in ms. There is no mirror of bookings to show instead. */
const PATIENCE_MS = 3_000;

/** What a person has booked, as the backend has it now. A backend that fails is part of the answer. */
export async function readBookings(
  ctx: { convex: ConvexCaller } & Pick<Context, "crm" | "events">,
  id: string,
): Promise<Bookings> {
  const person = await ctx.convex.query(api.people.get, { id });
  if (!person) throw appError({ code: "not_found", message: "Nobody has this ID." });
  const { frontendUserId } = person.row;
  if (!frontendUserId) return { kind: "no_frontend_user" };
  try {
    const asked = ctx.crm.listBookings(frontendUserId, { timeoutMs: PATIENCE_MS });
    const [bookings, view] = await Promise.all([asked, bookingViews(ctx)]);
    return { kind: "live", readAt: Date.now(), bookings: bookings.map(view) };
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return { kind: "failed", code: error.code };
  }
}

/**
 * Writes bookings as people read them. Those of events to come say which it is; not so while nobody knows the events, and
 * nobody waits longer for them than for the bookings.
 */
export async function bookingViews({ events }: Pick<Context, "events">, patienceMs = PATIENCE_MS) {
  const none = { value: [] };
  const known = events.upcoming().catch((error: unknown) => {
    if (!isCrmError(error)) throw error;
    return none;
  });
  const coming = await Promise.race([known, sleep(patienceMs, none, { ref: false })]);
  const ids = new Set(coming.value.map(({ id }) => id));
  return (booking: BackendBooking): Booking => {
    const { id, eventId, eventName, startDate, ticketNumber, status, total, currency, createdAt } = booking;
    return {
      ...{ id, eventName, status },
      eventId: eventId !== undefined && ids.has(eventId) ? eventId : null,
      startDate: startDate ?? null,
      ticketNumber: ticketNumber ?? null,
      price: total === undefined || currency === undefined ? null : { total, currency },
      bookedAt: createdAt ?? null,
    };
  };
}
