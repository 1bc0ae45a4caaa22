import { z } from "zod";
import { Price } from "./events-api";
import { languages } from "./language";
import { RegistrationFields } from "./registration";

/** Booking an event in the portal: inputs and outputs of `portal.checkout` and what belongs to it. */

/** How long it is tried to begin a booking, in ms from the press: nobody is to be charged hours after they gave up. */
export const BEGIN_WITHIN_MS = 15 * 60_000;
/** How long a server that says nothing may hold a checkout, in ms: more than its two calls may take. */
export const CHECKOUT_LEASE_MS = 30_000;
/** How long what became of a checkout is kept, in ms from its end: so long its key books nothing again. */
export const CHECKOUT_KEPT_MS = 30 * 24 * 3_600_000;
/** A booking is woken when its member's account arrives at the backend; so late, in ms, where nobody has. */
export const ACCOUNT_LOOK_MS = 30_000;

/** Most add-ons of one booking. */
export const MOST_ADDONS = 20;

/**
 * 256 random bits, made by the browser before its first call and kept until the end: whoever repeats a call with it
 * repeats no booking. It is also what lets a guest look at what became of theirs.
 */
export const CheckoutKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);

/** What a guest says of themselves: a part of the registration. */
export const GuestFields = RegistrationFields.pick({
  ...{ salutation: true, title: true, firstName: true, lastName: true, email: true },
  ...{ phone: true, organization: true },
});
export type GuestFields = z.infer<typeof GuestFields>;

/** `agreed` is the price the person was shown: at any other nothing is booked. `guest` only of who is not signed in. */
export const CheckoutInput = z.object({
  key: CheckoutKey,
  eventId: z.string().min(1).max(200),
  productId: z.string().min(1).max(200),
  addonIds: z.array(z.string().min(1).max(200)).max(MOST_ADDONS),
  agreed: Price,
  /** The language of the page: the backend writes its mail in it. */
  language: z.enum(languages),
  guest: GuestFields.optional(),
});
export type CheckoutInput = z.infer<typeof CheckoutInput>;

export const CheckoutRef = z.object({ key: CheckoutKey });

/** Why nothing was booked. */
export const checkoutRefusals = [
  "full",
  "closed",
  "gone",
  "price_changed",
  "payment",
  "data",
  "session_over",
  "not_allowed",
  "rejected",
  "lapsed",
  "withdrawn",
  /** The desk has looked in the backend: it is not booked. */
  "found_none",
  /** Nobody could find out in thirty days; that nothing was charged is not said. */
  "never_known",
] as const;
export type CheckoutRefusal = (typeof checkoutRefusals)[number];

/** How far a checkout is that has not ended. */
export const openCheckoutSteps = ["asked", "confirming", "unknown"] as const;
export type OpenCheckoutStep = (typeof openCheckoutSteps)[number];

/** How far a checkout is. While it is `asked` the person may still withdraw. */
export const CheckoutStep = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("asked"), waitsFor: z.enum(["backend", "account"]), until: z.number() }),
  z.object({ kind: z.literal("confirming") }),
  /** It was confirmed, and no answer came: it is asked again by itself until there is one. */
  z.object({ kind: z.literal("unknown"), nextTryAt: z.number() }),
  z.object({ kind: z.literal("booked"), ticketNumber: z.string() }),
  /** `price`: what it costs now, where that is why and the backend said so. */
  z.object({ kind: z.literal("refused"), why: z.enum(checkoutRefusals), price: Price.nullable() }),
]);
export type CheckoutStep = z.infer<typeof CheckoutStep>;

export const CheckoutView = z.object({
  checkoutId: z.string(),
  eventId: z.string(),
  eventName: z.string(),
  productId: z.string(),
  agreed: Price,
  askedAt: z.number(),
  step: CheckoutStep,
});
export type CheckoutView = z.infer<typeof CheckoutView>;

export const isEnded = ({ step }: CheckoutView): boolean => step.kind === "booked" || step.kind === "refused";
