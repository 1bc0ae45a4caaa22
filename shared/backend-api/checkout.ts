import { z } from "zod";
import { wireCurrency } from "./product";
import { isJsonObject, rawObject, unwrapData, wireText, wireTimestamp } from "./values";
import { customerDataSchema } from "./workflow";

/** Of one order: more than a group books at once, few enough that nobody takes a whole event with one. */
export const MOST_PLACES = 20;

/** What is ordered: a product or one of its add-ons, by ID. */
const orderLineSchema = z.object({
  productId: z.string().min(1).max(200),
  quantity: z.int().min(1).max(MOST_PLACES),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

const linesSchema = z
  .array(orderLineSchema)
  .min(1)
  .max(50)
  .refine((lines) => new Set(lines.map(({ productId }) => productId)).size === lines.length, {
    message: "name a product twice: give it once, with its quantity",
  });

/** What an event's own form asked for, as JSON. */
const MOST_RESPONSES = 20_000;
const formResponsesSchema = rawObject.refine(
  (responses) => JSON.stringify(responses).length <= MOST_RESPONSES,
  { message: `have more than ${MOST_RESPONSES} characters` },
);

/**
 * Body of `POST /checkout/sessions`. `total` is what the person was shown, in minor units: the backend computes its
 * own, and refuses with `PRICE_MISMATCH` when they differ.
 */
export const checkoutRequestSchema = z.object({
  eventId: z.string().min(1).max(200),
  products: linesSchema,
  customerData: customerDataSchema,
  formResponses: formResponsesSchema.optional(),
  /** `language` is the one in which the person reads (`de`, `en`); not every version knows it. */
  metadata: z
    .object({ convexUserId: z.string().min(1).max(500).optional(), language: z.string().max(35).optional() })
    .optional(),
  total: z.int().nonnegative().optional(),
});
export type CheckoutRequest = z.output<typeof checkoutRequestSchema>;

/** Body of `POST /checkout/confirm`. */
export const confirmRequestSchema = z.object({ sessionId: z.string().min(1) });

const inner = (json: unknown): unknown => {
  const body = unwrapData(json);
  return isJsonObject(body) && body.success === true && isJsonObject(body.data) ? body.data : body;
};

/** Reads the answer to `POST /checkout/sessions`. `expiresAt` is Unix milliseconds, `total` in minor units. */
export const checkoutSessionSchema = z
  .unknown()
  .transform(inner)
  .pipe(
    z.object({
      sessionId: wireText,
      expiresAt: wireTimestamp,
      total: z.int().nonnegative(),
      currency: wireCurrency,
    }),
  );
export type CheckoutSession = z.output<typeof checkoutSessionSchema>;

/** Reads the answer to `POST /checkout/confirm`; the contact may come as `contactId` or `crmContactId`. */
export const confirmedCheckoutSchema = z
  .unknown()
  .transform((json) => {
    const body = inner(json);
    return isJsonObject(body) ? { ...body, contactId: body.contactId ?? body.crmContactId } : body;
  })
  .pipe(
    z.object({
      transactionId: wireText,
      ticketId: wireText,
      ticketNumber: wireText,
      contactId: wireText,
      frontendUserId: wireText,
      isGuestRegistration: z.boolean().default(false),
    }),
  );
export type ConfirmedCheckout = z.output<typeof confirmedCheckoutSchema>;
