import { v, type Infer } from "convex/values";

/** Whom a verified event is about and what it says of them, as far as Tandem acts on it. */
export const eventData = v.object({
  frontendUserId: v.optional(v.string()),
  contactId: v.optional(v.string()),
  convexUserId: v.optional(v.string()),
  email: v.optional(v.string()),
  firstName: v.optional(v.string()),
  lastName: v.optional(v.string()),
  phone: v.optional(v.string()),
  /** The contact's own status, in events about contacts. */
  status: v.optional(v.string()),
  reason: v.optional(v.string()),
});
export type EventData = Infer<typeof eventData>;

/** What of the data cannot be right, so that it is not acted on; `data` holds the rest. Holds no values. */
export const eventFailure = v.object({ field: v.string(), message: v.string() });

/** What a verified event says, parsed at the door. Times in ms since epoch. */
export const eventArgs = v.object({
  eventId: v.string(),
  type: v.string(),
  eventAt: v.number(),
  payload: v.string(),
  /** Of the body as it came, hexadecimal. */
  sha256: v.optional(v.string()),
  data: eventData,
  failure: v.optional(eventFailure),
});
export type WebhookEvent = Infer<typeof eventArgs>;

/** An event as it is applied: without the bytes it came in. `cameAt`: when it came, if it is applied later than that. */
export type KnownEvent = Omit<WebhookEvent, "payload" | "sha256"> & { cameAt?: number };

/** What a person shows as the last webhook about them, in the order in which they came. */
export function lastWebhookOf<Known extends { at: number; type: string } | undefined>(
  known: Known,
  { type, cameAt = Date.now() }: KnownEvent,
) {
  return known && (known.at > cameAt || (known.at === cameAt && known.type === type))
    ? known
    : { at: cameAt, type };
}
