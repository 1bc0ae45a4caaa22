import { type KeyObject, createPublicKey, sign, verify } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import type { AuditKey, Checkpoint } from "../../shared/audit-bundle-api";
import { canonical, hashOf } from "../../shared/audit-record";

/** Signed statements of what the chain was. The private key stays in this process: Convex gets the signature alone. */
export type AuditSigner = AuditKey & {
  sign(statement: Pick<Checkpoint, "seq" | "hash" | "at" | "previous">): Checkpoint;
};

/** Signs with an Ed25519 private key. */
export async function createAuditSigner(privateKey: KeyObject): Promise<AuditSigner> {
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  const keyId = await keyIdOf(x);
  return {
    ...{ keyId, publicKey: x },
    sign(statement) {
      const unsigned = { ...statement, keyId };
      const signature = sign(null, signedText(unsigned), privateKey).toString("base64url");
      return { ...unsigned, signature };
    },
  };
}

/** The JWK thumbprint of a public key: who has noted it down knows the key again. */
export const keyIdOf = (publicKey: string): Promise<string> =>
  calculateJwkThumbprint({ kty: "OKP", crv: "Ed25519", x: publicKey });

/** Whether this key has signed it. */
export function isSignedBy({ signature, ...unsigned }: Checkpoint, { publicKey }: AuditKey): boolean {
  try {
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
    const bytes = Buffer.from(signature, "base64url");
    // The last letter can be written in 16 ways that are read alike: only one is what was signed.
    return bytes.toString("base64url") === signature && verify(null, signedText(unsigned), key, bytes);
  } catch {
    // A key or signature that cannot even be read has signed nothing.
    return false;
  }
}

/** Binds the next checkpoint to this one. */
export const checkpointHash = (checkpoint: Checkpoint): string => hashOf(checkpoint);

const signedText = (unsigned: Omit<Checkpoint, "signature">): Buffer =>
  Buffer.from(canonical({ ...unsigned, type: "tandem-audit-checkpoint", version: 1 }));
