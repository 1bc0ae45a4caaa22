import type { Database } from "./database";
import { type Event, insertEvent } from "./events";
import { type Product, insertProduct } from "./products";

/** What can be booked of an event that is not there yet. */
export type Category = Omit<Product, "eventId">;

/** Inserts an event with what can be booked of it, unless the event is there. True when it was inserted. */
export function insertOffer(db: Database, event: Event, categories: () => readonly Category[]): boolean {
  if (!insertEvent(db, event)) return false;
  for (const category of categories()) insertProduct(db, { ...category, eventId: event.id });
  return true;
}
