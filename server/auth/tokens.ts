import { createHash, randomBytes } from "node:crypto";

/** A token to hand out, and the only form of it that is stored. */
export type NewToken = { token: string; tokenHash: string };

/** 256 random bits, and their SHA-256. */
export function newToken(): NewToken {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

/** SHA-256 in hex. Random bits need no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
