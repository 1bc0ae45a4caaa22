import { z } from "zod";
import {
  type BackendProduct,
  type PAYMENT_METHODS,
  eventSchema,
  productsSchema,
} from "../../shared/backend-api";
import type { Database } from "./store/database";
import { EVENT_STATUSES } from "./store/events";
import { type Category, insertOffer } from "./store/offer";

/** What an event needs beyond the contract's form, all of it with a default. */
const extras = z.looseObject({
  status: z.enum(EVENT_STATUSES).default("published"),
  ticketPrefix: z
    .string()
    .regex(/^[A-Z]{1,8}$/u)
    .default("T"),
  products: z.array(z.unknown()).default([]),
});
const productExtras = z.looseObject({ paymentRefused: z.boolean().default(false) });

/** Inserts an event in the contract's form with its `products`, unless it is there. True when it was inserted. */
export function seedEvent(db: Database, json: unknown): boolean {
  const read = eventSchema.safeParse(json);
  const more = extras.safeParse(json);
  if (!read.success || !more.success || read.data.startDate === undefined) {
    throw new Error("Event cannot be read");
  }
  const { id, name, startDate, endDate = startDate } = read.data;
  const { description, location, capacity, registrations, registrationClosesAt } = read.data;
  const { status, ticketPrefix, products } = more.data;
  const event = {
    ...{ id, name, startDate, endDate, status, ticketPrefix, createdAt: 0 },
    ...{ description: description ?? null, location: location ?? null, capacity: capacity ?? null },
    ...{ registrations: registrations ?? 0, registrationClosesAt: registrationClosesAt ?? null },
  };
  return insertOffer(db, event, () => productsSchema.parse(products).map(categoryOf));
}

function categoryOf({ id, name, price, currency, raw, addons, ...rest }: BackendProduct): Category {
  const { categoryCode = id, categoryLabel = name, payment = paymentOf(price) } = rest;
  const { paymentRefused } = productExtras.parse(raw);
  return {
    id,
    name,
    price,
    currency,
    categoryCode,
    categoryLabel,
    paymentMethod: payment,
    paymentRefused,
    addons,
  };
}

const paymentOf = (price: number): (typeof PAYMENT_METHODS)[number] => (price === 0 ? "free" : "card");
