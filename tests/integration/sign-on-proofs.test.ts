import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createProvider } from "../../server/auth/sign-on/provider";
import { createLog } from "../../server/log";
import type { OperatorRole } from "../../shared/permissions";
import { appErrorOf } from "../support/app-error";
import { type IdentityProvider } from "../support/identity-provider";
import { deskOf, enrol } from "../support/operators";
import { type TestTandem } from "../support/tandem";
import { openSignOn, visitsTo } from "./sign-on-harness";

/** Operators who sign in at an identity provider, a real one, over real HTTP. The clock is ours. */
let tandem: TestTandem;
let idp: IdentityProvider;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  ({ tandem, idp } = await openSignOn());
});
afterAll(async () => {
  await tandem.close();
  await idp.stop();
  vi.useRealTimers();
});
afterEach(() => idp.forge(null));
const { come, account } = visitsTo(() => ({ tandem, idp }));

const MINUTE = 60_000;
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const provenAdmin = () => deskOf(tandem).provenAdmin();
const freshly = (role: OperatorRole) => deskOf(tandem).freshly(role);

describe("a second factor", () => {
  test("asked for at the provider is not asked for here; one that was not is, and each code works once", async () => {
    const { visitor: first, login, operatorId } = await freshly("support");
    const { code } = await enrol(first);
    const subject = account(login.email, { amr: ["pwd", "mfa"] });
    expect((await come(subject)).entered).toMatchObject({ is: "in" });
    idp.accounts.set(subject, { amr: ["pwd"] });
    const { visitor, entered } = await come(subject);
    expect(entered).toEqual({ is: "code wanted" });
    expect(await visitor.trpc.session.me.query()).toBeNull();
    const wrong = visitor.trpc.session.signOnCode.mutate({ code: "000000" });
    expect(await appErrorOf(wrong)).toMatchObject({ field: "code" });
    later(MINUTE);
    const now = code();
    const done = await visitor.trpc.session.signOnCode.mutate({ code: now });
    expect(done).toMatchObject({ next: "/users", me: { operatorId } });
    const again = (await come(subject)).visitor.trpc.session.signOnCode.mutate({ code: now });
    expect(await appErrorOf(again)).toMatchObject({ message: expect.stringMatching(/used already/u) });
  });

  test("demanded of admins is one at the provider too; who had none there sets one up here first", async () => {
    const { login } = await freshly("admin");
    const admin = await provenAdmin();
    const { version, settings } = await admin.settings.get.query();
    const access = { ...settings.access, secondFactorForAdmins: true };
    await admin.settings.update.mutate({ version, settings: { ...settings, access } });
    const subject = account(login.email, { amr: ["mfa"] });
    const { visitor } = await come(subject);
    expect(await visitor.trpc.session.me.query()).toMatchObject({ mustEnrol: false });
    await visitor.trpc.users.list.query({});
    idp.accounts.set(subject, {});
    expect((await come(subject)).entered).toMatchObject({ me: { mustEnrol: true } });
    await visitor.trpc.settings.update.mutate({ version: version + 1, settings });
  });
});

describe("a step-up", () => {
  /** An admin from the provider whose step-up is due, and one of the things that want it. */
  const due = async () => {
    const { login } = await freshly("admin");
    const subject = account(login.email);
    const { visitor } = await come(subject);
    later(11 * MINUTE);
    const { operators, session } = visitor.trpc;
    const act = () => operators.invite.mutate({ email: "step-up@desk.example", role: "viewer" });
    expect(await appErrorOf(act())).toMatchObject({ code: "needs_step_up" });
    return { visitor, subject, act, session };
  };

  test("is giving one's password at the provider once more", async () => {
    const { subject, act, session } = await due();
    const { url } = await session.beginSignOnAgain.mutate();
    expect(new URL(url).searchParams.get("prompt")).toBe("login");
    const answer = await idp.visit(url, subject);
    expect(await session.finishSignOn.mutate({ answer })).toEqual({ is: "confirmed" });
    await act();
  });

  test("is none when they are somebody else there, or when nobody was asked again", async () => {
    const { subject, act, session } = await due();
    const asSomebodyElse = await idp.visit(
      (await session.beginSignOnAgain.mutate()).url,
      account("x@y.example"),
    );
    expect(await appErrorOf(session.finishSignOn.mutate({ answer: asSomebodyElse }))).toMatchObject({
      message: "You signed in as somebody else there. Nothing was confirmed.",
    });
    const hourAgo = Math.floor(Date.now() / 1_000) - 3_600;
    for (const auth_time of [hourAgo, undefined]) {
      idp.forge((claims) => ({ ...claims, auth_time }));
      const answer = await idp.visit((await session.beginSignOnAgain.mutate()).url, subject);
      expect(await appErrorOf(session.finishSignOn.mutate({ answer }))).toMatchObject({
        message: expect.stringMatching(/did not ask for your password again/u),
      });
    }
    expect(await appErrorOf(act())).toMatchObject({ code: "needs_step_up" });
  });

  test("is wanted from who has come in by a password given long ago, or at a time that nobody says", async () => {
    const { login } = await freshly("admin");
    const subject = account(login.email);
    const anHourAgo = Math.floor(Date.now() / 1_000) - 3_600;
    for (const auth_time of [anHourAgo, undefined]) {
      idp.forge((claims) => ({ ...claims, auth_time }));
      const { visitor } = await come(subject);
      const act = visitor.trpc.operators.invite.mutate({ email: "x@desk.example", role: "viewer" });
      expect(await appErrorOf(act)).toMatchObject({ code: "needs_step_up" });
    }
    // Nor does a clock at the provider that is ahead make one last for ever.
    idp.forge((claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1_000) + 24 * 3_600 }));
    const { visitor } = await come(subject);
    later(11 * MINUTE);
    const act = visitor.trpc.operators.invite.mutate({ email: "x@desk.example", role: "viewer" });
    expect(await appErrorOf(act)).toMatchObject({ code: "needs_step_up" });
  });
});

describe("signing out", () => {
  test("leads who came by the provider on to it, which knows where to lead them back to", async () => {
    const { login } = await freshly("support");
    const { visitor } = await come(account(login.email));
    const { away } = await visitor.trpc.session.signOut.mutate();
    expect(new URL(away ?? "").origin).toBe(idp.issuer);
    expect(await idp.leave(away ?? "")).toBe(`${tandem.url}/sign-in`);
    expect(await visitor.trpc.session.me.query()).toBeNull();
  });

  test("leads nobody anywhere who gave a password here", async () => {
    const { login } = await freshly("support");
    const visitor = tandem.visitor();
    await visitor.trpc.session.signIn.mutate(login);
    expect(await visitor.trpc.session.signOut.mutate()).toEqual({ away: null });
  });

  test("leads nowhere where the provider has no page for it, or does not answer", async () => {
    let issuer = "";
    const simple = createServer((_request, response) => {
      const endpoints = { authorization_endpoint: `${issuer}/a`, token_endpoint: `${issuer}/t` };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ issuer, ...endpoints, jwks_uri: `${issuer}/k` }));
    }).listen(0, "127.0.0.1");
    await once(simple, "listening");
    issuer = `http://127.0.0.1:${(simple.address() as AddressInfo).port}`;
    const providerAt = () =>
      createProvider({
        ...{ issuer, clientId: "tandem", clientSecret: "secret", label: "Desk ID", scopes: "openid" },
        ...{ redirectUri: "http://x.example/back", signedOutUri: "http://x.example/sign-in" },
        log: createLog("fatal"),
        rules: { trustEmail: false, mfaAcr: [], roleClaim: null, roles: [] },
      });
    expect(await providerAt().signOut()).toBeNull();
    simple.close().closeAllConnections();
    await expect(providerAt().signOut()).rejects.toMatchObject({ why: "down" });
  });
});
