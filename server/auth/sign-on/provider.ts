import * as oidc from "openid-client";
import type { Logger } from "../../log";
import { type ClaimRules, type Claims, isEnough, readClaims } from "./claims";

export type ProviderOptions = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people call it. */
  label: string;
  /** With spaces. */
  scopes: string;
  /** Where it leads people back to; it has to be known there. */
  redirectUri: string;
  /** Where it leads people who have signed out there; `null`: signing out here is of no concern to it. */
  signedOutUri: string | null;
  rules: ClaimRules;
  log: Logger;
};

/** What must be remembered of a sign-in that was begun, to know its answer by. Secret to everybody but the browser. */
export type Checks = {
  state: string;
  nonce: string;
  verifier: string;
  /** In ms; with `again` they must have given their password there since. */
  begunAt: number;
  again: boolean;
};

/** The identity provider at which operators may sign in: OpenID Connect, by authorization code and PKCE. */
export type Provider = {
  label: string;
  /** Rejects with a `SignOnError`. `again`: they give their password there, though they are signed in. */
  begin(options: { again: boolean }): Promise<{ url: string; checks: Checks }>;
  /** What the answer, the query of the address they came back to, proves about somebody. Rejects with a `SignOnError`. */
  finish(checks: Checks, answer: string): Promise<Claims>;
  /** Where to sign out there too; `null` when it has no such page. Rejects with a `SignOnError`. */
  signOut(): Promise<string | null>;
};

/**
 * `down`: it did not answer. `refused`: it would not, or they would not. `invalid`: what came does not hold. `not again`: it
 * does not say that they have just given their password.
 */
export class SignOnError extends Error {
  override name = "SignOnError";
  constructor(readonly why: "down" | "refused" | "invalid" | "not again") {
    super(`Signing in at the identity provider: ${why}.`);
  }
}

/** What the provider says of itself changes seldom; in ms. */
const DISCOVERY_KEPT_MS = 60 * 60_000;
/** Strangers press the button too: a provider that is down is not asked by each of them. In ms. */
const DOWN_KEPT_MS = 5_000;
/** In seconds. */
const PATIENCE_S = 8;

export function createProvider(options: ProviderOptions): Provider {
  const { label, scopes, redirectUri, rules } = options;
  const configuration = kept(() => discover(options));
  return {
    label,

    begin: ({ again }) =>
      orSignOnError(options.log, async () => {
        const checks = newChecks(again);
        const url = oidc.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: scopes,
          state: checks.state,
          nonce: checks.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
          code_challenge_method: "S256",
          ...(again ? { prompt: "login", max_age: "0" } : {}),
        });
        return { url: url.href, checks };
      }),

    finish: (checks, answer) =>
      orSignOnError(options.log, async () => {
        const config = await configuration();
        const url = new URL(redirectUri);
        url.search = answer;
        const tokens = await oidc.authorizationCodeGrant(config, url, {
          expectedState: checks.state,
          expectedNonce: checks.nonce,
          pkceCodeVerifier: checks.verifier,
        });
        const token = tokens.claims();
        if (!token) throw new SignOnError("invalid");
        const ask = !isEnough(token, rules) && config.serverMetadata().userinfo_endpoint !== undefined;
        const more = ask ? await oidc.fetchUserInfo(config, tokens.access_token, token.sub) : null;
        const claims = readClaims(token, more, rules);
        if (checks.again && !isSince(checks.begunAt, claims)) throw new SignOnError("not again");
        return claims;
      }),

    signOut: () =>
      orSignOnError(options.log, async () => {
        if (options.signedOutUri === null) return null;
        const config = await configuration();
        if (config.serverMetadata().end_session_endpoint === undefined) return null;
        // Without the ID token, which is kept nowhere: so it asks them whether they mean it.
        const asked = { post_logout_redirect_uri: options.signedOutUri };
        return oidc.buildEndSessionUrl(config, asked).href;
      }),
  };
}

/** Clocks may differ by so much, in ms, as openid-client takes it for all other times. */
const CLOCKS_APART_MS = 30_000;

/** They were asked for it by `prompt=login`, which whoever is at the screen can take out of the address. */
const isSince = (begunAt: number, { authenticatedAt }: Claims): boolean =>
  authenticatedAt !== null && authenticatedAt >= begunAt - CLOCKS_APART_MS;

const newChecks = (again: boolean): Checks => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
  begunAt: Date.now(),
  again,
});

function discover({ issuer, clientId, clientSecret }: ProviderOptions): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  // Also the signature is checked, which TLS would make up for: over http on this machine nothing does.
  const execute = [oidc.enableNonRepudiationChecks];
  if (url.protocol === "http:") execute.push(oidc.allowInsecureRequests);
  return oidc.discovery(url, clientId, undefined, byBestMethod(clientSecret), {
    execute,
    timeout: PATIENCE_S,
  });
}

/** In a header, which is what holds when the provider does not say what it takes; else in the body. */
function byBestMethod(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...request) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    return (taken.includes("client_secret_basic") ? basic : post)(server, ...request);
  };
}

/** Makes it when it is asked for and too old; all who ask meanwhile wait for the same. */
function kept<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let last: { made: Promise<Made>; until: number } | null = null;
  return () => {
    if (last && last.until > Date.now()) return last.made;
    const mine = { made: make(), until: Date.now() + DISCOVERY_KEPT_MS };
    mine.made.catch(() => (mine.until = Date.now() + DOWN_KEPT_MS));
    last = mine;
    return mine.made;
  };
}

/** The log gets the code of what went wrong, and no word of what was said: it can hold tokens. */
async function orSignOnError<Result>(log: Logger, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const failure = error instanceof SignOnError ? error : new SignOnError(whyOf(error));
    const codes = { code: codeOf(error), oauth: oauthCodeOf(error) };
    log.warn({ why: failure.why, ...codes }, "signing in at the identity provider failed");
    throw failure;
  }
}

function whyOf(error: unknown): SignOnError["why"] {
  if (error instanceof oidc.AuthorizationResponseError) return "refused";
  if (error instanceof TypeError && error.message === "fetch failed") return "down";
  return codeOf(error) === "OAUTH_TIMEOUT" || isServerFault(error) ? "down" : "invalid";
}

const isServerFault = (error: unknown) =>
  error instanceof oidc.ClientError && error.cause instanceof Response && error.cause.status >= 500;

/** Such as `invalid_client`, by which a wrong secret is known. It may come from an address, so it may be nothing longer. */
function oauthCodeOf(error: unknown): string | null {
  const isAnswer =
    error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError;
  return isAnswer && /^[a-z_]{1,40}$/u.test(error.error) ? error.error : null;
}

const codeOf = (error: unknown): string | null =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
