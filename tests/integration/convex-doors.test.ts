import { SignJWT, UnsecuredJWT, importJWK } from "jose";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ValidatorJSON } from "convex/values";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSigner, generateSigningKey } from "../../server/auth/signer";
import { type Config, loadConfig, openEmbeddedStore } from "../../server/config";
import { convexModules } from "../../server/config/convex-modules";
import { type Actor, systemActor } from "../../server/convex-client";
import schema from "../../server/convex/schema";
import { encodeId } from "../../server/embedded/ids";
import { mayDo, operatorRoles, type Role } from "../../shared/permissions";
import { STEP_UP_MS } from "../../shared/session-api";
import { proven } from "../support/proven";
import { functionRights, type Needs, rightsByName } from "../support/right-table";
import { sampleOf } from "../support/sample-args";

/** Somebody who knows the deployment's URL calls every public function, over HTTP, with arguments that it takes. */
let config: Config;
let url: string;
let close: () => Promise<void>;
const ids = new Map<string, string>();
beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "tandem-doors-"));
  config = await loadConfig({ DATA_DIR: dataDir });
  const store = await openEmbeddedStore(config);
  await store.run(async ({ db }) => {
    for (const table of Object.keys(schema.tables) as Array<keyof typeof schema.tables>) {
      const id = someIds.find((each) => db.normalizeId(table, each));
      if (id) ids.set(table, id);
    }
  });
  url = (await store.listen({ port: 0 })).url;
  close = async () => {
    await store.close();
    await rm(dataDir, { recursive: true });
  };
});
afterAll(() => close());

/** IDs of documents that do not exist, in tables as the store numbers them. */
const someIds = Array.from({ length: 200 }, (_, n) => encodeId(10_001 + n, new Uint8Array(16)));

type Registered = { isPublic?: boolean; isMutation?: boolean; exportArgs(): string };
const functions = Object.entries(convexModules).flatMap(([module, exported]) =>
  Object.entries(exported).flatMap(([name, value]) => {
    const registered = value as unknown as Registered;
    return registered.isPublic ? [[`${module}:${name}`, registered] as const] : [];
  }),
);
const rights = new Map<string, Needs>(rightsByName(functionRights));
const needsOf = (path: string) => rights.get(path) ?? "system.work";

type Answer = { status: string; errorMessage?: string; errorData?: { code?: string }; code?: string };

async function call(path: string, fn: Registered, token: string | null): Promise<Answer> {
  const args = sampleOf(JSON.parse(fn.exportArgs()) as ValidatorJSON, ids);
  const response = await fetch(`${url}/api/${fn.isMutation ? "mutation" : "query"}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ path, args, format: "json" }),
  });
  return (await response.json()) as Answer;
}

const claims = { name: "Mallory", role: "admin" };
const signed = (jwt: SignJWT | UnsecuredJWT, endsInS: number) =>
  jwt
    .setIssuer("https://tandem.invalid")
    .setAudience("tandem")
    .setSubject("op_1")
    .setIssuedAt(Math.floor(Date.now() / 1000) - 600)
    .setExpirationTime(Math.floor(Date.now() / 1000) + endsInS);
const tokenOf = async (role: Role, more: Partial<Actor> = proven) => {
  const kind = role === "member" || role === "system" ? role : "operator";
  const actor: Actor = { kind, id: "x", name: role, role, ...more };
  return (await config.signer.sign(actor)).token;
};

const bad: Record<string, () => Promise<string>> = {
  expired: async () => {
    const key = await importJWK(JSON.parse(config.secrets.signingKey), "ES256");
    const jwt = new SignJWT(claims).setProtectedHeader({ alg: "ES256", typ: "JWT" });
    return (signed(jwt, -300) as SignJWT).sign(key);
  },
  "signed with another key": async () =>
    (await (await createSigner(await generateSigningKey())).sign(systemActor)).token,
  "signed with the public key as a password": async () => {
    const jwt = new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" });
    return (signed(jwt, 300) as SignJWT).sign(new TextEncoder().encode(config.signer.jwks));
  },
  "not signed at all": async () => (signed(new UnsecuredJWT(claims), 300) as UnsecuredJWT).encode(),
};

describe("every public function of Convex", () => {
  test("is one that the table of rights knows, or the server's alone", () => {
    const known: string[] = functions.map(([path]) => path);
    expect([...rights.keys()].filter((path) => !known.includes(path))).toEqual([]);
    expect(functions.length).toBeGreaterThan(100);
  });

  test("refuses whoever brings no token", async () => {
    for (const [path, fn] of functions) {
      const { errorData } = await call(path, fn, null);
      expect(errorData?.code, path).toBe("unauthenticated");
    }
  });

  test.each(Object.keys(bad))("refuses a token that is %s", async (kind) => {
    const token = await bad[kind]?.();
    for (const [path, fn] of functions) {
      const answer = await call(path, fn, token ?? "");
      expect(answer.status, path).not.toBe("success");
      expect(answer.errorData, "the function itself was not reached").toBeUndefined();
    }
  });

  test.each([...operatorRoles, "member"] as const)(
    "lets a %s do what the table says and no more",
    async (role) => {
      const token = await tokenOf(role);
      for (const [path, fn] of functions) {
        const { errorData, errorMessage = "" } = await call(path, fn, token);
        const needs = needsOf(path);
        const may = needs !== "anyone" && needs !== "member" && mayDo(role, needs);
        expect(errorData?.code === "forbidden", `${path} ${errorMessage}`).toBe(!may);
        expect(errorMessage, path).not.toContain("ArgumentValidationError");
      }
    },
  );

  test("asks an admin who has not lately proved who they are to do so before what takes people away, or lets them in", async () => {
    const shut = async (provedAt: number) => {
      const token = await tokenOf("admin", { provedAt });
      const answers = await Promise.all(
        functions.map(async ([path, fn]) => [path, (await call(path, fn, token)).errorData?.code] as const),
      );
      return answers.flatMap(([path, code]) => (code === "needs_step_up" ? [path] : []));
    };
    const longAgo = await shut(Date.now() - STEP_UP_MS);
    expect(await shut(0)).toEqual(longAgo);
    expect(await shut(Date.now())).toEqual([]);
    const lettingIn = functions.map(([path]) => path).filter((path) => needsOf(path) === "operators.write");
    expect(longAgo).toEqual(
      expect.arrayContaining([
        ...lettingIn,
        ...["operatorFactors:begin", "operatorFactors:renewRecoveryCodes", "operatorFactors:remove"],
        ...["apiTokens:create", "purge:now", "runApproval:approve", "sweeps:decide"],
      ]),
    );
  });
});
