import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { OperatorRole } from "../../shared/permissions";
import { appErrorOf } from "../support/app-error";
import { type IdentityProvider } from "../support/identity-provider";
import { deskOf } from "../support/operators";
import { type TestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";
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
const { begin, come, account } = visitsTo(() => ({ tandem, idp }));

const MINUTE = 60_000;
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const reason = "as agreed by phone";
const provenAdmin = () => deskOf(tandem).provenAdmin();
const freshly = (role: OperatorRole) => deskOf(tandem).freshly(role);
const refusedOf = (subject: string) => appErrorOf(come(subject));
const actionsAbout = async (about: string) => {
  const { rows } = await (await provenAdmin()).audit.list.query({ about });
  return rows.map(({ action, outcome }) => (outcome ? `${action}: ${outcome}` : action));
};
const lastRefusal = async () => {
  const { rows } = await (await provenAdmin()).audit.list.query({ actions: ["refuse sign-in"] });
  return rows[0]?.summary;
};

describe("who may come in by the identity provider", () => {
  test("an operator with the verified address; the first time links the two, and from then on the address does not matter", async () => {
    expect(await tandem.visitor().trpc.session.methods.query()).toEqual({ provider: { label: "Desk ID" } });
    const { login, operatorId } = await freshly("support");
    const subject = account(login.email.toUpperCase());
    const { visitor, entered } = await come(subject);
    expect(entered).toMatchObject({ is: "in", next: "/users", me: { operatorId, role: "support" } });
    expect(await visitor.trpc.session.me.query()).toMatchObject({ operatorId });
    idp.accounts.set(subject, { email: "married@desk.example", email_verified: false });
    expect((await come(subject)).entered).toMatchObject({ is: "in", me: { operatorId, email: login.email } });
    expect(await actionsAbout(operatorId)).toEqual(["link sign-on", "join"]);
  });

  test("somebody who is invited joins with the role of the invitation, without a password", async () => {
    const trpc = await provenAdmin();
    const email = "invited@desk.example";
    const { token } = await trpc.operators.invite.mutate({ email, role: "auditor" });
    const { entered, visitor } = await come(account(email, { groups: ["leads"] }));
    expect(entered).toMatchObject({ me: { email, role: "auditor", name: "Sam at the provider" } });
    expect(await visitor.trpc.session.inviteStatus.query({ token })).toMatchObject({ invite: null });
    expect(await visitor.trpc.account.get.query()).toMatchObject({ password: false, signOn: true });
    const byPassword = visitor.trpc.session.signIn.mutate({ email, password: "undefined" });
    expect(await appErrorOf(byPassword)).toMatchObject({
      message: "E-mail address or password is wrong.",
    });
  });

  test("somebody whose groups have a role; it follows their groups, and without one they stay out", async () => {
    const subject = account("group@desk.example", { groups: ["cooks", "desk", "leads"] });
    const { entered } = await come(subject);
    expect(entered).toMatchObject({ me: { role: "support" } });
    const { operatorId } = (entered as { me: { operatorId: string } }).me;
    idp.accounts.set(subject, { groups: ["leads"] });
    expect((await come(subject)).entered).toMatchObject({ me: { operatorId, role: "admin" } });
    idp.accounts.set(subject, { groups: ["cooks"] });
    expect(await refusedOf(subject)).toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/give you no role/u),
    });
    expect(await actionsAbout(operatorId)).toEqual(["refuse sign-in: refused", "change role", "join"]);
  });

  test("nobody else: not invited, not verified, disabled; each is told why, and the audit tells of it", async () => {
    expect(await refusedOf(account("stranger@desk.example"))).toEqual({
      code: "forbidden",
      message: "Nobody with your e-mail address is invited here. Ask an admin for an invitation.",
    });
    expect(await lastRefusal()).toBe("Refused somebody from the identity provider whom nobody has invited.");
    const { login, operatorId } = await freshly("admin");
    const unverified = account(login.email, { email_verified: false });
    expect(await refusedOf(unverified)).toMatchObject({
      message: expect.stringMatching(/has not verified your e-mail/u),
    });
    expect(await refusedOf(account(login.email, { email_verified: undefined }))).toMatchObject({
      message: expect.stringMatching(/has not verified/u),
    });
    const theirs = account(login.email);
    const { visitor } = await come(theirs);
    await (await provenAdmin()).operators.disable.mutate({ operatorId, reason });
    expect(await visitor.trpc.session.me.query()).toBeNull();
    expect(await refusedOf(theirs)).toEqual({ code: "forbidden", message: "This operator is disabled." });
    expect(await actionsAbout(operatorId)).toContain("refuse sign-in: refused");
  });

  test("an address that somebody else has been given does not let them in, until an admin unlinks the old account", async () => {
    const { login, operatorId } = await freshly("support");
    await come(account(login.email));
    const successor = account(login.email);
    expect(await refusedOf(successor)).toMatchObject({
      message: expect.stringMatching(/signs in by another account/u),
    });
    const { operators } = await provenAdmin();
    await operators.unlinkSignOn.mutate({ operatorId, reason });
    expect((await come(successor)).entered).toMatchObject({ me: { operatorId } });
    const { operatorId: never } = await freshly("viewer");
    const nothing = operators.unlinkSignOn.mutate({ operatorId: never, reason });
    expect(await appErrorOf(nothing)).toMatchObject({ code: "conflict" });
  });
});

describe("an answer that does not hold lets nobody in", () => {
  const invalid = {
    code: "forbidden",
    message: expect.stringMatching(/^What the identity provider answered does not hold/u),
  };
  const lost = {
    code: "conflict",
    message: expect.stringMatching(/^This sign-in was begun elsewhere, or too long ago/u),
  };
  const someone = async () => account((await freshly("admin")).login.email);
  const finish = ({ trpc }: Visitor, answer: string) =>
    appErrorOf(trpc.session.finishSignOn.mutate({ answer }));

  test("brought by another browser than the one that began it: nobody can be signed in as somebody else", async () => {
    const [attacker, victim] = [tandem.visitor(), tandem.visitor()];
    const answer = await idp.visit(await begin(attacker), await someone());
    expect(await finish(victim, answer)).toMatchObject(lost);
    await begin(victim);
    expect(await finish(victim, answer)).toMatchObject(invalid);
    expect(await victim.trpc.session.me.query()).toBeNull();
    expect(await lastRefusal()).toBe("Refused an answer of the identity provider that does not hold.");
  });

  test("brought a second time, also with the cookie of the first time, or after ten minutes", async () => {
    const visitor = tandem.visitor();
    const answer = await idp.visit(await begin(visitor), await someone());
    const cookie = visitor.cookies.get("tandem_sign_on")!;
    await visitor.trpc.session.finishSignOn.mutate({ answer });
    expect(await finish(visitor, answer)).toMatchObject(lost);
    visitor.cookies.set("tandem_sign_on", cookie);
    expect(await finish(visitor, answer)).toMatchObject(invalid);
    visitor.cookies.set("tandem_sign_on", `${cookie.slice(0, -2)}xx`);
    expect(await finish(visitor, answer)).toMatchObject(lost);
    await begin(visitor);
    later(10 * MINUTE);
    expect(await finish(visitor, answer)).toMatchObject(lost);
  });

  test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ["with another nonce", (claims) => ({ ...claims, nonce: "another" })],
    ["without a nonce", ({ nonce: _, ...claims }) => claims],
    ["meant for another client", (claims) => ({ ...claims, aud: "crm" })],
    ["meant for others too", (claims) => ({ ...claims, aud: ["tandem", "crm"], azp: "crm" })],
    ["of another issuer", (claims) => ({ ...claims, iss: "https://evil.example" })],
    ["that has expired", (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1_000) - 60 })],
    ["that says nothing of whom", ({ sub: _, ...claims }) => claims],
  ])("with an ID token %s", async (_what, change) => {
    idp.forge(change);
    expect(await refusedOf(await someone())).toMatchObject(invalid);
  });

  test("with an ID token that another key has signed", async () => {
    idp.forge((claims) => claims, "another key");
    expect(await refusedOf(await someone())).toMatchObject(invalid);
  });

  test("that another provider has sent (mix-up), or that has no code, or a made-up one", async () => {
    const visitor = tandem.visitor();
    const subject = await someone();
    const honest = async () => new URLSearchParams(await idp.visit(await begin(visitor), subject));
    for (const change of [
      { iss: "https://evil.example" },
      { iss: null },
      { code: null },
      { code: "made-up" },
    ]) {
      const answer = await honest();
      for (const [name, value] of Object.entries(change)) {
        if (value === null) answer.delete(name);
        else answer.set(name, value);
      }
      expect(await finish(visitor, `?${answer}`)).toMatchObject(invalid);
    }
  });
});

describe("when the provider", () => {
  test("would not let them in, they are told so", async () => {
    expect(await refusedOf("")).toEqual({
      ...{ code: "forbidden", message: "The identity provider did not let you in." },
    });
  });

  test("does not answer, a password still lets in", async () => {
    const { login } = await freshly("support");
    const visitor = tandem.visitor();
    const url = await begin(visitor);
    const answer = await idp.visit(url, account(login.email));
    await idp.stop();
    expect(await appErrorOf(visitor.trpc.session.finishSignOn.mutate({ answer }))).toEqual({
      code: "unavailable",
      message: "The identity provider does not answer. Try again later, or sign in by password.",
    });
    await visitor.trpc.session.signIn.mutate(login);
    await idp.start();
  });

  test("is asked too often from one network, it is asked no more for a while", async () => {
    const { beginSignOn } = tandem.visitor().trpc.session;
    const answers = await Promise.allSettled(
      Array.from({ length: 201 }, () => beginSignOn.mutate({ next: "" })),
    );
    expect(answers.some(({ status }) => status === "rejected")).toBe(true);
    expect(await appErrorOf(beginSignOn.mutate({ next: "" }))).toMatchObject({ code: "too_many" });
  });
});

test("neither codes nor tokens nor addresses are in the log", () => {
  const lines = tandem.logLines.join("\n");
  expect(lines).toContain("signing in at the identity provider failed");
  expect(lines).not.toMatch(/desk\.example|eyJ|code=|subject-/u);
});
