import { z } from "zod";
import { type CheckoutRequest, checkoutRequestSchema } from "../../../shared/backend-api";
import { bookOrder } from "../checkout/book";
import { checkCustomer } from "../checkout/open";
import type { BehaviorContext } from "./workflow";

const oldForm = checkoutRequestSchema
  .omit({ products: true })
  .extend({ productId: z.string().min(1) })
  .transform(({ productId, ...order }) => ({ ...order, products: [{ productId, quantity: 1 }] }));

/** `inputData` of `event_registration_complete`: what the checkout takes, or one `productId`. */
export const eventRegistrationInputSchema: z.ZodType<CheckoutRequest> = z.union([
  checkoutRequestSchema,
  oldForm,
]);

/** Books without a checkout session: opened and confirmed in one. */
export function bookEvent(context: BehaviorContext<CheckoutRequest>): Record<string, unknown> {
  const { changes, input, organizationName, log } = context;
  checkCustomer(input);
  const booked = bookOrder(changes, input, { organization: organizationName, agreedTotal: input.total });
  log("info", `issued ticket ${booked.ticketId}`);
  return { ...booked };
}
