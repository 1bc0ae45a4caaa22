import type { BackendBooking } from "../../shared/backend-api";
import type { OwnBookings } from "../../shared/own-bookings-api";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { isCrmError } from "../crm/port";
import type { Context } from "./context";
import { bookingViews } from "./read-bookings";

/** How long the page waits for the backend, in ms. */
const PATIENCE_MS = 3_000;

/**
 * What the acting member has booked, as the backend has it now, and what is on its way there. Whoever has registered with
 * an address that is perhaps not theirs is not shown what its owner has booked as a guest.
 */
export async function readOwnBookings(
  ctx: { convex: ConvexCaller } & Pick<Context, "crm" | "events">,
): Promise<OwnBookings> {
  const own = await ctx.convex.query(api.checkouts.own, {});
  const { checkouts, tickets, frontendUserId, proven } = own;
  if (frontendUserId === null) return { checkouts, backend: { kind: "not_linked" } };
  try {
    const asked = ctx.crm.listBookings(frontendUserId, { timeoutMs: PATIENCE_MS });
    const [found, view] = await Promise.all([asked, bookingViews(ctx)]);
    const bookings = proven ? found : found.filter(bookedHere(tickets));
    return { checkouts, backend: { kind: "live", readAt: Date.now(), bookings: bookings.map(view) } };
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return { checkouts, backend: { kind: "failed", code: error.code } };
  }
}

/** What they have booked themselves, signed in. An owner of the address may still book with it as a guest. */
const bookedHere =
  (tickets: string[]) =>
  ({ ticketNumber }: BackendBooking) =>
    ticketNumber !== undefined && tickets.includes(ticketNumber);
