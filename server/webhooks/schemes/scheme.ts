import type { IncomingHttpHeaders } from "node:http";
import type { Secret } from "../secrets";

/** What a request says of its signature, by one scheme: nothing of it is proven yet. */
export type Claim = {
  /** Any of them may be right: two while the secret is being rotated. */
  signatures: Buffer[];
  /** What was signed before the body. */
  prefix: string;
  /** By the signed headers; null where the scheme has none, and the bytes that were signed have to do (hmac-hex.ts). */
  eventId: string | null;
  /** Unix seconds; null where the scheme has no time, and so no replay window. */
  sentAtS: number | null;
};

/** One way to sign a webhook: HMAC-SHA256 over `prefix` and the raw body. */
export interface SignatureScheme {
  /** Null when the request is not signed this way; "no_time" when its time cannot be read. */
  read(headers: IncomingHttpHeaders): Claim | "no_time" | null;
  /** What the sender may have used as the key, given the configured secret. */
  keys(secret: Secret): Buffer[];
}

/** A header that may come once. Of several the first counts, as in Node's own. */
export const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** Seconds since epoch, digits only; null when it is anything else. */
export const unixSeconds = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,12}$/u.test(text) ? Number(text) : null;

/** A SHA-256 in hex, or nothing: `Buffer.from` would read as much of a wrong one as it can. */
export const hexSignature = (text: string): Buffer[] =>
  /^[\da-f]{64}$/iu.test(text) ? [Buffer.from(text, "hex")] : [];

/**
 * The key of the hex schemes. The contract does not say whether it is the secret as it is written or what its base64
 * stands for, and senders differ; whoever knows one of them knows the other.
 */
export const writtenOrDecoded = ({ written, decoded }: Secret): Buffer[] => [decoded, Buffer.from(written)];
