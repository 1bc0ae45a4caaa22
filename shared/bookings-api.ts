import { z } from "zod";
import { Plain } from "./personal";
import { SYNC_ERROR_CODES } from "./sync-errors";

/** A booking as the backend has it. Times are ms since epoch, `total` is in minor units of `currency` (ISO 4217). */
export const Booking = z.object({
  id: Plain,
  /** The event, where it is still to come: then it has a page in the portal. */
  eventId: Plain.nullable(),
  eventName: Plain,
  startDate: z.number().nullable(),
  ticketNumber: Plain.nullable(),
  status: Plain,
  price: z.object({ total: z.int(), currency: Plain }).nullable(),
  bookedAt: z.number().nullable(),
});
export type Booking = z.infer<typeof Booking>;

/** `users.bookings({ id })`: read from the backend just now, or why not. They are stored nowhere in Tandem. */
export const Bookings = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("live"), readAt: z.number(), bookings: z.array(Booking) }),
  /** The backend did not answer as it should; the error class where it is known. */
  z.object({ kind: z.literal("failed"), code: z.enum(SYNC_ERROR_CODES).nullable() }),
  /** Nobody of the backend's users is this person yet, so there is nothing to ask for. */
  z.object({ kind: z.literal("no_frontend_user") }),
]);
export type Bookings = z.infer<typeof Bookings>;
