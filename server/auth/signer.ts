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
 * Reads private ES256 keys: a JWK or a JWK Set in JSON, or PKCS#8 PEM (`\n` may be written for line ends), one or
 * several. The first signs; the others are accepted as well, while keys are being replaced. Rejects with a sentence
 * without any part of a key.
 */
export async function createSigner(privateKeys: string): Promise<TandemSigner> {
  const jwks = await readPrivateKeys(privateKeys);
  const keys = await Promise.all(jwks.map(publicKey));
  const key = await importJWK(jwks[0], "ES256");
  const { kid } = keys[0] ?? {};
  return {
    jwks: `data:text/plain;charset=utf-8;base64,${Buffer.from(JSON.stringify({ keys })).toString("base64")}`,
    async sign(actor: Actor) {
      const now = Math.floor(Date.now() / 1000);
      const expiresAt = now + TOKEN_LIFE_MS / 1000;
      const { name, role, tokenId: apiToken, provedAt } = actor;
      const token = await new SignJWT({ name, role, apiToken, provedAt })
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

async function publicKey({ kty, crv, x, y }: JWK): Promise<JWK> {
  const bare = { kty, crv, x, y };
  return { ...bare, kid: await calculateJwkThumbprint(bare), alg: "ES256", use: "sig" };
}

async function readPrivateKeys(text: string): Promise<[JWK, ...JWK[]]> {
  try {
    const [first, ...others] = text.trim().startsWith("{") ? jwksOf(text) : await jwksOfPems(text);
    if (first && [first, ...others].every(isPrivateKey)) return [first, ...others];
  } catch {
    // The cause may quote the key, so the sentence below stands alone.
  }
  throw new Error("It is not a private ES256 key. Give a JWK (kty EC, crv P-256) in JSON, or PKCS#8 PEM.");
}

const isPrivateKey = ({ kty, crv, d }: JWK) => kty === "EC" && crv === "P-256" && Boolean(d);

function jwksOf(json: string): JWK[] {
  const read = JSON.parse(json) as JWK & { keys?: JWK[] };
  return read.keys ?? [read];
}

async function jwksOfPems(text: string): Promise<JWK[]> {
  const pems = text.replaceAll("\\n", "\n").match(/-----BEGIN[\s\S]+?-----END[^-]+-----/gu) ?? [];
  return Promise.all(pems.map(jwkOfPem));
}

async function jwkOfPem(pem: string): Promise<JWK> {
  return exportJWK(await importPKCS8(pem, "ES256", { extractable: true }));
}
