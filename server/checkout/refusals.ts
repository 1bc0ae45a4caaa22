import type { CheckoutRefusal } from "../../shared/checkout-api";
import { isTransient } from "../../shared/sync-errors";
import type { CrmError } from "../crm/port";

const BY_BACKEND_CODE: Readonly<Record<string, CheckoutRefusal>> = {
  EVENT_FULL: "full",
  EVENT_CLOSED: "closed",
  EVENT_NOT_FOUND: "gone",
  PRICE_MISMATCH: "price_changed",
  PAYMENT_FAILED: "payment",
  VALIDATION_ERROR: "data",
  SESSION_EXPIRED: "session_over",
  SESSION_NOT_FOUND: "session_over",
  USER_SUSPENDED: "not_allowed",
};

/**
 * Why the backend books nothing, or `null` when it has not said so: then it is asked again. A key that is refused is the
 * desk's to mend, and says nothing of the booking.
 */
export function refusalOf({ code, backendCode }: CrmError): CheckoutRefusal | null {
  if (isTransient(code) || code === "unauthorized") return null;
  if (backendCode !== undefined && Object.hasOwn(BY_BACKEND_CODE, backendCode))
    return BY_BACKEND_CODE[backendCode] ?? null;
  return code === "validation" ? "data" : "rejected";
}

/** The same of a session that was to be confirmed. One that somebody else is at is no answer. */
export const confirmRefusalOf = (error: CrmError): CheckoutRefusal | null =>
  error.code === "conflict" ? null : refusalOf(error);
