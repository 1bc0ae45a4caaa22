import type { CheckoutRequest } from "../../../shared/backend-api";
import type { Changes } from "../changes";
import { mailLanguage } from "../mail/language";
import { enqueueMail } from "../mail/outbox";
import type { Event } from "../store/events";
import type { PricedOrder } from "./order";

/** What the confirmation of a booking tells. */
interface Confirmed {
  event: Event;
  order: PricedOrder;
  request: CheckoutRequest;
  organization: string;
  ticketNumber: string;
}

/** Queues the mail that is the ticket, to the address that was given at the checkout. */
export function queueConfirmation(changes: Changes, confirmed: Confirmed): void {
  const { event, order, request, organization, ticketNumber } = confirmed;
  const { total, currency, items } = order;
  enqueueMail(changes, {
    template: "registration_confirmation",
    intent: `ticket/${ticketNumber}`,
    recipient: request.customerData.email.trim(),
    firstName: request.customerData.firstName,
    organization,
    language: mailLanguage(request.metadata?.language),
    booking: {
      ...{ ticketNumber, eventName: event.name, startDate: event.startDate, items, total, currency },
      location: event.location ?? undefined,
      payment: paymentOf(order),
    },
  });
}

/** One order, one way to pay: by card as soon as anything of it is. */
function paymentOf({ tickets, total }: PricedOrder): "invoice" | "card" | undefined {
  if (total === 0) return undefined;
  return tickets.some(({ product }) => product.paymentMethod === "card") ? "card" : "invoice";
}
