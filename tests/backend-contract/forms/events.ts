import { z } from "zod";
import { currency, id, isJson, money, successIn, time } from "./read";

/** `{ id, name, description?, status, startDate, endDate, location, capacity, registrations }` */
const event = z.object({
  ...{ id, name: z.string(), description: z.string().nullish(), status: z.string() },
  ...{ startDate: time, endDate: time },
  location: z.union([z.string(), z.record(z.string(), z.unknown())]).nullable(),
  capacity: z.int().nonnegative().nullable(),
  registrations: z.int().nonnegative(),
});
export type Event = z.output<typeof event>;

export const eventForm = z
  .unknown()
  .transform((json) => (isJson(json) && isJson(json.event) ? json.event : json))
  .pipe(event);

/** `{ events: [Event], total }` */
export const eventPageForm = z
  .unknown()
  .transform((json) => (isJson(json) ? { ...json, events: json.events ?? json.items } : json))
  .pipe(z.object({ events: z.array(event), total: z.int().nonnegative() }));

/** `{ id, name, customProperties: { price, currency, categoryCode, categoryLabel, addons: [] } }` */
const product = z.object({
  ...{ id, name: z.string() },
  customProperties: z.object({
    ...{ price: money, currency, categoryCode: z.string(), categoryLabel: z.string() },
    addons: z.array(z.unknown()),
  }),
});

/** `{ products: [Product], count }` */
export const productsForm = z
  .unknown()
  .transform((json) => (isJson(json) ? { ...json, products: json.products ?? json.items } : json))
  .pipe(z.object({ products: z.array(product), count: z.int().nonnegative() }));

/** `{ sessionId, expiresAt, total, currency }` */
export const sessionForm = z.object({ sessionId: id, expiresAt: time, total: money, currency });

/** `{ success, transactionId, ticketId, ticketNumber, contactId, frontendUserId, isGuestRegistration }` */
export const confirmationForm = z
  .unknown()
  .transform(confirmation)
  .pipe(
    z.object({
      success: z.literal(true),
      ...{ transactionId: id, ticketId: id, ticketNumber: id, contactId: id, frontendUserId: id },
      isGuestRegistration: z.boolean(),
    }),
  );

/** `{ bookings: [{ id, eventId, eventName, startDate, ticketNumber, status, total, currency, createdAt }] }` */
export const bookingsForm = z
  .unknown()
  .transform((json) => (isJson(json) ? { bookings: json.bookings ?? json.items } : json))
  .pipe(
    z.object({
      bookings: z.array(
        z.object({
          ...{ id, eventId: id, eventName: z.string(), startDate: time, ticketNumber: id },
          ...{ status: z.string(), total: money, currency, createdAt: time },
        }),
      ),
    }),
  );

/** The contact's other name is taken here as for workflows. */
function confirmation(json: unknown): unknown {
  if (!isJson(json)) return json;
  const body = isJson(json.data) ? { ...json.data, ...json } : json;
  return { ...body, success: successIn(json), contactId: body.contactId ?? body.crmContactId };
}
