import { ApiError } from "../api-error";
import type { Backend } from "../backend";
import { sendAgain } from "./deliveries";
import { existingDelivery } from "./delivery-log";
import { findEndpointByUrl } from "./endpoints";

/** Begins a delivery anew, as somebody asked, and answers it. Throws when it is unknown or its endpoint disabled. */
export function resend({ db, clock, nudge }: Backend, id: string) {
  const endpoint = findEndpointByUrl(db, existingDelivery(db, id).endpointUrl);
  if (!endpoint || endpoint.disabledAt !== null) {
    throw new ApiError(409, "ENDPOINT_DISABLED", "The endpoint takes no events: enable it first");
  }
  sendAgain(db, Number(id), clock.now());
  nudge();
  return existingDelivery(db, id);
}
