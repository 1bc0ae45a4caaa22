import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TRPCClientError } from "@trpc/client";
import { newApiToken } from "../../server/auth/api-token";
import { createTokenDoor } from "../../server/auth/token-door";
import type { AppRouter } from "../../server/trpc/router";
import type { tokenScopes } from "../../shared/api-tokens-api";
import { bearing, scriptOf } from "../support/api-tokens";
import { appErrorFrom, appErrorOf } from "../support/app-error";
import { newPerson } from "../support/people";
import { joinAs, type TestOperator } from "../support/operators";
import { startTestTandem, type TestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** Scripts at the desk: what an API token lets in, and when it stops. */
let tandem: TestTandem;
let admin: Visitor;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
});
afterAll(() => tandem.close());

/** What became of a call: `done`, the code of why not, or what the input lacks. */
const statusOf = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "done",
    (error: TRPCClientError<AppRouter>) => error.data?.app?.code ?? error.message,
  );
const list = ({ trpc }: Visitor) => statusOf(trpc.users.list.query({}));
const eventsOf = async (action: string) => (await admin.trpc.audit.list.query({ actions: [action] })).rows;

describe("a token", () => {
  test("lets a script in without cookies, whatever its Origin, for what it is for and nothing else", async () => {
    const { visitor, secret } = await scriptOf(admin, tandem.url, { scopes: ["users.read"] });
    expect(await list(visitor)).toBe("done");
    expect(await statusOf(visitor.trpc.runs.list.query({}))).toBe("forbidden");
    expect(visitor.cookies.size).toBe(0);
    const headers = { authorization: `bearer ${secret}`, origin: "https://elsewhere.example" };
    const init = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: "{}" };
    expect((await fetch(`${tandem.url}/trpc/users.list`, init)).status).toBe(200);
  });

  test("is shown once: neither lists nor the store's file nor the log have more of it than its beginning", async () => {
    const { secret, tokenId } = await scriptOf(admin, tandem.url);
    const { tokens } = await admin.trpc.apiTokens.list.query();
    const listed = tokens.find((token) => token.tokenId === tokenId);
    expect(listed).toMatchObject({ name: "nightly", hint: secret.slice(0, 11), state: "active" });
    expect(JSON.stringify(tokens)).not.toContain(secret.slice(12));
    expect(tandem.logLines.join("")).not.toContain(secret.slice(12));
  });

  test("has a form that scanners know, and one that is mistyped is refused without asking the store", () => {
    const { token, hint } = newApiToken();
    expect(token).toMatch(/^tandem_[0-9A-Za-z]{49}$/u);
    expect(token.startsWith(hint)).toBe(true);
  });

  test("is for at most what its maker may do, and never for what only somebody who is there does", async () => {
    const support = await joinAs(tandem, "support");
    const ask = (scopes: readonly string[]) =>
      statusOf(
        support.visitor.trpc.apiTokens.create.mutate({
          ...{ name: "x", days: 30, unattended: true, scopes: scopes as typeof tokenScopes },
        }),
      );
    expect(await ask(["users.resync"])).toBe("done");
    expect(await ask(["settings.write"])).toBe("forbidden");
    expect(await ask(["operators.write"])).toBe("invalid");
    expect(await ask(["tokens.own"])).toBe("invalid");
  });

  test("sees personal data masked when it is not for reading it, whatever its maker may see", async () => {
    const email = "ines.petersen@example.org";
    await tandem.visitor().trpc.portal.register.mutate(newPerson({ email }));
    const masked = await scriptOf(admin, tandem.url, { scopes: ["users.read"] });
    const clear = await scriptOf(admin, tandem.url, { scopes: ["users.read", "pii.read"] });
    const emailsOf = async ({ visitor }: { visitor: Visitor }) =>
      (await visitor.trpc.users.list.query({ query: email })).rows.map(({ email }) => email);
    expect(await emailsOf(clear)).toEqual([email]);
    expect((await emailsOf(masked))[0]).not.toContain("petersen");
  });

  test("has an end unless the settings allow none, and those without stop when they do not any more", async () => {
    const make = () => scriptOf(admin, tandem.url, { days: null });
    expect(await statusOf(make())).toBe("invalid");
    await allowEndless(true);
    const { visitor } = await make();
    expect(await list(visitor)).toBe("done");
    await allowEndless(false);
    expect(await list(visitor)).toBe("unauthenticated");
  });
});

async function allowEndless(endlessTokens: boolean): Promise<void> {
  const { version, settings } = await admin.trpc.settings.get.query();
  const access = { ...settings.access, endlessTokens };
  await admin.trpc.settings.update.mutate({ version, settings: { ...settings, access } });
}

describe("a token stops", () => {
  test("when its operator revokes it, at once, and says the same as one that never was", async () => {
    const { visitor, tokenId } = await scriptOf(admin, tandem.url);
    expect(await list(visitor)).toBe("done");
    await admin.trpc.apiTokens.revoke.mutate({ tokenId });
    const said = (who: Visitor) => who.trpc.users.list.query({}).catch((error: Error) => error.message);
    const unknown = bearing(tandem.url, newApiToken().token);
    expect(await said(visitor)).toBe("This API token is not valid.");
    expect(await said(unknown)).toBe("This API token is not valid.");
    expect(await said(bearing(tandem.url, "tandem_nonsense"))).toBe("This API token is not valid.");
    const outcomes = (await eventsOf("refuse token")).map(({ outcome }) => outcome);
    expect(outcomes.slice(0, 3)).toEqual(["unknown token", "unknown token", "revoked"]);
  });

  test("when an admin revokes it; a colleague who is none can neither see nor revoke it", async () => {
    const support = await joinAs(tandem, "support");
    const { visitor, tokenId } = await scriptOf(support.visitor, tandem.url);
    const other = await joinAs(tandem, "support");
    expect(await statusOf(other.visitor.trpc.apiTokens.revoke.mutate({ tokenId }))).toBe("not_found");
    expect(await statusOf(other.visitor.trpc.apiTokens.all.query({}))).toBe("forbidden");
    const { tokens } = await admin.trpc.apiTokens.all.query({});
    expect(tokens[0]).toMatchObject({ tokenId, operatorName: "Joan support" });
    await admin.trpc.apiTokens.revokeAny.mutate({ tokenId });
    expect(await list(visitor)).toBe("unauthenticated");
    const [event] = await eventsOf("revoke token");
    expect(event).toMatchObject({ target: { kind: "token", id: tokenId }, actor: { name: "Ada Admin" } });
  });

  test("for good while its operator is disabled, and works again when they are let in again", async () => {
    const { visitor: maker, operatorId } = await joinAs(tandem, "support");
    const { visitor } = await scriptOf(maker, tandem.url);
    await admin.trpc.operators.disable.mutate({ operatorId, reason: "Left the company" });
    expect(await list(visitor)).toBe("unauthenticated");
    await admin.trpc.operators.enable.mutate({ operatorId, reason: "Came back to us" });
    expect(await list(visitor)).toBe("done");
  });

  test("being for what its operator's new role does not allow", async () => {
    const { visitor: maker, operatorId } = await joinAs(tandem, "admin");
    const { visitor } = await scriptOf(maker, tandem.url, {
      scopes: ["users.read", "audit.read", "pii.read"],
    });
    expect(await statusOf(visitor.trpc.audit.list.query({}))).toBe("done");
    await admin.trpc.operators.changeRole.mutate({ operatorId, role: "viewer", reason: "Moved to sales" });
    expect(await statusOf(visitor.trpc.audit.list.query({}))).toBe("forbidden");
    const { rows } = await visitor.trpc.users.list.query({});
    expect(rows.every(({ email }) => !email?.includes("petersen"))).toBe(true);
    const { tokens } = await maker.trpc.apiTokens.list.query();
    expect(tokens[0]?.lostScopes).toEqual(["pii.read", "audit.read"]);
  });

  test("in a stream that is open", async () => {
    const { visitor, tokenId } = await scriptOf(admin, tandem.url, { scopes: ["webhooks.read"] });
    const told: unknown[] = [];
    const begun = new Promise<{ over: Promise<unknown> }>((started) => {
      const over = new Promise((ended) => {
        visitor.trpc.webhooks.tail.subscribe(
          {},
          {
            onStarted: () => started({ over }),
            onData: (message) => void told.push(message),
            onError: ended,
          },
        );
      });
    });
    const { over } = await begun;
    await admin.trpc.apiTokens.revoke.mutate({ tokenId });
    const event = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
    await tandem.visitor().fetch("/api/webhooks/backend-sync", event);
    expect(await appErrorOf(Promise.reject(await over))).toMatchObject({ code: "unauthenticated" });
    expect(told).toEqual([]);
  });
});

describe("what an operator is asked for their password before", () => {
  const stranded = { idleMinutes: 61 };
  const changeAccess = async ({ trpc }: Visitor) => {
    const { version, settings } = await trpc.settings.get.query();
    const access = { ...settings.access, ...stranded };
    return statusOf(trpc.settings.update.mutate({ version, settings: { ...settings, access } }));
  };
  const scopes = ["settings.read", "settings.write"] as const;

  test("is closed to a token, which nobody could ask", async () => {
    const { visitor } = await scriptOf(admin, tandem.url, { scopes });
    expect(await changeAccess(visitor)).toBe("forbidden");
  });

  test("is open to one that was made for it", async () => {
    const { visitor } = await scriptOf(admin, tandem.url, { scopes, unattended: true });
    expect(await changeAccess(visitor)).toBe("done");
  });
});

describe("the audit", () => {
  let maker: TestOperator;
  beforeAll(async () => {
    maker = await joinAs(tandem, "admin");
  });

  test("tells of making and of the first use, and of each action by which token it was", async () => {
    const { visitor, tokenId } = await scriptOf(maker.visitor, tandem.url, {
      ...{ name: "settings robot", scopes: ["settings.read", "settings.write"] },
    });
    const { version, settings } = await visitor.trpc.settings.get.query();
    const gate = { ...settings.gate, burst: 900 };
    await visitor.trpc.settings.update.mutate({ version, settings: { ...settings, gate } });
    const about = { kind: "token", id: tokenId };
    expect((await eventsOf("make token"))[0]).toMatchObject({ target: about, actor: { token: null } });
    expect((await eventsOf("use token"))[0]).toMatchObject({ target: about });
    expect((await eventsOf("settings"))[0]).toMatchObject({
      actor: { id: maker.operatorId, token: { id: tokenId, name: "settings robot" } },
    });
    const { tokens } = await maker.visitor.trpc.apiTokens.list.query();
    expect(tokens[0]).toMatchObject({ lastUsedFrom: "127.0.0.1", lastUsedAt: expect.any(Number) as number });
  });

  test("tells of what a token was refused", async () => {
    const { visitor, tokenId } = await scriptOf(maker.visitor, tandem.url, { name: "curious" });
    expect(await statusOf(visitor.trpc.audit.list.query({}))).toBe("forbidden");
    const [refused] = await eventsOf("refused");
    expect(refused).toMatchObject({
      summary: "Refused audit.list: not permitted.",
      actor: { token: { id: tokenId } },
    });
  });
});

describe("beside cookies", () => {
  test("a token alone counts: a wrong one is not made good by the browser's session", async () => {
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const ask = (authorization: string) =>
      fetch(`${tandem.url}/trpc/users.list?input={}`, { headers: { cookie, authorization } });
    expect((await ask(`Bearer ${newApiToken().token}`)).status).toBe(401);
    // What is not ours may be a proxy's, and then the session counts as ever.
    expect((await ask("Basic eDp5")).status).toBe(200);
  });

  test("and no session comes of it, whatever a script asks", async () => {
    const { visitor } = await scriptOf(admin, tandem.url);
    await visitor.trpc.session.signOut.mutate();
    expect(visitor.cookies.size).toBe(0);
    expect(await visitor.trpc.session.me.query()).toMatchObject({ name: "Ada Admin" });
  });

  test("another site's page cannot put one on its visitor's request: it may not even ask", async () => {
    const { status, headers } = await fetch(`${tandem.url}/trpc/users.list`, {
      method: "OPTIONS",
      headers: {
        ...{ origin: "https://evil.example", "access-control-request-method": "POST" },
        "access-control-request-headers": "authorization",
      },
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

test("an export is taken along by a token that is for it, and by no other", async () => {
  const taker = await scriptOf(admin, tandem.url, { scopes: ["users.export"] });
  const reader = await scriptOf(admin, tandem.url, { scopes: ["users.read"] });
  const take = async ({ visitor }: { visitor: Visitor }) =>
    (await visitor.fetch("/api/export/users.csv")).status;
  expect([await take(taker), await take(reader)]).toEqual([200, 403]);
});

test("who comes again and again with tokens that are of no use has to wait, and then nothing is written any more", async () => {
  const wrong = newApiToken().token;
  const said = [];
  for (let tries = 0; tries < 8; tries++) said.push(await list(bearing(tandem.url, wrong)));
  expect(said.slice(0, 5)).toEqual(Array(5).fill("unauthenticated"));
  expect(said.at(-1)).toBe("too_many");
  // A good one from the same place is let in all the same.
  const { visitor } = await scriptOf(admin, tandem.url);
  expect(await list(visitor)).toBe("done");
});

test("a token that asks without end has to wait, and nobody else", async () => {
  const { secret } = await scriptOf(admin, tandem.url);
  const { secret: other } = await scriptOf(admin, tandem.url);
  const door = createTokenDoor(tandem.convex, 2);
  const enter = (token: string) => door.enter(token, { address: "127.0.0.1", requestId: "r" });
  await Promise.all([enter(secret), enter(secret)]);
  expect(await appErrorFrom(enter(secret))).toMatchObject({ code: "too_many" });
  expect(await enter(other)).toMatchObject({ name: "Ada Admin" });
});
