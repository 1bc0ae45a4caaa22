import { type KeyObject, createPrivateKey, generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { keepFile } from "../config/kept-file";
import { StartError } from "../config/start-error";
import { type AuditSigner, createAuditSigner } from "./checkpoints";

/**
 * The Ed25519 key that signs checkpoints, PKCS#8 PEM (`\n` may be written for line ends): that of `TANDEM_AUDIT_KEY`, or
 * one that is made at the first start and kept in the data folder (0600). It is never in Convex. To replace it, give
 * another, or remove the file: the next start announces the new one, and the old public key stays known.
 */
export async function keepAuditKey(dataDir: string, given?: string): Promise<AuditSigner> {
  const file = join(dataDir, "audit-key.pem");
  const key =
    given === undefined ? readKey(keepFile(file, newKey), file) : readKey(given, "TANDEM_AUDIT_KEY");
  return createAuditSigner(key);
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** The cause may quote the key, so the sentence stands alone. */
function readKey(pem: string, from: string): KeyObject {
  try {
    const key = createPrivateKey(pem.replaceAll("\\n", "\n"));
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below.
  }
  throw new StartError(
    `${from} is not a private Ed25519 key in PEM. Make one by: openssl genpkey -algorithm ed25519. What another key signed stays proved.`,
  );
}
