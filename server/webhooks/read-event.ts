import { createHash } from "node:crypto";
import type { FunctionArgs } from "convex/server";
import { readWebhook } from "../../shared/backend-api";
import type { api } from "../convex/_generated/api";
import type { Proof } from "./verify";

type WebhookEvent = FunctionArgs<typeof api.webhooks.receive>["event"];

/** Of one from the headers. Longer than any platform's; it is looked up by index and shown in filters. In characters. */
const LONGEST_EVENT_ID = 300;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads a verified body, in either form of the contract, or `null` when it is not an event. The short form has no ID
 * and no time of its own: then those of the signed headers count. Nothing happens after it was sent: a wrong time in the far
 * future would make every later event of that person stale.
 */
export function readEvent(
  body: Buffer,
  proof: Pick<Proof, "eventId" | "sentAt" | "happenedBy">,
): WebhookEvent | null {
  const payload = textOf(body);
  const read = payload === null ? null : readWebhook(payload);
  if (payload === null || !read) return null;
  const eventId = read.eventId ?? proof.eventId;
  if (eventId.length > LONGEST_EVENT_ID) return null;
  const eventAt = Math.min(read.eventAt ?? proof.sentAt, proof.happenedBy);
  return { ...read, eventId, eventAt, payload, sha256: createHash("sha256").update(body).digest("hex") };
}

/** Null when it is not UTF-8: what is kept must be what was sent. */
function textOf(body: Buffer): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}
