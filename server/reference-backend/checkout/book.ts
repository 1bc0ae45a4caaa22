import type { CheckoutRequest, ConfirmedCheckout } from "../../../shared/backend-api";
import { ApiError } from "../api-error";
import type { Changes } from "../changes";
import { newBookingId, newTransactionId } from "../ids";
import { insertBooking } from "../store/bookings";
import { type Event, findEvent, takePlaces } from "../store/events";
import { productsOf } from "../store/products";
import { type Ticket, issueTicket } from "../store/tickets";
import { attendeeOf } from "./attendee";
import { queueConfirmation } from "./confirmation";
import { bookableEvent, full } from "./open";
import { type PricedOrder, checkShown, priceOrder } from "./order";

/** For whom we book, and the sum that was agreed on, in minor units, if one was. */
interface Terms {
  organization: string;
  agreedTotal: number | undefined;
}

/**
 * Books an order now: places, payment, people, tickets and mail in the caller's one transaction, so that of two orders
 * for the last place one wins and a refusal, which is thrown, keeps nothing.
 */
export function bookOrder(changes: Changes, request: CheckoutRequest, terms: Terms): ConfirmedCheckout {
  const { db, now } = changes;
  const event = bookableEvent(findEvent(db, request.eventId), now);
  const order = priceOrder(productsOf(db, event.id), request.products);
  checkShown(terms.agreedTotal, order);
  if (!takePlaces(db, event.id, order.places)) throw full();
  charge(order);
  const attendee = attendeeOf(changes, request);
  const booked = insertOrder(changes, { event, order, request, frontendUserId: attendee.frontendUserId });
  const { organization } = terms;
  queueConfirmation(changes, { event, order, request, organization, ticketNumber: booked.ticketNumber });
  return { ...booked, ...attendee };
}

/** There is no payment provider: everything is paid, but for what is made to fail. */
function charge({ tickets, total }: PricedOrder): void {
  if (total === 0 || !tickets.some(({ product }) => product.paymentRefused)) return;
  throw new ApiError(402, "PAYMENT_FAILED", "The payment was refused");
}

interface Order {
  event: Event;
  order: PricedOrder;
  request: CheckoutRequest;
  frontendUserId: string;
}

function insertOrder({ db, now }: Changes, { event, order, request, frontendUserId }: Order) {
  const bookingId = newBookingId();
  const transactionId = newTransactionId();
  const of = { bookingId, eventId: event.id, prefix: event.ticketPrefix };
  const tickets = order.tickets.flatMap(({ product, quantity }) =>
    Array.from({ length: quantity }, () => issueTicket(db, of, product.id, now)),
  );
  // An order has a product, and a product has a quantity of one at least.
  const [first] = tickets as [Ticket, ...Ticket[]];
  insertBooking(db, {
    ...{ id: bookingId, frontendUserId, transactionId, status: "confirmed", createdAt: now },
    ...{ eventId: event.id, eventName: event.name, startDate: event.startDate },
    ...{ ticketNumber: first.number, total: order.total, currency: order.currency },
    ...{ lines: request.products, customer: request.customerData },
    ...(request.formResponses ? { formResponses: request.formResponses } : {}),
  });
  return { transactionId, ticketId: first.id, ticketNumber: first.number };
}
