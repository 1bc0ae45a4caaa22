/**
 * Who calls: JWTs verified against the providers of `auth.config.ts`, and the identity `ctx.auth.getUserIdentity()`
 * gives for them: custom claims by their own names. It wants `kid`, `alg` and `typ` in the header, `sub`, `iss` and
 * `exp` in the payload, and refuses with a deployment's codes and words.
 */
import type { AuthConfig } from "convex/server";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
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

/** Claims of the token's own affairs; they are not about the user. `fva`, an age, differs in every token. */
const OWN = new Set(["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "fva"]);

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
    this.#verified.set(token, { identity, expires: (payload.exp! + LEEWAY_SECONDS) * 1000 });
    return identity;
  }

  async #check(token: string): Promise<JWTPayload> {
    const provider = this.#providerFor(token);
    const { payload, protectedHeader } = await jwtVerify(token, provider.keys, {
      algorithms: [provider.algorithm],
      typ: "JWT",
      clockTolerance: LEEWAY_SECONDS,
      currentDate: new Date(this.#now()),
    }).catch((error: unknown) => {
      throw unauthenticated(whyRefused(error, token));
    });
    if (protectedHeader.kid === undefined) throw unauthenticated(NO_KID);
    if (payload.sub === undefined || payload.exp === undefined) throw unauthenticated(NO_CLAIMS);
    return payload;
  }

  /** By issuer and, for a provider with an `applicationID`, audience; nothing is verified yet. */
  #providerFor(token: string): Provider {
    const payload = payloadOf(token);
    if (payload.iss === undefined) throw unauthenticated(NO_ISSUER);
    const issuer = normalized(payload.iss);
    const audiences = [payload.aud ?? []].flat();
    const found = this.#providers.find(
      (provider) =>
        normalized(provider.issuer) === issuer &&
        (provider.audience === undefined || audiences.includes(provider.audience)),
    );
    if (found === undefined) throw new RequestError(401, "NoAuthProvider", noProvider(this.#providers));
    return found;
  }
}

/** Clocks differ. */
const LEEWAY_SECONDS = 5;

const NO_ISSUER =
  "Missing issuer claim ('iss') in JWT payload. The JWT must include an 'iss' claim that matches one of your " +
  "configured auth providers.";
const NO_KID = "Could not decode token. JWT may be missing a 'kid' (key ID) header.";
const NO_CLAIMS =
  "Could not verify token claim. Check that the JWT contains valid claims and matches your auth provider configuration.";

function unauthenticated(message: string): RequestError {
  return new RequestError(401, "InvalidAuthHeader", message);
}

function payloadOf(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw unauthenticated(
      "Could not parse JWT payload. Check that the token is a valid JWT format with three base64-encoded parts " +
        "separated by dots.",
    );
  }
}

/** Some issuers leave out the protocol, some add a slash. */
function normalized(issuer: string): string {
  return (/^https?:\/\//.test(issuer) ? issuer : `https://${issuer}`).replace(/\/+$/, "");
}

function noProvider(providers: readonly Provider[]): string {
  if (providers.length === 0) {
    return "No auth provider found matching the given token (no providers configured). Check convex/auth.config.ts.";
  }
  const configured = providers.map(
    ({ issuer, audience }) => `CustomJWT(issuer=${issuer}, app_id=${audience ?? "none"})`,
  );
  return (
    "No auth provider found matching the given token. Check that your JWT's issuer and audience match one of your " +
    `configured providers: [${configured.join(", ")}]`
  );
}

function whyRefused(error: unknown, token: string): string {
  if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
    return `Could not validate token: ${error.message}`;
  }
  const { kid } = decodeProtectedHeader(token);
  if (kid === undefined) return NO_KID;
  return (
    `Could not decode token. The JWT's 'kid' (key ID) header is '${kid}', does this key match any key in the ` +
    "provider's JWKS?"
  );
}

function toIdentity(payload: JWTPayload): Identity {
  const identity: JsonObject = {
    tokenIdentifier: `${payload.iss}|${payload.sub}`,
    subject: payload.sub!,
    issuer: payload.iss!,
  };
  for (const [claim, value] of Object.entries(payload)) {
    if (!OWN.has(claim)) addClaim(identity, claim, value as Json);
  }
  return identity;
}

/** A nested claim is there by its path: `identity["properties.id"]`. */
function addClaim(identity: JsonObject, name: string, value: Json): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) identity[name] = value;
  else for (const [field, inner] of Object.entries(value)) addClaim(identity, `${name}.${field}`, inner);
}
