import { randomBytes } from "node:crypto";
import { Secret } from "otpauth";
import { hashToken } from "./tokens";

const CODES = 10;

/** So random that their SHA-256 needs no salt and no slow hash. In bytes; 16 letters and digits. */
const BYTES = 10;

/** New recovery codes to show once, in groups of four, and the only form of them that is stored. */
export function newRecoveryCodes(): { codes: string[]; recoveryHashes: string[] } {
  const plain = Array.from(
    { length: CODES },
    () => new Secret({ buffer: bufferOf(randomBytes(BYTES)) }).base32,
  );
  const codes = plain.map((code) => code.match(/.{4}/gu)?.join("-") ?? code);
  return { codes, recoveryHashes: plain.map(hashRecoveryCode) };
}

/** `code` without hyphens, in capitals: as it comes in. */
export const hashRecoveryCode = (code: string): string => hashToken(`recovery ${code}`);

const bufferOf = (bytes: Buffer) =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
