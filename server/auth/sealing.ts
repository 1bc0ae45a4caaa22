import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { keepFile } from "../config/kept-file";
import { StartError } from "../config/start-error";

/** Keeps secrets that must be read again (those of authenticator apps) out of the store's reach. */
export type Seal = {
  /** `owner` is who it belongs to: sealed for one it does not open for another. */
  seal(text: string, owner: string): string;
  /** Throws a sentence without any part of it when it was sealed by another key, for another owner, or changed. */
  open(sealed: string, owner: string): string;
  /** Whether it was sealed by an older key, which may go only when nothing is. */
  isOld(sealed: string): boolean;
};

const CIPHER = "aes-256-gcm";

/** Each was in use once, and somebody may still have it; two are enough to rotate. */
const MOST_KEYS = 5;

type Key = { id: string; bytes: Buffer };

/**
 * A seal by the keys of `TANDEM_SEALING_KEY`, or by one that is made at the first start and kept in the data folder
 * (0600). Of several the first seals, and all open.
 */
export function createSeal(dataDir: string, given: string | undefined): Seal {
  const file = join(dataDir, "sealing-key");
  const keys = given === undefined ? readKeys(keepFile(file, newKey), file) : readKeys(given, VARIABLE);
  const [{ id: keyId, bytes: key }] = keys;
  return {
    seal(text, owner) {
      const iv = randomBytes(12);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [keyId, iv.toString("base64url"), sealed.toString("base64url")].join(".");
    },
    open(sealed, owner) {
      const [id, iv = "", body = ""] = sealed.split(".");
      const known = keys.find((each) => each.id === id);
      if (!known) throw new Error("It was sealed by another TANDEM_SEALING_KEY than this server has.");
      const bytes = Buffer.from(body, "base64url");
      const decipher = createDecipheriv(CIPHER, known.bytes, Buffer.from(iv, "base64url"));
      decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
    },
    isOld: (sealed) => !sealed.startsWith(`${keyId}.`),
  };
}

const VARIABLE = "TANDEM_SEALING_KEY";

const newKey = () => randomBytes(32).toString("base64url");

/** With commas between, or one a line, as the file of a secret may have them. */
function readKeys(text: string, from: string): [Key, ...Key[]] {
  const [first = "", ...others] = text.split(/[\s,]+/u).filter(Boolean);
  if (others.length >= MOST_KEYS) throw new StartError(`${from} may hold ${MOST_KEYS} keys at most.`);
  return [readKey(first, from), ...others.map((other) => readKey(other, from))];
}

function readKey(text: string, from: string): Key {
  const bytes = Buffer.from(text, "base64url");
  const id = createHash("sha256").update(bytes).digest("base64url").slice(0, 8);
  if (bytes.length === 32) return { id, bytes };
  throw new StartError(
    `${from} is not a key of 32 bytes in base64, or several with commas. Make one by: openssl rand -base64 32`,
  );
}
