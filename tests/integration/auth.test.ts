import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import { appErrorOf } from "../support/app-error";
import { signInTry } from "../support/members";
import { joinAs } from "../support/operators";
import { newPerson } from "../support/people";
import { type TestTandem, adminLogin, startTestTandem } from "../support/tandem";

let tandem: TestTandem;
beforeAll(async () => {
  tandem = await startTestTandem();
});
afterAll(() => tandem.close());

const tokenOf = (url: string | null) => new URL(url ?? "").searchParams.get("token") ?? "";
const ada = { name: "Ada Admin", ...adminLogin };

describe("the one-time link of the first start", () => {
  test("is replaced by the next start, makes the first admin once, and is then of no use", async () => {
    const fresh = await startTestTandem();
    const { dataDir } = fresh;
    const olderToken = tokenOf(fresh.setUpUrl);
    await fresh.stop();
    const again = await startTestTandem({ dataDir });
    const visitor = again.visitor();
    const token = tokenOf(again.setUpUrl);

    expect(await visitor.trpc.session.setUpStatus.query({ token: olderToken })).toMatchObject({
      usable: false,
    });
    expect(await visitor.trpc.session.setUpStatus.query({ token })).toEqual({ usable: true, why: null });
    const me = await visitor.trpc.session.setUp.mutate({ token, ...ada });
    expect(me).toMatchObject({ name: "Ada Admin", email: adminLogin.email, role: "admin" });
    expect(await visitor.trpc.session.me.query()).toEqual(me);
    expect(await appErrorOf(visitor.trpc.session.setUp.mutate({ token, ...ada }))).toMatchObject({
      code: "forbidden",
      message: "This link has been used. Sign in instead.",
    });
    await again.close();

    const third = await startTestTandem({ dataDir });
    expect(third.setUpUrl).toBeNull();
    expect(await third.visitor().trpc.session.signIn.mutate(adminLogin)).toEqual(me);
    await third.close();
    await fresh.close();
  });

  test("is good for 30 minutes, and then says what to do", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    onTestFinished(() => void vi.useRealTimers());
    const fresh = await startTestTandem({ now: () => Date.now() });
    const token = tokenOf(fresh.setUpUrl);
    const { setUpStatus, setUp } = fresh.visitor().trpc.session;
    vi.setSystemTime(Date.now() + 30 * 60_000 - 1);
    expect(await setUpStatus.query({ token })).toEqual({ usable: true, why: null });
    vi.setSystemTime(Date.now() + 1);
    const why = "This link has expired. Start Tandem again for a new one.";
    expect(await setUpStatus.query({ token })).toEqual({ usable: false, why });
    expect(await appErrorOf(setUp.mutate({ token, ...ada }))).toEqual({ code: "forbidden", message: why });
    await fresh.close();
  });

  test("two people who use it at the same moment make one admin", async () => {
    const fresh = await startTestTandem();
    const token = tokenOf(fresh.setUpUrl);
    const both = await Promise.allSettled([
      fresh.visitor().trpc.session.setUp.mutate({ token, ...ada }),
      fresh.visitor().trpc.session.setUp.mutate({ token, ...ada, email: "eve@desk.example" }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await fresh.close();
  });
});

describe("an operator", () => {
  test("signs in, is known by the cookie, and is nobody after signing out", async () => {
    await tandem.admin();
    const visitor = tandem.visitor();
    expect(await visitor.trpc.session.me.query()).toBeNull();
    const me = await visitor.trpc.session.signIn.mutate({ ...adminLogin, email: " ADA@desk.example " });
    expect(await visitor.trpc.session.me.query()).toEqual(me);
    const stolen = new Map(visitor.cookies);
    await visitor.trpc.session.signOut.mutate();
    expect(visitor.cookies.size).toBe(0);
    for (const [name, value] of stolen) visitor.cookies.set(name, value);
    expect(await visitor.trpc.session.me.query()).toBeNull();
  });

  test("gets one answer for an unknown e-mail and for a wrong password", async () => {
    await tandem.admin();
    const { signIn } = tandem.visitor().trpc.session;
    const unknown = await appErrorOf(signIn.mutate({ email: "nobody@desk.example", password: "x" }));
    const wrong = await appErrorOf(signIn.mutate({ email: adminLogin.email, password: "x" }));
    expect(wrong).toEqual(unknown);
    expect(wrong).toEqual({ code: "unauthenticated", message: "E-mail address or password is wrong." });
  });

  test("disabled, is told nothing more, by no stream that was open either", async () => {
    const { visitor, operatorId } = await joinAs(tandem, "support");
    const told: unknown[] = [];
    const begun = new Promise<{ over: Promise<unknown> }>((started) => {
      const over = new Promise<unknown>((ended) => {
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
    const admin = await tandem.admin();
    await admin.trpc.operators.disable.mutate({ operatorId, reason: "left the team" });
    const event = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
    await tandem.visitor().fetch("/api/webhooks/backend-sync", event);
    expect(await appErrorOf(Promise.reject(await over))).toMatchObject({ code: "unauthenticated" });
    expect(told).toEqual([]);
  });

  test("is needed for the desk: nobody and a member are refused", async () => {
    const visitor = tandem.visitor();
    await visitor.trpc.portal.register.mutate(newPerson());
    const error = await appErrorOf(visitor.trpc.users.list.query({}));
    expect(error).toEqual({ code: "unauthenticated", message: "Sign in first." });
  });
});

describe("a member", () => {
  test("signs in with the e-mail as they like to write it, and out again", async () => {
    const person = newPerson();
    await tandem.visitor().trpc.portal.register.mutate(person);
    const visitor = tandem.visitor();
    const login = { email: ` ${person.email.toUpperCase()} `, password: person.password };
    expect(await visitor.trpc.portal.signIn.mutate(login)).toMatchObject({ email: person.email });
    await visitor.trpc.portal.signOut.mutate();
    expect(await appErrorOf(visitor.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
    await visitor.trpc.portal.signOut.mutate();
    const { rows } = await (await tandem.admin()).trpc.audit.list.query({ actions: ["sign out"], limit: 10 });
    expect(rows.filter(({ actor }) => actor.kind === "member")).toMatchObject([
      { summary: "Signed out of the portal.", requestId: expect.any(String) },
    ]);
  });

  test("soft-deleted at the desk: the open session is dead, and signing in fails as if unknown", async () => {
    const person = newPerson();
    const visitor = tandem.visitor();
    const { userId } = await visitor.trpc.portal.register.mutate(person);
    await visitor.trpc.portal.me.query();
    const { trpc: desk } = await tandem.admin();
    await desk.users.softDelete.mutate({ id: userId, reason: "asked for it" });
    expect(await appErrorOf(visitor.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
    const { email, password } = person;
    expect(await appErrorOf(visitor.trpc.portal.signIn.mutate({ email, password }))).toEqual({
      code: "unauthenticated",
      message: "E-mail address or password is wrong.",
    });
  });

  test("soft-deleted, may register again with the same address", async () => {
    const person = newPerson();
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(person);
    await (await tandem.admin()).trpc.users.softDelete.mutate({ id: userId, reason: "asked for it" });
    const visitor = tandem.visitor();
    const second = await visitor.trpc.portal.register.mutate({
      ...person,
      password: "winterregen 12",
      passwordAgain: "winterregen 12",
    });
    expect(second.userId).not.toBe(userId);
    const login = { email: person.email, password: "winterregen 12" };
    expect(await tandem.visitor().trpc.portal.signIn.mutate(login)).toMatchObject({ userId: second.userId });
  });

  test("has at most 20 sessions: the oldest ends", async () => {
    const person = newPerson();
    const first = tandem.visitor();
    const { userId } = await first.trpc.portal.register.mutate(person);
    const convex = tandem.convex.as(systemActor);
    const asked = signInTry(person.email);
    const { credential } = await convex.mutation(api.memberSignIn.begin, asked);
    expect(credential?.convexId).toBe(userId);
    const expiresAt = Date.now() + 60_000;
    for (let n = 0; n < 20; n++) {
      const session = { tokenHash: `hash-${n}`, expiresAt };
      const opening = { proven: credential!, keys: asked.keys, session, requestId: "test" };
      await convex.mutation(api.memberSignIn.openSession, opening);
    }
    expect(await appErrorOf(first.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
    expect(await convex.query(api.memberSessions.holder, { tokenHash: "hash-0" })).not.toBeNull();
  });
});

describe("cookies and origins", () => {
  const setCookieOf = async (url: string, headers: Record<string, string> = {}) => {
    const body = JSON.stringify(adminLogin);
    return fetch(`${url}/trpc/session.signIn`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
  };

  test("a session cookie is out of reach of scripts and of other sites' posts", async () => {
    await tandem.admin();
    const [cookie] = (await setCookieOf(tandem.url)).headers.getSetCookie();
    expect(cookie).toMatch(/^tandem_operator=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/u);
  });

  test("over https it is Secure and bound to the host", async () => {
    const PUBLIC_URL = "https://desk.example.org";
    const secure = await startTestTandem({ env: { PUBLIC_URL } });
    expect(secure.setUpUrl).toMatch(/^https:\/\/desk\.example\.org\/set-up\?token=/u);
    const body = JSON.stringify({ token: tokenOf(secure.setUpUrl), ...ada });
    const headers = { "content-type": "application/json", origin: PUBLIC_URL };
    const response = await fetch(`${secure.localUrl}/trpc/session.setUp`, { method: "POST", headers, body });
    expect(response.status).toBe(200);
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-tandem_operator=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/u);
    expect(cookie).not.toMatch(/Domain/iu);
    await secure.close();
  });

  test.each([
    ["another site's page", { origin: "https://evil.example" }],
    ["a sandboxed frame", { origin: "null" }],
    ["a cross-site request without an origin", { "sec-fetch-site": "cross-site" }],
  ])("%s can change nothing", async (_who, headers) => {
    const response = await setCookieOf(tandem.url, headers);
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("every answer carries the armour", async () => {
    for (const path of ["/", "/healthz", "/trpc/session.me", "/api/nothing"]) {
      const { headers } = await fetch(`${tandem.url}${path}`);
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'self'; script-src 'self';/u);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/u);
    }
  });
});

describe("Convex", () => {
  test("refuses a role that may not do it, whatever the server says", async () => {
    const viewer = tandem.convex.as({ kind: "operator", id: "o", name: "Vera", role: "viewer" });
    await expect(viewer.query(api.memberSessions.holder, { tokenHash: "x" })).rejects.toThrow(
      /system\.work/u,
    );
  });
});
