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
};

const CIPHER = "aes-256-gcm";

/** A seal by the key of `TANDEM_SEALING_KEY`, or by one that is made at the first start and kept in the data folder (0600). */
export function createSeal(dataDir: string, given: string | undefined): Seal {
  const file = join(dataDir, "sealing-key");
  const key =
    given === undefined ? readKey(keepFile(file, newKey), file) : readKey(given, "TANDEM_SEALING_KEY");
  const keyId = createHash("sha256").update(key).digest("base64url").slice(0, 8);
  return {
    seal(text, owner) {
      const iv = randomBytes(12);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [keyId, iv.toString("base64url"), sealed.toString("base64url")].join(".");
    },
    open(sealed, owner) {
      const [id, iv = "", body = ""] = sealed.split(".");
      if (id !== keyId) throw new Error("It was sealed by another TANDEM_SEALING_KEY than this server has.");
      const bytes = Buffer.from(body, "base64url");
      const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, "base64url"));
      decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
    },
  };
}

const newKey = () => randomBytes(32).toString("base64url");

function readKey(text: string, from: string): Buffer {
  const key = Buffer.from(text.trim(), "base64url");
  if (key.length === 32) return key;
  throw new StartError(`${from} is not a key of 32 bytes in base64url. Make one by: openssl rand -base64 32`);
}
