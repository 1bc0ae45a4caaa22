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

function openAt(now: () => number) {
  return openStore({ modules: { users }, auth, now });
}

describe("identity", () => {
  test("is what the token says: subject, issuer, standard and custom claims, nested ones by path", async () => {
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
      emailVerified: true,
      name: "Ada",
      properties: { id: "7", deep: { x: 1 } },
      "properties.id": "7",
      "properties.deep": { x: 1 },
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
    now += 301_000;
    await expect(client.query(api.users!.me!, {})).rejects.toThrow("InvalidAuthHeader");
  });

  test.each<[string, () => Token]>([
    ["signed with another key", () => ({ key: foreign.privateKey })],
    ["for another application", () => ({ claims: { aud: "other" } })],
    ["of another issuer", () => ({ claims: { iss: "https://elsewhere.test" } })],
    ["without an expiry", () => ({ claims: { exp: undefined } })],
    ["without a subject", () => ({ claims: { sub: undefined } })],
    ["without a key ID", () => ({ header: { kid: undefined } })],
    ["of another type", () => ({ header: { typ: undefined } })],
  ])("a token %s is a 401", async (_, make) => {
    const store = await openAt(() => START);
    const response = await store.fetch("http://x/api/query", {
      method: "POST",
      headers: { Authorization: `Bearer ${await token(make())}` },
      body: JSON.stringify({ path: "users:me", args: {} }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) });
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
