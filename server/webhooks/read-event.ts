import type { FunctionArgs } from "convex/server";
import { backendEventSchema } from "../../shared/backend-api";
import type { api } from "../convex/_generated/api";
import type { Proof } from "./verify";

type WebhookEvent = FunctionArgs<typeof api.webhooks.receive>["event"];

/**
 * Reads a verified body, in either form of the contract, or `null` when it is not an event. The short form has no ID
 * and no time of its own: then those of the signed headers count. Nothing happens after it was sent: a wrong time in the far
 * future would make every later event of that person stale.
 */
export function readEvent(body: Buffer, proof: Pick<Proof, "eventId" | "happenedBy">): WebhookEvent | null {
  const payload = body.toString("utf8");
  const read = backendEventSchema.safeParse(parseJson(payload));
  if (!read.success) return null;
  const { id, type, timestamp, data } = read.data;
  const { frontendUserId, convexUserId, email, firstName, lastName, phone, reason } = data;
  const status = typeof data.status === "string" ? data.status : null;
  const known = { frontendUserId, contactId: data.contactId ?? data.crmContactId, convexUserId };
  const said = Object.entries({ ...known, email, firstName, lastName, phone, status, reason });
  return {
    eventId: id ?? proof.eventId,
    type,
    eventAt: Math.min(timestamp ?? proof.happenedBy, proof.happenedBy),
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
