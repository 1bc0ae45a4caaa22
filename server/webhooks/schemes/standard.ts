import { type SignatureScheme, single, unixSeconds } from "./scheme";

/**
 * Standard Webhooks 1.0: `id.timestamp.body`, base64, the key is what the base64 of the secret stands for.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const standard: SignatureScheme = {
  read(headers) {
    const eventId = single(headers["webhook-id"]);
    const timestamp = single(headers["webhook-timestamp"]);
    const signatures = signaturesOf(single(headers["webhook-signature"]));
    if (!eventId || signatures.length === 0) return null;
    const sentAtS = unixSeconds(timestamp);
    return sentAtS === null
      ? "no_time"
      : { signatures, prefix: `${eventId}.${timestamp}.`, eventId, sentAtS };
  },
  keys: ({ decoded }) => [decoded],
};

/** Versions other than `v1` (`v1a` is asymmetric) are passed over. */
const signaturesOf = (header = ""): Buffer[] =>
  header
    .split(" ")
    .filter((part) => part.startsWith("v1,"))
    .map((part) => Buffer.from(part.slice("v1,".length), "base64"));
