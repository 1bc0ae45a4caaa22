import type { CheckoutRequest } from "../../../shared/backend-api";
import { ApiError, eventNotFound, validationError } from "../api-error";
import type { Changes } from "../changes";
import { isEmail } from "../contact-edit";
import { newSessionId } from "../ids";
import type { StoredAnswer } from "../store/answers";
import { insertSession } from "../store/checkout-sessions";
import { type Event, findEvent } from "../store/events";
import { productsOf } from "../store/products";
import { checkShown, priceOrder } from "./order";

/** Long enough to fill in a form and to find one's credit card. */
const SESSION_MS = 30 * 60 * 1000;

/** Begins a booking: says what it costs, and holds nothing yet. Throws what stands against it already. */
export function openSession({ db, now }: Changes, request: CheckoutRequest): StoredAnswer {
  checkCustomer(request);
  const event = bookableEvent(findEvent(db, request.eventId), now);
  const order = priceOrder(productsOf(db, event.id), request.products);
  if (event.capacity !== null && event.registrations + order.places > event.capacity) throw full();
  checkShown(request.total, order);
  const { total, currency } = order;
  const id = newSessionId();
  const expiresAt = now + SESSION_MS;
  insertSession(db, {
    id,
    eventId: event.id,
    request,
    total,
    currency,
    expiresAt,
    answer: null,
    createdAt: now,
  });
  return { status: 201, body: { sessionId: id, expiresAt, total, currency } };
}

/** Throws the 400 when nobody could be reached at this e-mail. */
export function checkCustomer({ customerData }: CheckoutRequest): void {
  if (isEmail(customerData.email)) return;
  throw validationError([{ field: "customerData.email", message: "is not an e-mail address" }]);
}

/** The event, if anybody can book it now. Throws the refusal otherwise. */
export function bookableEvent(event: Event | undefined, now: number): Event {
  if (!event || event.status === "draft") throw eventNotFound();
  const closesAt = Math.min(event.registrationClosesAt ?? event.startDate, event.startDate);
  if (event.status === "published" && now < closesAt) return event;
  throw new ApiError(400, "EVENT_CLOSED", "Registration for this event is closed");
}

export const full = () => new ApiError(400, "EVENT_FULL", "There are not so many places left");
