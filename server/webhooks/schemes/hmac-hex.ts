import { hexSignature, type SignatureScheme, single, writtenOrDecoded } from "./scheme";

/**
 * `x-webhook-signature: <sig>`, over the body alone, hex. Without a time there is no replay window: whoever has seen a
 * request once may send it again for ever, so this scheme is off unless somebody switches it on.
 */
export const hmacHex: SignatureScheme = {
  read(headers) {
    const signatures = hexSignature((single(headers["x-webhook-signature"]) ?? "").trim());
    return signatures.length === 0 ? null : { signatures, prefix: "", eventId: null, sentAtS: null };
  },
  keys: writtenOrDecoded,
};
