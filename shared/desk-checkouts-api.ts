import { z } from "zod";
import { checkoutRefusals } from "./checkout-api";
import { PersonalEmail, PersonalName, Plain } from "./personal";
import { SYNC_ERROR_CODES } from "./sync-errors";

/** Bookings on their way to the backend, as the desk sees them. Times are ms since epoch. */
const DeskCheckoutStep = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("asked"), waitsFor: z.enum(["backend", "account"]), until: z.number() }),
  z.object({ kind: z.literal("confirming") }),
  /** It may be booked, and charged: the backend was asked to book and did not answer. */
  z.object({ kind: z.literal("unknown"), nextTryAt: z.number() }),
  z.object({ kind: z.literal("booked"), ticketNumber: Plain }),
  z.object({ kind: z.literal("refused"), why: z.enum(checkoutRefusals), endedAt: z.number() }),
]);

export const DeskCheckout = z.object({
  checkoutId: Plain,
  eventId: Plain,
  eventName: Plain,
  agreed: z.object({ total: z.int(), currency: Plain }),
  askedAt: z.number(),
  step: DeskCheckoutStep,
  /** The class of the last failure, if a try has failed. */
  errorCode: z.enum(SYNC_ERROR_CODES).nullable(),
  /** Booked by somebody who was not signed in, and typed this address. */
  asGuest: z.boolean(),
});
export type DeskCheckout = z.infer<typeof DeskCheckout>;

/** `users.checkouts({ id })`: newest first, what has ended for thirty days. */
export const DeskCheckouts = z.array(DeskCheckout);

export const HurryCheckoutInput = z.object({ id: z.string(), checkoutId: z.string() });

/** How a booking ended that somebody has looked for in the backend; no ticket: it is not booked. */
export const SettleCheckoutInput = z.object({
  checkoutId: z.string(),
  ticketNumber: z.string().trim().min(1, "Enter the number of the ticket.").max(100).nullable(),
});

/** Whose a booking is: somebody with a row, or a guest by the address that they typed. */
const Booker = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), linkId: Plain, name: PersonalName }),
  z.object({ kind: z.literal("guest"), email: PersonalEmail }),
]);

/** Bookings that have waited for longer than a booking takes, those that wait for longest first. */
export const LateCheckouts = z.object({
  /** Of the oldest 1000. */
  count: z.int(),
  /** Of these, how many may be booked already. */
  unknown: z.int(),
  oldestAt: z.number().nullable(),
  first: z.array(DeskCheckout.extend({ who: Booker })),
});
export type LateCheckouts = z.infer<typeof LateCheckouts>;
