import { z } from "zod";
import { rawObject, wireTimestamp } from "./values";

/** The webhook types Tandem acts on. Any other type is logged as ignored. */
export const BACKEND_EVENT_TYPES = [
  "user.updated",
  "user.deleted",
  "user.suspended",
  "user.reactivated",
  "contact.created",
  "contact.updated",
  "contact.deleted",
] as const;
export type BackendEventType = (typeof BACKEND_EVENT_TYPES)[number];

const text = z.string().nullish();

/** Whom an event is about. Every field is optional, and fields not listed here are kept. */
export const backendEventDataSchema = z.looseObject({
  frontendUserId: text,
  contactId: text,
  crmContactId: text,
  convexUserId: text,
  email: text,
  firstName: text,
  lastName: text,
  phone: text,
  reason: text,
});
export type BackendEventData = z.infer<typeof backendEventDataSchema>;

const eventShape = z.object({
  id: z.string().min(1).optional(),
  type: z.string().min(1),
  timestamp: wireTimestamp.optional(),
  organizationId: z.string().optional(),
  data: backendEventDataSchema,
  raw: rawObject,
});

/**
 * A webhook body in one form. The short form (`{ event, data }`) has neither `id` nor `timestamp`: the receiver
 * takes them from the signature headers, or makes them up from the bytes and the time of arrival.
 */
export type BackendEvent = z.output<typeof eventShape>;

/** Reads both body forms of contracts/backend-api.md. */
export const backendEventSchema = z
  .looseObject({ type: z.string().optional(), event: z.string().optional() })
  .transform((raw) => ({ ...raw, type: raw.type ?? raw.event, raw }))
  .pipe(eventShape);
