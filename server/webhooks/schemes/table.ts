import { hmacHex } from "./hmac-hex";
import type { SignatureScheme } from "./scheme";
import { standard } from "./standard";
import { timestamped } from "./timestamped";

/** The signature schemes of contracts/backend-api.md, in the order in which a request is tried. */
export const schemeNames = ["standard", "timestamped", "hmac-hex"] as const;
export type SchemeName = (typeof schemeNames)[number];

export const schemes: Record<SchemeName, SignatureScheme> = {
  standard,
  timestamped,
  "hmac-hex": hmacHex,
};
