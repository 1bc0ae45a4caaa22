import { type KeyObject, createPrivateKey, generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { keepFile, readKept } from "../config/kept-file";
import { StartError } from "../config/start-error";
import { type AuditSigner, createAuditSigner } from "./checkpoints";

/**
 * The Ed25519 key that signs checkpoints, PKCS#8 PEM (`\n` may be written for line ends): that of `TANDEM_AUDIT_KEY`, or
 * one that is made at the first start and kept in the data folder (0600). It is never in Convex. To replace it, give
 * another, or remove the file: the next start announces the new one, and the old public key stays known.
 */
export async function keepAuditKey(dataDir: string, given?: string): Promise<AuditSigner> {
  if (given === undefined) keepFile(fileIn(dataDir), newKey);
  return findAuditKey(dataDir, given);
}

/** The same where it is there already. Throws a `StartError` where none was made yet. */
export async function findAuditKey(dataDir: string, given?: string): Promise<AuditSigner> {
  const file = fileIn(dataDir);
  const pem = given ?? readKept(file);
  if (pem === null)
    throw new StartError(
      `There is no ${file}: the first start of the server makes it. Is DATA_DIR its folder?`,
    );
  return createAuditSigner(readKey(pem, given === undefined ? file : "TANDEM_AUDIT_KEY"));
}

const fileIn = (dataDir: string): string => join(dataDir, "audit-key.pem");

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
