import { generateKeyPairSync, randomBytes } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createSigner } from "../../server/auth/signer";
import { loadConfig } from "../../server/config";
import { openTandemStore } from "../../server/config/embedded-store";
import { rotateSigningKey } from "../../server/config/secrets";
import { createConvex, systemActor } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { createHttpCrm } from "../../server/crm/http";
import { runFile } from "../support/command";
import { enrol, joinAs } from "../support/operators";
import { newPerson } from "../support/people";
import { temporaryFolder } from "../support/processes";
import { type TestTandem, startTestTandem } from "../support/tandem";

/** Keys are replaced while people work: at every step the old and the new are known to whoever needs them. */
const newKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const jwkOf = (key: ReturnType<typeof newKey>) => JSON.stringify(key.export({ format: "jwk" }));
const pemOf = (key: ReturnType<typeof newKey>) => key.export({ type: "pkcs8", format: "pem" }).toString();

const tandem = (args: string[], env: Record<string, string> = {}) => runFile("server/cli.ts", args, env);

async function folder(): Promise<string> {
  const path = await temporaryFolder();
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

describe("the key by which the server proves itself to Convex", () => {
  /** A store that accepts what `keys` say, and whether it takes a call signed by `signedWith`. */
  async function deployment(keys: string) {
    const { jwks } = await createSigner(keys);
    const store = await openTandemStore({ path: join(await folder(), "store.sqlite"), jwks });
    const { url } = await store.listen({ port: 0 });
    onTestFinished(() => store.close());
    return async (signedWith: string): Promise<boolean> => {
      const convex = createConvex({ url, signer: await createSigner(signedWith) });
      const call = convex.as(systemActor).query(api.memberSessions.holder, { tokenHash: "x" });
      return call.then(
        () => true,
        () => false,
      );
    };
  }

  test("is replaced server by server: while both are published, those with the old and those with the new are heard", async () => {
    const [old, next] = [newKey(), newKey()];
    const both = JSON.stringify({ keys: [JSON.parse(jwkOf(next)), JSON.parse(jwkOf(old))] });
    const duringRotation = await deployment(both);
    expect([await duringRotation(jwkOf(old)), await duringRotation(both)]).toEqual([true, true]);
    const afterwards = await deployment(jwkOf(next));
    expect([await afterwards(jwkOf(old)), await afterwards(both)]).toEqual([false, true]);
  });

  test("may be several PEMs in a row as well, in one line even, and their private halves are never published", async () => {
    const [old, next] = [newKey(), newKey()];
    const pems = `${pemOf(next)}${pemOf(old)}`;
    const { jwks } = await createSigner(pems.replaceAll("\n", "\\n"));
    expect(jwks).toBe((await createSigner(pems)).jwks);
    const published = JSON.parse(Buffer.from(jwks.split("base64,")[1] ?? "", "base64").toString());
    expect(published.keys.map(({ x }: { x: string }) => x)).toEqual(
      [next, old].map((key) => key.export({ format: "jwk" }).x),
    );
    expect(Object.keys(published.keys[0]).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
  });

  test("that the first start made is replaced by a command; whoever was signed in still is, and jobs go on", async () => {
    const dataDir = await folder();
    const before = await startTestTandem({ dataDir });
    const admin = await before.admin();
    const person = newPerson();
    await before.visitor().trpc.portal.register.mutate(person);
    await before.stop();

    const rotate = () => tandem(["signing-key", "rotate"], { DATA_DIR: dataDir });
    expect((await rotate()).stderr).toContain(
      "From the next start on a new key signs; the one before it is accepted",
    );
    expect((await stat(join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);
    const after = await startTestTandem({ dataDir });
    const back = after.visitor();
    for (const [name, value] of admin.cookies) back.cookies.set(name, value);
    expect(await back.trpc.session.me.query()).toMatchObject({ name: "Ada Admin" });
    expect((await back.trpc.users.list.query({ query: person.email })).rows).toHaveLength(1);
    await after.stop();
  });

  test("that leaked is refused at once when it is dropped; one from the environment is nobody's to replace", async () => {
    const dataDir = await folder();
    const published = async () => {
      const { jwks } = (await loadConfig({ DATA_DIR: dataDir })).signer;
      return JSON.parse(Buffer.from(jwks.split("base64,")[1] ?? "", "base64").toString()).keys as object[];
    };
    const [leaked] = await published();
    await rotateSigningKey(dataDir, { dropOld: false });
    expect(await published()).toContainEqual(leaked);
    await rotateSigningKey(dataDir, { dropOld: true });
    expect(await published()).toHaveLength(1);
    expect(await published()).not.toContainEqual(leaked);
    const { stdout: TANDEM_SIGNING_KEY } = await tandem(["signing-key", "new"]);
    const refused = await tandem(["signing-key", "rotate"], { DATA_DIR: dataDir, TANDEM_SIGNING_KEY });
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toMatch(/^TANDEM_SIGNING_KEY is set, so the kept key is not used/u);
  });
});

describe("the key that seals second factors", () => {
  const [old, next] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];

  /** A server with these keys, on the folder of the one before. */
  const restarted = (dataDir: string, TANDEM_SEALING_KEY: string) =>
    startTestTandem({ dataDir, env: { TANDEM_SEALING_KEY }, now: () => Date.now() });

  test("is replaced while people sign in: the old one opens until all is sealed anew, then it may go", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const dataDir = await folder();
    const first = await restarted(dataDir, old);
    const joan = await joinAs(first, "support");
    const { code } = await enrol(joan.visitor);
    const letsIn = ({ visitor }: TestTandem) => {
      vi.setSystemTime(Date.now() + 60_000);
      return visitor().trpc.session.signIn.mutate({ ...joan.login, code: code() });
    };
    await first.stop();

    for (const keys of [`${old},${next}`, `${next}, ${old}`, next]) {
      const tandem = await restarted(dataDir, keys);
      expect(await letsIn(tandem)).toMatchObject({ name: "Joan support" });
      const told = tandem.logLines.filter((line) => line.includes("sealed anew"));
      expect(told).toHaveLength(keys.startsWith(`${next}, `) ? 1 : 0);
      expect(tandem.logLines.join("\n")).not.toContain(old);
      await tandem.stop();
    }

    const tandem = await restarted(dataDir, old);
    expect(tandem.logLines.join("\n")).toContain("sealed by a key that is not in TANDEM_SEALING_KEY");
    await tandem.stop();
  });
});

describe("the key of the backend", () => {
  /** A backend that takes these keys; `heard` are those it was called with. */
  async function backend(accepted: Set<string>) {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      const key = (request.headers.authorization ?? "").replace("Bearer ", "");
      heard.push(key);
      const ok = accepted.has(key);
      response.writeHead(ok ? 200 : 401, { "content-type": "application/json" });
      response.end(ok ? '{"contacts":[],"total":0,"hasMore":false}' : '{"code":"UNAUTHORIZED"}');
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void server.close());
    return { heard, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1` };
  }

  test("is replaced without a failed call: with both set, the next is used from when the old is refused", async () => {
    const accepted = new Set(["old"]);
    const { heard, baseUrl } = await backend(accepted);
    const crm = createHttpCrm({ baseUrl, apiKey: "old", nextApiKey: "next" });
    await crm.ping();
    accepted.add("next");
    await crm.ping();
    accepted.delete("old");
    await crm.ping();
    await crm.ping();
    expect(heard).toEqual(["old", "old", "old", "next", "next"]);
  });

  test("that the backend refuses, like the other one, is said to be refused, and both are tried again next time", async () => {
    const accepted = new Set<string>();
    const { heard, baseUrl } = await backend(accepted);
    const crm = createHttpCrm({ baseUrl, apiKey: "old", nextApiKey: "next" });
    await expect(crm.ping()).rejects.toMatchObject({ code: "unauthorized" });
    accepted.add("next");
    await crm.ping();
    expect(heard).toEqual(["old", "next", "old", "next"]);
  });
});
