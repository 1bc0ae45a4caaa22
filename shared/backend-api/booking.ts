import { z } from "zod";
import { wireCurrency } from "./product";
import { compact, firstPresent, isJsonObject, unwrapData, wireText, wireTimestamp } from "./values";

const bookingShape = z.object({
  id: wireText,
  eventId: wireText.optional(),
  eventName: z.string(),
  startDate: wireTimestamp.optional(),
  ticketNumber: wireText.optional(),
  status: z.string(),
  total: z.int().optional(),
  currency: wireCurrency.optional(),
  createdAt: wireTimestamp.optional(),
});

/** One booking of an event. Times are Unix milliseconds, `total` is in minor units of `currency` (ISO 4217). */
export type BackendBooking = z.output<typeof bookingShape>;

/** Reads `{ bookings }`, `{ items }` or a bare list. */
export const bookingsSchema = z
  .unknown()
  .transform((json) => {
    const body = unwrapData(json);
    const list = isJsonObject(body) ? (body.bookings ?? body.items) : body;
    return Array.isArray(list) ? list.map(toShape) : list;
  })
  .pipe(z.array(bookingShape));

function toShape(json: unknown): unknown {
  if (!isJsonObject(json)) return json;
  const first = (...keys: string[]) => firstPresent([json], keys);
  return compact({
    ...{ id: first("id", "_id"), eventId: first("eventId"), eventName: first("eventName", "name") ?? "" },
    ...{ startDate: first("startDate"), ticketNumber: first("ticketNumber"), total: first("total") },
    ...{ status: first("status") ?? "confirmed", currency: first("currency"), createdAt: first("createdAt") },
  });
}
