import { z } from "zod";
import { Booking } from "./bookings-api";
import { CheckoutView } from "./checkout-api";
import { SYNC_ERROR_CODES } from "./sync-errors";

/** `portal.bookings`: what the signed-in member has booked, as the backend has it now, and what is on its way there. */
export const OwnBookings = z.object({
  /** Newest first. What has ended is among them for thirty days: it stands in where the backend does not answer. */
  checkouts: z.array(CheckoutView),
  backend: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("live"), readAt: z.number(), bookings: z.array(Booking) }),
    z.object({ kind: z.literal("failed"), code: z.enum(SYNC_ERROR_CODES).nullable() }),
    /** The backend does not know the member yet. */
    z.object({ kind: z.literal("not_linked") }),
  ]),
});
export type OwnBookings = z.infer<typeof OwnBookings>;
