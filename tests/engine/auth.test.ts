import type { AuthConfig } from "convex/server";
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { api, clientOf, openStore, users } from "./support/deployment";

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let own: Pair;
let foreign: Pair;
let auth: AuthConfig;

beforeAll(async () => {
  own = await generateKeyPair("ES256", { extractable: true });
  foreign = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "k1", alg: "ES256", use: "sig" };
  const jwks = `data:text/plain;charset=utf-8;base64,${Buffer.from(JSON.stringify({ keys: [jwk] })).toString("base64")}`;
  auth = {
    providers: [
      { type: "customJwt", issuer: "https://tandem.test", jwks, algorithm: "ES256", applicationID: "tandem" },
    ],
  };
});

interface Token {
  claims?: JWTPayload;
  key?: Pair["privateKey"];
  header?: object;
  issuedAt?: number;
}

const START = Date.UTC(2026, 0, 1);

function token({
  claims = {},
  key = own.privateKey,
  header = {},
  issuedAt = START,
}: Token = {}): Promise<string> {
  const payload = {
    iss: "https://tandem.test",
    aud: "tandem",
    sub: "op_1",
    exp: issuedAt / 1000 + 300,
    ...claims,
  };
  return new SignJWT({ iat: issuedAt / 1000, ...payload })
    .setProtectedHeader({ alg: "ES256", kid: "k1", typ: "JWT", ...header })
    .sign(key);
}

const NO_PROVIDER =
  "No auth provider found matching the given token. Check that your JWT's issuer and audience match one of your " +
  "configured providers: [CustomJWT(issuer=https://tandem.test, app_id=tandem)]";

function openAt(now: () => number) {
  return openStore({ modules: { users }, auth, now });
}

describe("identity", () => {
  test("is what the token says: subject, issuer, and all claims by their own names, nested ones by path", async () => {
    const store = await openAt(() => START);
    const claims = {
      role: "admin",
      email_verified: true,
      name: "Ada",
      properties: { id: "7", deep: { x: 1 } },
    };
    expect(await clientOf(store, await token({ claims })).query(api.users!.me!, {})).toEqual({
      tokenIdentifier: "https://tandem.test|op_1",
      subject: "op_1",
      issuer: "https://tandem.test",
      role: "admin",
      email_verified: true,
      name: "Ada",
      "properties.id": "7",
      "properties.deep.x": 1,
    });
  });

  test("is null without a token, and given by the caller of store.run", async () => {
    const store = await openAt(() => START);
    expect(await clientOf(store).query(api.users!.me!, {})).toBeNull();
    const identity = { subject: "s", issuer: "i", tokenIdentifier: "i|s", role: "viewer" };
    expect(await store.run((ctx) => ctx.auth.getUserIdentity(), { identity })).toEqual(identity);
  });

  test("a token that expired is refused, also one that was accepted before", async () => {
    let now = START;
    const store = await openAt(() => now);
    const client = clientOf(store, await token());
    expect(await client.query(api.users!.me!, {})).toMatchObject({ subject: "op_1" });
    now += 306_000;
    await expect(client.query(api.users!.me!, {})).rejects.toThrow("InvalidAuthHeader");
  });

  test.each<[string, string, string | RegExp, () => Token]>([
    [
      "signed with another key",
      "InvalidAuthHeader",
      "Could not decode token. The JWT's 'kid' (key ID) header is 'k1', does this key match any key in the provider's JWKS?",
      () => ({ key: foreign.privateKey }),
    ],
    ["for another application", "NoAuthProvider", NO_PROVIDER, () => ({ claims: { aud: "other" } })],
    [
      "of another issuer",
      "NoAuthProvider",
      NO_PROVIDER,
      () => ({ claims: { iss: "https://elsewhere.test" } }),
    ],
    [
      "without an issuer",
      "InvalidAuthHeader",
      /^Missing issuer claim \('iss'\) in JWT payload\./,
      () => ({ claims: { iss: undefined } }),
    ],
    [
      "that expired",
      "InvalidAuthHeader",
      /^Could not validate token: /,
      () => ({ issuedAt: START - 306_000 }),
    ],
    [
      "without an expiry",
      "InvalidAuthHeader",
      /^Could not verify token claim\./,
      () => ({ claims: { exp: undefined } }),
    ],
    [
      "without a subject",
      "InvalidAuthHeader",
      /^Could not verify token claim\./,
      () => ({ claims: { sub: undefined } }),
    ],
    [
      "without a key ID",
      "InvalidAuthHeader",
      "Could not decode token. JWT may be missing a 'kid' (key ID) header.",
      () => ({ header: { kid: undefined } }),
    ],
    [
      "of another type",
      "InvalidAuthHeader",
      /^Could not validate token: /,
      () => ({ header: { typ: undefined } }),
    ],
  ])("a token %s is a 401 with code %s", async (_, code, message, make) => {
    const store = await openAt(() => START);
    const response = await store.fetch("http://x/api/query", {
      method: "POST",
      headers: { Authorization: `Bearer ${await token(make())}` },
      body: JSON.stringify({ path: "users:me", args: {} }),
    });
    expect(response.status).toBe(401);
    const body = (await response.json()) as { code: string; message: string };
    expect(body.code).toBe(code);
    expect(body.message).toMatch(message);
  });

  test("an issuer may be without its protocol and with a slash; clocks may differ by five seconds", async () => {
    const store = await openAt(() => START);
    const me = async (made: Token) => clientOf(store, await token(made)).query(api.users!.me!, {});
    expect(await me({ claims: { iss: "tandem.test/" } })).toMatchObject({ issuer: "tandem.test/" });
    expect(await me({ issuedAt: START - 304_000 })).toMatchObject({ subject: "op_1" });
  });

  test("any token is a 401 where no provider is configured", async () => {
    const store = await openStore({ modules: { users } });
    await expect(clientOf(store, await token()).query(api.users!.me!, {})).rejects.toThrow(
      "no providers configured",
    );
  });

  test("a changed token, an unsigned one, and other schemes are a 401", async () => {
    const store = await openAt(() => START);
    const [header, , signature] = (await token()).split(".");
    const forged = Buffer.from(
      JSON.stringify({ iss: "https://tandem.test", sub: "root", aud: "tandem", exp: 9e9 }),
    );
    const unsigned = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT", kid: "k1" })).toString(
      "base64url",
    );
    const attempts = [
      `Bearer ${header}.${forged.toString("base64url")}.${signature}`,
      `Bearer ${unsigned}.${forged.toString("base64url")}.`,
      "Bearer nonsense",
      "Bearer ",
      "Convex admin-key",
    ];
    for (const Authorization of attempts) {
      const body = JSON.stringify({ path: "users:me", args: {} });
      const response = await store.fetch("http://x/api/query", {
        method: "POST",
        headers: { Authorization },
        body,
      });
      expect([Authorization, response.status]).toEqual([Authorization, 401]);
    }
  });

  test("a provider the store cannot verify is refused when it opens", async () => {
    const bad = { providers: [{ domain: "https://x.test", applicationID: "a" }] };
    await expect(openStore({ auth: bad })).rejects.toThrow('only providers of type "customJwt"');
    const unreadable = { providers: [{ ...auth.providers[0]!, jwks: "data:,{" }] } as AuthConfig;
    await expect(openStore({ auth: unreadable })).rejects.toThrow(
      /https:\/\/tandem\.test: its jwks cannot be read/,
    );
  });
});
