import {
  type JWK,
  SignJWT,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  importPKCS8,
} from "jose";
import type { Actor, Signer } from "../convex-client";

/** As in server/convex/auth.config.ts. */
const ISSUER = "https://tandem.invalid";
const AUDIENCE = "tandem";

/** How long a token is good for, in ms: what an eavesdropper could use it for ends soon. */
const TOKEN_LIFE_MS = 5 * 60_000;

/** The server's signature. `jwks` is its public half as the data: URI of `TANDEM_JWKS`. */
export type TandemSigner = Signer & { jwks: string };

/**
 * Reads a private ES256 key: a JWK in JSON, or PKCS#8 PEM (`\n` may be written for line ends). Rejects with a
 * sentence without any part of the key.
 */
export async function createSigner(privateKey: string): Promise<TandemSigner> {
  const jwk = await readPrivateKey(privateKey);
  const { d: _private, ...bare } = jwk;
  const kid = await calculateJwkThumbprint(bare);
  const key = await importJWK(jwk, "ES256");
  const publicJwk = { ...bare, kid, alg: "ES256", use: "sig" };
  return {
    jwks: `data:text/plain;charset=utf-8;base64,${Buffer.from(JSON.stringify({ keys: [publicJwk] })).toString("base64")}`,
    async sign(actor: Actor) {
      const now = Math.floor(Date.now() / 1000);
      const expiresAt = now + TOKEN_LIFE_MS / 1000;
      const token = await new SignJWT({ name: actor.name, role: actor.role })
        .setProtectedHeader({ alg: "ES256", typ: "JWT", kid })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(actor.id)
        .setIssuedAt(now)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token, expiresAt: expiresAt * 1000 };
    },
  };
}

/** A new private key, as a JWK in one line of JSON. */
export async function generateSigningKey(): Promise<string> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
}

async function readPrivateKey(text: string): Promise<JWK> {
  try {
    const jwk = text.trim().startsWith("{") ? (JSON.parse(text) as JWK) : await jwkOfPem(text);
    if (jwk.kty === "EC" && jwk.crv === "P-256" && jwk.d) return jwk;
  } catch {
    // The cause may quote the key, so the sentence below stands alone.
  }
  throw new Error("It is not a private ES256 key. Give a JWK (kty EC, crv P-256) in JSON, or PKCS#8 PEM.");
}

async function jwkOfPem(pem: string): Promise<JWK> {
  return exportJWK(await importPKCS8(pem.replaceAll("\\n", "\n"), "ES256", { extractable: true }));
}
