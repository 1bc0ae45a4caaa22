import { z } from "zod";
import { rawObject, wireTimestamp } from "./values";

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

const eventShape = z.object({
  id: z.string().min(1).optional(),
  type: z.string().min(1),
  timestamp: wireTimestamp.optional(),
  organizationId: z.string().optional(),
  data: backendEventDataSchema,
  raw: rawObject,
});

/**
 * Reads both body forms of contracts/backend-api.md into one. The short form (`{ event, data }`) has neither `id` nor
 * `timestamp`: the receiver takes them from the signature headers.
 */
export const backendEventSchema = z
  .looseObject({ type: z.string().optional(), event: z.string().optional() })
  .transform((raw) => ({ ...raw, type: raw.type ?? raw.event, raw }))
  .pipe(eventShape);
