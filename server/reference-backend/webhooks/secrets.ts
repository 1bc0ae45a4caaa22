import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** The secrets of an endpoint. The previous one signs beside the new one until its time ends (Unix ms). */
export interface Secrets {
  secret: string;
  previousSecret: string | null;
  previousUntil: number | null;
}

/** Long enough to bring the new secret to a receiver that is deployed once a day. */
export const OVERLAP_MS = 24 * 60 * 60 * 1000;

/** 256 bits, in the Standard Webhooks form. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** Whether the official package takes it: `whsec_<base64>`. */
export function isSecret(secret: string): boolean {
  try {
    new Webhook(secret);
    return true;
  } catch {
    return false;
  }
}

/** Makes `secret` the one that signs first. At most two sign: one that was still in its overlap ends at once. */
export function rotate(current: Secrets, secret: string, until: number): Secrets {
  if (secret === current.secret) return current;
  return { secret, previousSecret: current.secret, previousUntil: until };
}

/** The value of `webhook-signature`: one signature for each secret in force, the newest first. */
export function signatures(secrets: Secrets, id: string, at: number, body: string): string {
  const { secret, previousSecret, previousUntil } = secrets;
  const overlaps = previousSecret !== null && previousUntil !== null && at < previousUntil;
  const inForce = overlaps ? [secret, previousSecret] : [secret];
  return inForce.map((each) => new Webhook(each).sign(id, new Date(at), body)).join(" ");
}
