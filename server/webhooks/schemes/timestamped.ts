import { hexSignature, type SignatureScheme, single, unixSeconds, writtenOrDecoded } from "./scheme";

/** `x-l4yercak3-signature: t=<unix s>,v1=<sig>`, over `timestamp.body`, hex. It has no ID: the body's counts. */
export const timestamped: SignatureScheme = {
  read(headers) {
    const header = single(headers["x-l4yercak3-signature"]);
    if (header === undefined) return null;
    const parts = header.split(",").map((part) => part.trim());
    const valuesOf = (key: string) =>
      parts.filter((part) => part.startsWith(`${key}=`)).map((part) => part.slice(key.length + 1));
    const signatures = valuesOf("v1").flatMap(hexSignature);
    if (signatures.length === 0) return null;
    const [timestamp] = valuesOf("t");
    const sentAtS = unixSeconds(timestamp);
    return sentAtS === null ? "no_time" : { signatures, prefix: `${timestamp}.`, eventId: null, sentAtS };
  },
  keys: writtenOrDecoded,
};
