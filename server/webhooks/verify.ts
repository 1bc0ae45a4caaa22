import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** How far the sender's clock may be from ours, in seconds, in both directions. */
const TOLERANCE_S = 300;

/** A secret that may sign, with the name under which the log shows it. */
export type Secret = { label: string; key: Buffer };

/** `eventId` and `sentAt` (ms since epoch) are from the signed headers. `clockSkewS`: sender's clock minus ours. */
export type Proof =
  | { ok: true; scheme: "standard"; secretLabel: string; clockSkewS: number; eventId: string; sentAt: number }
  | { ok: false; cause: "signature" | "timestamp"; clockSkewS?: number };

/** Reads `whsec_<base64>`; several may be active so that they can be rotated. Throws on anything else. */
export function readSecrets(secrets: string[]): Secret[] {
  return secrets.map((secret, index) => {
    const key = Buffer.from(secret.replace(/^whsec_/u, ""), "base64");
    if (key.length < 16)
      throw new Error(`Webhook secret ${index + 1} must be whsec_ and at least 16 bytes of base64.`);
    return { label: `secret ${index + 1}`, key };
  });
}

/**
 * Checks a request against Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, over the raw bytes, compared
 * in constant time. The signature is checked before the time, so that a wrong clock is only reported of a genuine
 * sender. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function verify(headers: IncomingHttpHeaders, body: Buffer, secrets: Secret[], nowMs: number): Proof {
  const eventId = single(headers["webhook-id"]);
  const timestamp = single(headers["webhook-timestamp"]);
  const given = signaturesOf(single(headers["webhook-signature"]));
  if (!eventId || given.length === 0) return { ok: false, cause: "signature" };
  if (!timestamp || !/^\d{1,12}$/u.test(timestamp)) return { ok: false, cause: "timestamp" };
  const signer = secrets.find(({ key }) => {
    const expected = createHmac("sha256", key).update(`${eventId}.${timestamp}.`).update(body).digest();
    return given.some(
      (signature) => signature.length === expected.length && timingSafeEqual(signature, expected),
    );
  });
  if (!signer) return { ok: false, cause: "signature" };
  const clockSkewS = Number(timestamp) - Math.round(nowMs / 1000);
  if (Math.abs(clockSkewS) > TOLERANCE_S) return { ok: false, cause: "timestamp", clockSkewS };
  const sentAt = Number(timestamp) * 1000;
  return { ok: true, scheme: "standard", secretLabel: signer.label, clockSkewS, eventId, sentAt };
}

const signaturesOf = (header: string | undefined): Buffer[] =>
  (header ?? "")
    .split(" ")
    .filter((part) => part.startsWith("v1,"))
    .map((part) => Buffer.from(part.slice(3), "base64"));

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
