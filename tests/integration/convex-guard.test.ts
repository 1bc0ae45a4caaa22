import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { ConvexError } from "convex/values";
import { SignJWT, importJWK } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSigner, generateSigningKey } from "../../server/auth/signer";
import { type Config, loadConfig, openEmbeddedStore } from "../../server/config";
import { convexModules } from "../../server/config/convex-modules";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";

const folder = join(import.meta.dirname, "../../server/convex");

type Registered = { isPublic?: boolean; _handler: (ctx: object, args: object) => Promise<unknown> };
const publicFunctions = Object.entries(convexModules).flatMap(([path, module]) =>
  Object.entries(module)
    .filter(([, value]) => (value as unknown as Registered).isPublic)
    .map(([name, value]) => [`${path}:${name}`, value as unknown as Registered] as const),
);

describe("a person who knows the deployment's URL can call nothing", () => {
  test("the map of modules is the folder, and every path is one that Convex deploys", async () => {
    const files = await readdir(folder, { recursive: true });
    const modules = files.filter((file) => /^[^_/][^/]*\.ts$/u.test(file)).map((file) => file.slice(0, -3));
    const notModules = ["auth.config", "functions", "schema"];
    expect(Object.keys(convexModules).sort()).toEqual(
      modules.filter((name) => !notModules.includes(name)).sort(),
    );
    for (const file of files.filter((name) => name.endsWith(".ts"))) {
      expect(file).toMatch(/^[\w.]+(?:\/[\w.]+)*$/u);
    }
  });

  test.each(publicFunctions)("%s demands an identity before anything else", async (_name, fn) => {
    const nobody = { auth: { getUserIdentity: async () => null } };
    const refused = await fn._handler(nobody, {}).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConvexError);
    expect((refused as ConvexError<{ code: string }>).data.code).toBe("unauthenticated");
  });

  test.each(publicFunctions)("%s refuses an identity without a role", async (_name, fn) => {
    const stranger = { auth: { getUserIdentity: async () => ({ subject: "x", role: "root" }) } };
    const refused = await fn._handler(stranger, {}).catch((error: unknown) => error);
    expect((refused as ConvexError<{ code: string }>).data.code).toBe("forbidden");
  });
});

describe("over HTTP", () => {
  let dataDir: string;
  let config: Config;
  let url: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "tandem-guard-"));
    config = await loadConfig({ DATA_DIR: dataDir });
    const store = await openEmbeddedStore(config);
    url = (await store.listen({ port: 0 })).url;
    close = () => store.close();
  });
  afterAll(async () => {
    await close();
    await rm(dataDir, { recursive: true });
  });

  const facets = async (token?: string) => {
    const client = new ConvexHttpClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });
    if (token) client.setAuth(token);
    return client.query(api.links.facets, {});
  };
  const expiredToken = async () => {
    const key = await importJWK(JSON.parse(config.secrets.signingKey), "ES256");
    const jwt = new SignJWT({ role: "system" }).setProtectedHeader({ alg: "ES256", typ: "JWT" });
    return jwt
      .setIssuer("https://tandem.invalid")
      .setAudience("tandem")
      .setSubject("tandem")
      .setIssuedAt(Math.floor(Date.now() / 1000) - 600)
      .setExpirationTime(Math.floor(Date.now() / 1000) - 300)
      .sign(key);
  };

  test("the server's own token is let in", async () => {
    const { token } = await config.signer.sign(systemActor);
    expect(await facets(token)).toMatchObject({ total: 0 });
  });

  test("no token, a forged one and an expired one are refused", async () => {
    const forger = await createSigner(await generateSigningKey());
    await expect(facets()).rejects.toThrow();
    await expect(facets((await forger.sign(systemActor)).token)).rejects.toThrow();
    await expect(facets(await expiredToken())).rejects.toThrow();
  });

  test("a viewer's token reads, and changes nothing", async () => {
    const { token } = await config.signer.sign({ kind: "operator", id: "o", name: "V", role: "viewer" });
    expect(await facets(token)).toMatchObject({ total: 0 });
    const client = new ConvexHttpClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });
    client.setAuth(token);
    await expect(client.mutation(api.commands.resync, { id: "x", requestId: "r" })).rejects.toMatchObject({
      data: { code: "forbidden" },
    });
  });
});
