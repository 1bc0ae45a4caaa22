import type { FunctionArgs } from "convex/server";
import { backendEventSchema } from "../../shared/backend-api";
import type { api } from "../convex/_generated/api";
import type { Proof } from "./verify";

type WebhookEvent = FunctionArgs<typeof api.webhooks.receive>["event"];

/**
 * Reads a verified body, in either form of the contract, or `null` when it is not an event. The short form has no ID
 * and no time of its own: then those of the signed headers count.
 */
export function readEvent(body: Buffer, proof: Extract<Proof, { ok: true }>): WebhookEvent | null {
  const payload = body.toString("utf8");
  const read = backendEventSchema.safeParse(parseJson(payload));
  if (!read.success) return null;
  const { id, type, timestamp, data } = read.data;
  const { frontendUserId, contactId, crmContactId, convexUserId, email, firstName, lastName, phone, reason } =
    data;
  const known = { frontendUserId, contactId: contactId ?? crmContactId, convexUserId };
  const said = Object.entries({ ...known, email, firstName, lastName, phone, reason });
  return {
    eventId: id ?? proof.eventId,
    type,
    eventAt: timestamp ?? proof.sentAt,
    payload,
    data: Object.fromEntries(
      said.flatMap(([field, value]) => (value === null || value === undefined ? [] : [[field, value]])),
    ),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
