import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfig } from "../../server/config";
import { convexModules } from "../../server/config/convex-modules";
import { describeEnvironment, readEnvironment } from "../../server/config/environment";
import { variables } from "../../server/config/variables";

describe("the environment", () => {
  test("has a sensible default for everything", () => {
    expect(readEnvironment({})).toEqual({
      PORT: 4000,
      HOST: "127.0.0.1",
      DATA_DIR: "./data",
      WEBHOOK_SCHEMES: ["standard", "timestamped"],
      BACKEND_CHAOS: "0",
      ALLOW_PRIVATE_BACKEND: "0",
      REQUEST_TIMEOUT_MS: 30_000,
      MAX_CONNECTIONS: 4096,
      MAX_CONNECTIONS_PER_NETWORK: 512,
      REGISTRATIONS_PER_NETWORK: 60,
      OIDC_SCOPES: "openid email profile",
      OIDC_TRUST_EMAIL: "0",
      OIDC_SIGN_OUT: "1",
      LOG_LEVEL: "info",
    });
  });

  test.each([
    ["PORT", "http", /^PORT must be a port number/u],
    ["PORT", "70000", /^PORT must be a port number/u],
    ["PUBLIC_URL", "https://desk.example/tandem", /^PUBLIC_URL must be scheme, host and port only/u],
    ["CONVEX_URL", "happy-otter-123", /^CONVEX_URL must be an http or https address, such as/u],
    ["BACKEND_URL", "ftp://x.example", /^BACKEND_URL must be an http or https address/u],
    ["BACKEND_WEBHOOK_SECRETS", "whsec_short", /^BACKEND_WEBHOOK_SECRETS must hold secrets such as whsec_/u],
    ["WEBHOOK_SCHEMES", "standard,magic", /^WEBHOOK_SCHEMES must be a list of standard/u],
    ["SMTP_URL", "mail.example.org", /^SMTP_URL must be such as smtp:/u],
    ["METRICS_TOKEN", "short", /^METRICS_TOKEN must be at least 16 characters/u],
    ["TRUST_PROXY", "11", /^TRUST_PROXY must be how many proxies stand in front, 0 to 10, or their/u],
    ["TRUST_PROXY", "10.0.0.0/8, 1", /^TRUST_PROXY must be how many/u],
    ["TRUST_PROXY", "true", /^TRUST_PROXY must be how many/u],
    ["BACKEND_API_KEY", "one, two, three", /^BACKEND_API_KEY may hold two keys at most/u],
    ["BACKEND_API_KEY", "schlüssel", /^BACKEND_API_KEY may hold ASCII only/u],
    ["REQUEST_TIMEOUT_MS", "1e9", /^REQUEST_TIMEOUT_MS must be a number of milliseconds, 100 to/u],
    ["MAX_CONNECTIONS", "0", /^MAX_CONNECTIONS must be a number of connections, 10 to/u],
    ["OIDC_ISSUER", "http://login.example.org", /^OIDC_ISSUER must be an https address/u],
    ["OIDC_SCOPES", "email", /^OIDC_SCOPES must hold openid/u],
    ["OIDC_ROLES", "desk-admins=boss", /^OIDC_ROLES must be a list such as desk-admins=admin/u],
    ["LOG_LEVEL", "loud", /^LOG_LEVEL must be one of fatal, error/u],
  ])("a wrong %s (%s) is named with the fix", (name, value, message) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(message);
  });

  test.each([
    ["0", 0],
    ["2", 2],
    ["10.0.0.0/8, ::1,loopback", ["10.0.0.0/8", "::1", "loopback"]],
  ])("the proxies of %s are understood", (value, read) => {
    expect(readEnvironment({ TRUST_PROXY: value }).TRUST_PROXY).toEqual(read);
  });

  test.each(Object.keys(variables))("a wrong %s is never quoted", (name) => {
    // Wrong for all but free text, and like nothing that a message would say of its own.
    const value = "hunter2 hunter2,,hunter2: hunter2,\u00e4";
    const raw = {
      [name]: value,
      BACKEND_URL: "https://api.example.org/api/v1",
      ...(name === "BACKEND_URL" ? { BACKEND_URL: value } : {}),
    };
    try {
      readEnvironment(raw);
    } catch (error) {
      expect(String(error)).not.toContain("hunter2");
    }
  });

  test("all that is wrong is named at once", () => {
    expect(() => readEnvironment({ PORT: "x", LOG_LEVEL: "x" })).toThrow(/PORT.*\nLOG_LEVEL/u);
  });

  test("an identity provider that is half set up is refused, and one that could lead nobody back", () => {
    const OIDC_ISSUER = "https://login.example.org";
    expect(() => readEnvironment({ OIDC_ISSUER })).toThrow(
      "OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set too",
    );
    const client = { OIDC_ISSUER, OIDC_CLIENT_ID: "tandem", OIDC_CLIENT_SECRET: "s" };
    expect(() => readEnvironment(client)).toThrow(/^PUBLIC_URL is missing/u);
    const whole = { ...client, PUBLIC_URL: "https://desk.example.org" };
    expect(() => readEnvironment({ ...whole, OIDC_ROLE_CLAIM: "groups" })).toThrow(/belong together/u);
    const roles = { OIDC_ROLE_CLAIM: "groups", OIDC_ROLES: "a=b=admin, desk=viewer" };
    expect(readEnvironment({ ...whole, ...roles }).OIDC_ROLES).toEqual(["a=b=admin", "desk=viewer"]);
  });

  test("a backend without its key, or with the chaos of another one, is refused", () => {
    const BACKEND_URL = "https://api.example.org/api/v1";
    expect(() => readEnvironment({ BACKEND_URL })).toThrow(/^BACKEND_API_KEY is missing/u);
    const chaos = { BACKEND_URL, BACKEND_API_KEY: "k", BACKEND_CHAOS: "1" };
    expect(() => readEnvironment(chaos)).toThrow(/^BACKEND_CHAOS works on the built-in backend only/u);
  });

  test.each([
    "http://10.1.2.3/api/v1",
    "http://[fd00::1]/api/v1",
    "http://169.254.169.254/",
    "http://0xa000001/",
  ])("a backend in a private network (%s) is refused until it is said to be meant", (BACKEND_URL) => {
    const env = { BACKEND_URL, BACKEND_API_KEY: "k" };
    expect(() => readEnvironment(env)).toThrow(/^BACKEND_URL names an address of a private network/u);
    expect(readEnvironment({ ...env, ALLOW_PRIVATE_BACKEND: "1" })).toHaveProperty("BACKEND_URL");
  });

  test.each(["http://127.0.0.1:4100/api/v1", "http://localhost:4100/api/v1", "http://[::1]:4100/api/v1"])(
    "a backend on this machine (%s) needs no word more",
    (BACKEND_URL) => {
      expect(readEnvironment({ BACKEND_URL, BACKEND_API_KEY: "k" })).toHaveProperty("BACKEND_URL");
    },
  );

  test("is listed without showing secrets", () => {
    const lines = describeEnvironment({ BACKEND_API_KEY: "very-secret", PORT: "4001" });
    expect(lines.find(({ name }) => name === "PORT")).toMatchObject({ value: "4001", source: "set" });
    expect(lines.find(({ name }) => name === "BACKEND_API_KEY")).toMatchObject({ value: "(hidden)" });
    expect(JSON.stringify(lines)).not.toContain("very-secret");
  });
});

describe("a secret in a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "tandem-secrets-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const secretNames = Object.entries(variables).flatMap(([name, { secret }]) => (secret ? [name] : []));
  const file = (content: string) => {
    const path = join(folder, "secret");
    writeFileSync(path, content);
    return path;
  };

  test("is read from there, without the line's end, and listed as such", () => {
    const raw = { METRICS_TOKEN_FILE: file("a token of the metrics\n") };
    expect(readEnvironment(raw).METRICS_TOKEN).toBe("a token of the metrics");
    const line = describeEnvironment(raw).find(({ name }) => name === "METRICS_TOKEN");
    expect(line).toMatchObject({ value: "(hidden)", source: "file" });
  });

  test("may be any secret there is, and nothing that is none", () => {
    expect(secretNames).toEqual(
      expect.arrayContaining(["TANDEM_SIGNING_KEY", "BACKEND_API_KEY", "SMTP_URL"]),
    );
    for (const name of secretNames) {
      const missing = { [`${name}_FILE`]: join(folder, "nowhere") };
      expect(() => readEnvironment(missing)).toThrow(
        `${name}_FILE names a file that cannot be read (ENOENT)`,
      );
    }
    expect(readEnvironment({ PORT_FILE: file("1") }).PORT).toBe(4000);
  });

  test.each([
    ["is given twice", { METRICS_TOKEN: "hunter2 hunter2 hunter2" }, "x", /are both set: unset one of them/u],
    ["is empty", {}, " \n", /names an empty file/u],
    ["is no secret by its size", {}, "hunter2".repeat(10_000), /too large for a secret/u],
    ["is a wrong one", {}, "hunter2", /^METRICS_TOKEN must be at least 16 characters/u],
  ])("that %s is refused by its name, without a word of it", (_what, raw, content, message) => {
    const attempt = () => readEnvironment({ ...raw, METRICS_TOKEN_FILE: file(content) });
    expect(attempt).toThrow(message);
    expect(attempt).not.toThrow(/hunter2/u);
  });

  test("is not quoted either when it stands where its file belongs", () => {
    const attempt = () => readEnvironment({ METRICS_TOKEN_FILE: "hunter2 hunter2 hunter2" });
    expect(attempt).toThrow(/^METRICS_TOKEN_FILE names a file that cannot be read/u);
    expect(attempt).not.toThrow(/hunter2/u);
  });
});

describe("what the first start makes up", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "tandem-config-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  test("is kept for the owner's eyes only, and found again", async () => {
    const first = await loadConfig({ DATA_DIR: dataDir });
    const second = await loadConfig({ DATA_DIR: dataDir });
    expect(second.secrets).toEqual(first.secrets);
    expect(second.signer.jwks).toBe(first.signer.jwks);
    expect(statSync(join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  test("is the same for two processes that start at the same moment", async () => {
    const [one, other] = await Promise.all([
      loadConfig({ DATA_DIR: dataDir }),
      loadConfig({ DATA_DIR: dataDir }),
    ]);
    expect(one.secrets).toEqual(other.secrets);
    expect(readdirSync(dataDir)).toEqual(["sealing-key", "secrets.json"]);
  });

  test("is not silently replaced when it is damaged", async () => {
    writeFileSync(join(dataDir, "secrets.json"), "{");
    await expect(loadConfig({ DATA_DIR: dataDir })).rejects.toThrow(/secrets\.json is damaged\. Restore it/u);
  });

  test("gives way to a signing key of the environment, as JWK or PEM; the public half is what is shown", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString().replaceAll("\n", "\\n");
    const jwk = JSON.stringify(privateKey.export({ format: "jwk" }));
    const fromPem = await loadConfig({ DATA_DIR: dataDir, TANDEM_SIGNING_KEY: pem });
    const fromJwk = await loadConfig({ DATA_DIR: dataDir, TANDEM_SIGNING_KEY: jwk });
    expect(fromPem.signer.jwks).toBe(fromJwk.signer.jwks);
    const shown = Buffer.from(fromPem.signer.jwks.split("base64,")[1] ?? "", "base64").toString();
    expect(JSON.parse(shown)).toMatchObject({ keys: [{ kty: "EC", alg: "ES256", use: "sig" }] });
    expect(shown).not.toContain(privateKey.export({ format: "jwk" }).d);
  });

  test("a wrong signing key is refused without quoting it", async () => {
    const attempt = loadConfig({ DATA_DIR: dataDir, TANDEM_SIGNING_KEY: "hunter2" });
    await expect(attempt).rejects.toThrow(
      /^TANDEM_SIGNING_KEY cannot be used\. It is not a private ES256 key/u,
    );
    await expect(attempt).rejects.not.toThrow(/hunter2/u);
  });

  test("a data folder that cannot be one is refused with the fix", async () => {
    const file = join(dataDir, "file");
    writeFileSync(file, "");
    await expect(loadConfig({ DATA_DIR: file })).rejects.toThrow(/is not a folder\. Set DATA_DIR/u);
    await expect(loadConfig({ DATA_DIR: "/proc/tandem" })).rejects.toThrow(/cannot be used.*Set DATA_DIR/u);
  });
});

describe("the embedded store's functions", () => {
  const folder = join(import.meta.dirname, "../../server/convex");

  test("are those that `npx convex deploy` would find", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.startsWith("_generated"))
      .filter((file) => definesFunctions(readFileSync(join(folder, file), "utf8")))
      .map((file) => file.replace(/\.ts$/u, ""));
    expect(Object.keys(convexModules).sort()).toEqual(files.sort());
  });
});

/** Every function is made by one of the builders of functions.ts. */
const definesFunctions = (source: string) =>
  /export const \w+ = (?:guarded(?:Query|Mutation)\(|shownQuery\(|scheduledMutation\()/u.test(source);
