import { type KeyObject, createPrivateKey, generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { keepFile } from "../config/kept-file";
import { StartError } from "../config/start-error";
import { type AuditSigner, createAuditSigner } from "./checkpoints";

/**
 * The Ed25519 key that signs checkpoints, PKCS#8 PEM: made at the first start, kept in the data folder, and never in
 * Convex. To replace it, remove the file: the next start announces a new one, and the old public key stays known.
 */
export async function keepAuditKey(dataDir: string): Promise<AuditSigner> {
  const file = join(dataDir, "audit-key.pem");
  return createAuditSigner(readKey(keepFile(file, newKey), file));
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** The cause may quote the key, so the sentence stands alone. */
function readKey(pem: string, file: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below.
  }
  throw new StartError(
    `${file} is damaged. Restore it from a backup, or remove it to have a new key made; what the old one signed stays proved.`,
  );
}
