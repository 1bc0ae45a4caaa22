import type { FunctionArgs } from "convex/server";
import { backendEventSchema } from "../../shared/backend-api";
import type { api } from "../convex/_generated/api";
import type { Proof } from "./verify";

type WebhookEvent = FunctionArgs<typeof api.webhooks.receive>["event"];

/** Longer than any platform's; they are looked up by index and shown in filters. In characters. */
const LONGEST = { eventId: 300, type: 100 };

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a verified body, in either form of the contract, or `null` when it is not an event. The short form has no ID
 * and no time of its own: then those of the signed headers count. Nothing happens after it was sent: a wrong time in the far
 * future would make every later event of that person stale.
 */
export function readEvent(body: Buffer, proof: Pick<Proof, "eventId" | "happenedBy">): WebhookEvent | null {
  const payload = textOf(body);
  const read = backendEventSchema.safeParse(payload === null ? null : parseJson(payload));
  if (payload === null || !read.success) return null;
  const { id, type, timestamp, data } = read.data;
  const eventId = id ?? proof.eventId;
  if (eventId.length > LONGEST.eventId || type.length > LONGEST.type) return null;
  const { frontendUserId, convexUserId, email, firstName, lastName, phone, reason } = data;
  const status = typeof data.status === "string" ? data.status : null;
  const known = { frontendUserId, contactId: data.contactId ?? data.crmContactId, convexUserId };
  const said = Object.entries({ ...known, email, firstName, lastName, phone, status, reason });
  return {
    eventId,
    type,
    eventAt: Math.min(timestamp ?? proof.happenedBy, proof.happenedBy),
    payload,
    data: Object.fromEntries(
      said.flatMap(([field, value]) => (value === null || value === undefined ? [] : [[field, value]])),
    ),
  };
}

/** Null when it is not UTF-8: what is kept must be what was sent. */
function textOf(body: Buffer): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
