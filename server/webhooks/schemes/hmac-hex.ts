import { hexSignature, type SignatureScheme, single, writtenOrDecoded } from "./scheme";

/**
 * `x-webhook-signature: <sig>`, over the body alone, hex. Without a time there is no replay window: whoever has seen a
 * request once may send it again for ever, so this scheme is off unless somebody switches it on.
 *
 * Nor is there an ID. Of a body with neither ID nor time the bytes are all that is signed: an event that says the very
 * same as an earlier one (suspended, reactivated, suspended again) cannot be told from the sender's retry of that one,
 * which may come a day later, and is a duplicate. The time of arrival would make every retry a new event, and a header
 * that is not signed would let anybody do so. A sender who needs that puts an ID or a time into the body.
 */
export const hmacHex: SignatureScheme = {
  read(headers) {
    const signatures = hexSignature((single(headers["x-webhook-signature"]) ?? "").trim());
    return signatures.length === 0 ? null : { signatures, prefix: "", eventId: null, sentAtS: null };
  },
  keys: writtenOrDecoded,
};
