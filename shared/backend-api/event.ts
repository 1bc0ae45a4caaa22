import { z } from "zod";
import {
  compact,
  firstPresent,
  isJsonObject,
  rawObject,
  unwrapData,
  wireText,
  wireTimestamp,
} from "./values";

/** What a version sends oddly in a field that nobody needs is left out, and the event is still there. */
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const eventShape = z.object({
  id: wireText,
  name: z.string(),
  description: lenient(wireText),
  status: z.string(),
  startDate: lenient(wireTimestamp),
  endDate: lenient(wireTimestamp),
  location: lenient(wireText),
  capacity: lenient(z.int().nonnegative()),
  registrations: lenient(z.int().nonnegative()),
  registrationClosesAt: lenient(wireTimestamp),
  raw: rawObject,
});

/**
 * An event of the backend, in Tandem's one form. Times are Unix milliseconds. Without a `capacity` there is room for
 * everybody. `registrationClosesAt` is sent by some versions only; the last word is `EVENT_CLOSED` at the checkout.
 */
export type BackendEvent = z.output<typeof eventShape>;

/** A page of events. `unreadable` counts those that were left out, so that one odd event hides no others. */
export interface EventPage {
  events: BackendEvent[];
  unreadable: number;
  total: number;
}

/** Reads one event, bare or in `{ event }`. */
export const eventSchema = z
  .unknown()
  .transform((json) => toShape(unwrapOne(unwrapData(json))))
  .pipe(eventShape);

/** Reads `{ events, total }`, `{ items, total }` or a bare list; a `total` that is not sent is what was seen. */
export function eventPageSchema(offset: number) {
  return z
    .unknown()
    .transform((json) => {
      const body = unwrapData(json);
      return isJsonObject(body) ? { items: body.events ?? body.items, total: body.total } : { items: body };
    })
    .pipe(z.object({ items: z.array(z.unknown()), total: z.int().nonnegative().optional() }))
    .transform(({ items, total }): EventPage => {
      const events = items.flatMap((item) => eventSchema.safeParse(item).data ?? []);
      const seen = offset + items.length;
      return { events, unreadable: items.length - events.length, total: total ?? seen };
    });
}

function unwrapOne(body: unknown): unknown {
  return isJsonObject(body) && isJsonObject(body.event) ? body.event : body;
}

const FIELDS = [
  ...(["description", "startDate", "endDate", "location"] as const),
  ...(["capacity", "registrations", "registrationClosesAt"] as const),
];

function toShape(body: unknown): unknown {
  if (!isJsonObject(body)) return body;
  const nested = isJsonObject(body.customProperties) ? body.customProperties : {};
  const read = (...keys: string[]) => firstPresent([body, nested], keys);
  return compact({
    ...Object.fromEntries(FIELDS.map((field) => [field, read(field)])),
    id: read("id", "_id"),
    name: read("name", "displayName"),
    status: read("status") ?? "published",
    raw: body,
  });
}
