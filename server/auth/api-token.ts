import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { hashToken, type NewToken } from "./tokens";

/**
 * What an API token looks like: `tandem_`, 256 random bits and a checksum, both in base 62. A scanner for leaked secrets
 * finds it by the prefix and rules out look-alikes by the checksum; so do we, before the store is asked.
 */
const PREFIX = "tandem_";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;
const FORM = new RegExp(
  `^${PREFIX}(?<secret>[0-9A-Za-z]{${SECRET_LENGTH}})(?<check>[0-9A-Za-z]{${CHECK_LENGTH}})$`,
  "u",
);

/** Characters that are shown later, so that its owner knows which one it is: the prefix, and 24 of the 256 bits. */
const HINT_LENGTH = PREFIX.length + 4;

/** A new one. Only `tokenHash` and `hint` are kept. */
export function newApiToken(): NewToken & { hint: string } {
  const secret = inBase62(BigInt(`0x${randomBytes(32).toString("hex")}`), SECRET_LENGTH);
  const token = `${PREFIX}${secret}${checkOf(secret)}`;
  return { token, tokenHash: hashToken(token), hint: token.slice(0, HINT_LENGTH) };
}

/** Whether somebody means to come by an API token, right or wrong. Anything else may be meant for a proxy before us. */
export const looksLikeApiToken = (text: string): boolean => text.startsWith(PREFIX);

/** Whether it is one that could have been made: nothing cut off, and no typing error. */
export function isWellFormed(text: string): boolean {
  const { secret, check } = FORM.exec(text)?.groups ?? {};
  return secret !== undefined && check === checkOf(secret);
}

const checkOf = (secret: string): string => inBase62(BigInt(crc32(PREFIX + secret)), CHECK_LENGTH);

function inBase62(number: bigint, length: number): string {
  let text = "";
  for (let rest = number; rest > 0n; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text.padStart(length, "0");
}
