import { Webhook } from "standardwebhooks";

/** A request as the backend sends it: signed by the official Standard Webhooks package. */
export function signedWebhook(
  secret: string,
  event: { id?: string; type: string; at: number; data: Record<string, string> },
  headers: Record<string, string> = {},
): RequestInit & { id: string } {
  const id = event.id ?? `evt_${crypto.randomUUID()}`;
  const { type, at, data } = event;
  const body = JSON.stringify({ id, type, timestamp: new Date(at).toISOString(), data });
  const sentAt = new Date();
  return {
    id,
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, sentAt, body),
      ...headers,
    },
  };
}
