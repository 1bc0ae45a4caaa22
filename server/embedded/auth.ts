/**
 * Who calls: JWTs verified against the providers of `auth.config.ts`, and the identity `ctx.auth.getUserIdentity()`
 * gives for them. Like a deployment, it wants `kid`, `alg` and `typ` in the header, `sub`, `iss` and `exp` in the payload.
 */
import type { AuthConfig } from "convex/server";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from "jose";
import type { Identity } from "./context";
import { messageOf, RequestError } from "./errors";
import type { Json, JsonObject } from "./values";

interface Provider {
  issuer: string;
  audience: string | undefined;
  algorithm: string;
  keys: JWTVerifyGetKey;
}

/** Claims of the token's own affairs; they are not about the user. */
const OWN = new Set(["iss", "sub", "aud", "exp", "iat", "nbf", "jti"]);

const STANDARD: Record<string, string> = {
  name: "name",
  given_name: "givenName",
  family_name: "familyName",
  nickname: "nickname",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  email: "email",
  email_verified: "emailVerified",
  gender: "gender",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
  address: "address",
  updated_at: "updatedAt",
};

/** Verified tokens are remembered until they expire: a signature check costs more than most queries. */
const REMEMBERED = 1_000;

function readKeys(jwks: string): JWTVerifyGetKey {
  if (!jwks.startsWith("data:")) return createRemoteJWKSet(new URL(jwks));
  const comma = jwks.indexOf(",");
  const encoded = jwks.slice(comma + 1);
  const text = jwks.slice(0, comma).endsWith(";base64")
    ? Buffer.from(encoded, "base64").toString("utf8")
    : decodeURIComponent(encoded);
  return createLocalJWKSet(JSON.parse(text) as JSONWebKeySet);
}

function readProvider(provider: AuthConfig["providers"][number]): Provider {
  if (!("type" in provider)) {
    throw new Error(
      `Auth provider ${provider.domain}: the embedded store verifies only providers of type "customJwt".`,
    );
  }
  const { issuer, algorithm, applicationID, jwks } = provider;
  try {
    return { issuer, algorithm, audience: applicationID, keys: readKeys(jwks) };
  } catch (error) {
    throw new Error(`Auth provider ${issuer}: its jwks cannot be read (${messageOf(error)}).`, {
      cause: error,
    });
  }
}

export class Authenticator {
  readonly #providers: Provider[];
  readonly #now: () => number;
  readonly #verified = new Map<string, { identity: Identity; expires: number }>();

  constructor(config: AuthConfig | undefined, now: () => number) {
    this.#providers = (config?.providers ?? []).map(readProvider);
    this.#now = now;
  }

  /** The identity a token proves; throws a 401 if it proves none. */
  async verify(token: string): Promise<Identity> {
    const known = this.#verified.get(token);
    if (known !== undefined && known.expires > this.#now()) return known.identity;
    const payload = await this.#check(token);
    const identity = toIdentity(payload);
    if (this.#verified.size >= REMEMBERED) this.#verified.clear();
    this.#verified.set(token, { identity, expires: payload.exp! * 1000 });
    return identity;
  }

  async #check(token: string): Promise<JWTPayload> {
    let why = "no auth provider is configured";
    for (const provider of this.#providersFor(token)) {
      try {
        const { payload, protectedHeader } = await jwtVerify(token, provider.keys, {
          issuer: provider.issuer,
          algorithms: [provider.algorithm],
          requiredClaims: ["sub", "iss", "exp"],
          typ: "JWT",
          currentDate: new Date(this.#now()),
          ...(provider.audience === undefined ? {} : { audience: provider.audience }),
        });
        if (protectedHeader.kid !== undefined) return payload;
        why = "the header has no kid";
      } catch (error) {
        why = messageOf(error);
      }
    }
    throw new RequestError(401, "InvalidAuthHeader", `Could not verify the token: ${why}`);
  }

  #providersFor(token: string): Provider[] {
    let issuer: string | undefined;
    try {
      issuer = decodeJwt(token).iss;
    } catch {
      throw new RequestError(401, "InvalidAuthHeader", "Could not parse the token as a JWT.");
    }
    const matching = this.#providers.filter((provider) => provider.issuer === issuer);
    if (matching.length > 0) return matching;
    throw new RequestError(
      401,
      "NoAuthProvider",
      `No auth provider is configured for issuer ${String(issuer)}.`,
    );
  }
}

function toIdentity(payload: JWTPayload): Identity {
  const identity: JsonObject = {
    tokenIdentifier: `${payload.iss}|${payload.sub}`,
    subject: payload.sub!,
    issuer: payload.iss!,
  };
  for (const [claim, value] of Object.entries(payload)) {
    if (OWN.has(claim)) continue;
    addClaim(identity, STANDARD[claim] ?? claim, value as Json);
  }
  return identity;
}

/** A nested claim is also there by its path: `identity["properties.id"]`. */
function addClaim(identity: JsonObject, name: string, value: Json): void {
  identity[name] = value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  for (const [field, inner] of Object.entries(value)) addClaim(identity, `${name}.${field}`, inner);
}
