import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Config, loadConfig, openEmbeddedStore } from "../../server/config";
import type { Doc, Id } from "../../server/convex/_generated/dataModel";
import type { OperatorRole } from "../../shared/permissions";
import { defaultSettings } from "../../shared/settings-api";

/** What a token is for is judged in Convex too: whoever calls it with the server's signature gets no further by that. */
let config: Config;
let store: Awaited<ReturnType<typeof openEmbeddedStore>>;
let url: string;
let close: () => Promise<void>;
beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "tandem-tokens-"));
  config = await loadConfig({ DATA_DIR: dataDir });
  store = await openEmbeddedStore(config);
  url = (await store.listen({ port: 0 })).url;
  close = async () => {
    await store.close();
    await rm(dataDir, { recursive: true });
  };
});
afterAll(() => close());

type Token = Partial<Doc<"apiTokens">>;
const inAnHour = Date.now() + 3_600_000;

/** An operator with a token, as they lie in the store. */
async function keep(role: OperatorRole, token: Token, disabledAt?: number) {
  const who = { email: "x@desk.example", emailKey: "x@desk.example", name: "Joan", role, passwordHash: "" };
  return store.run(async ({ db }) => {
    const operator = await db.insert("operators", {
      ...who,
      ...(disabledAt === undefined ? {} : { disabledAt }),
    });
    const kept = { name: "t", hint: "tandem_", tokenHash: "x", scopes: ["users.read"], unattended: false };
    const tokenId = await db.insert("apiTokens", { operator, ...kept, expiresAt: inAnHour, ...token });
    return { operator, tokenId };
  });
}

/** What is answered to who calls with the server's signature for this operator and token, whatever role it claims. */
async function call(
  who: { operator: Id<"operators">; tokenId: string },
  path: string,
  args: object = {},
  kind = "query",
) {
  const { operator: id, tokenId } = who;
  const { token } = await config.signer.sign({ kind: "operator", id, name: "Joan", role: "admin", tokenId });
  const response = await fetch(`${url}/api/${kind}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ path, args, format: "json" }),
  });
  const { status, errorData } = (await response.json()) as { status: string; errorData?: { code: string } };
  return errorData?.code ?? status;
}

test("a token's scopes hold, whatever role the signature claims", async () => {
  const who = await keep("admin", {});
  expect(await call(who, "savedViews:list")).toBe("success");
  expect(await call(who, "runs:list", { cursor: null })).toBe("forbidden");
  expect(await call(who, "apiTokens:holder", { tokenHash: "x" })).toBe("forbidden");
});

test("and so does the role that its operator has now", async () => {
  const who = await keep("viewer", { scopes: ["users.read", "audit.read"] });
  expect(await call(who, "savedViews:list")).toBe("success");
  expect(await call(who, "audit:actors")).toBe("forbidden");
});

test("and one for rights that nobody knows any more opens nothing", async () => {
  expect(await call(await keep("admin", { scopes: ["users.everything"] }), "savedViews:list")).toBe(
    "forbidden",
  );
});

test.each<[string, Token]>([
  ["has ended", { expiresAt: Date.now() - 1 }],
  ["has no end, where every token is to have one", { expiresAt: undefined }],
  ["was revoked", { revokedAt: 1 }],
])("one that %s opens nothing, though the signature is good for minutes", async (_why, token) => {
  expect(await call(await keep("admin", token), "savedViews:list")).toBe("unauthenticated");
});

test("nor does one of a disabled operator, of another operator, or of nobody", async () => {
  const disabled = await keep("admin", {}, 1);
  expect(await call(disabled, "savedViews:list")).toBe("unauthenticated");
  const { tokenId } = await keep("admin", {});
  const { operator } = await keep("viewer", {});
  expect(await call({ operator, tokenId }, "savedViews:list")).toBe("unauthenticated");
  expect(await call({ operator, tokenId: operator }, "savedViews:list")).toBe("unauthenticated");
  expect(await call({ operator, tokenId: "" }, "savedViews:list")).toBe("unauthenticated");
});

test("what asks an operator for their password is closed to a token that was not made for it", async () => {
  const settings = { ...defaultSettings, access: { ...defaultSettings.access, idleMinutes: 61 } };
  const change = async (unattended: boolean) => {
    const who = await keep("admin", { scopes: ["settings.write"], unattended });
    return call(who, "settings:update", { version: 0, settings, requestId: "r" }, "mutation");
  };
  expect(await change(false)).toBe("forbidden");
  expect(await change(true)).toBe("success");
});
