import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import { appErrorOf } from "../support/app-error";
import { tokenIn } from "../support/members";
import { newPerson } from "../support/people";
import { startSmtp, type TestSmtp } from "../support/smtp";
import { startTestTandem, type TestTandem } from "../support/tandem";
import { createVisitor, type Visitor } from "../support/visitor";

/** Another password for a member, by mail from a real mail server and by the old one. */
let smtp: TestSmtp;
let tandem: TestTandem;
beforeAll(async () => {
  smtp = await startSmtp();
  const env = { SMTP_URL: smtp.url, TRUST_PROXY: "1", MAIL_FROM: "Haff <members@haff.example>" };
  tandem = await startTestTandem({ env });
});
afterAll(async () => {
  await tandem.close();
  await smtp.close();
});

// Each test comes from a network of its own, as a proxy on this machine says.
let network = 0;
beforeEach(() => void network++);
const somebody = (headers: Record<string, string> = {}): Visitor =>
  createVisitor(tandem.localUrl, { "x-forwarded-for": `198.51.100.${network}`, ...headers });

/** Handing a mail over takes a moment, on a busy machine a long one. */
const soon = { timeout: 10_000 };
const mailsTo = (email: string, subject = /password|Passwort/u) =>
  smtp.mails.filter(({ to, subject: said = "" }) => JSON.stringify(to).includes(email) && subject.test(said));
const forgot = (email: string, language: "en" | "de" = "en") =>
  somebody().trpc.portal.forgotPassword.mutate({ email, language });
const signIn = (email: string, password: string, visitor = somebody()) =>
  visitor.trpc.portal.signIn.mutate({ email, password });
const setPassword = (token: string, password: string) =>
  somebody().trpc.portal.setPassword.mutate({ token, password, language: "en" });
const isGood = async (token: string) =>
  (await somebody().trpc.portal.checkPasswordLink.mutate({ token })).good;
const badLink = {
  ...{ code: "invalid", field: "token", message: "This link is no good any more. Ask for a new one." },
};
const wrong = { code: "unauthenticated", message: "E-mail address or password is wrong." };

async function member() {
  const person = newPerson();
  const visitor = somebody();
  const { userId } = await visitor.trpc.portal.register.mutate(person);
  return { ...person, userId, visitor };
}

/** Asks for a link and reads it in the mailbox. */
async function linkFor(email: string, language: "en" | "de" = "en"): Promise<string> {
  const before = mailsTo(email).length;
  await forgot(` ${email.toUpperCase()}`, language);
  await expect.poll(() => mailsTo(email).length, soon).toBe(before + 1);
  return tokenIn(mailsTo(email).at(-1)?.text) ?? "";
}

/** A mail that is asked for afterwards has come: whatever was to be sent before it has been. */
async function sentSoFar(): Promise<void> {
  const { email } = await member();
  await linkFor(email);
}

const timelineOf = async (userId: string) =>
  JSON.stringify(await (await tandem.admin()).trpc.audit.list.query({ about: userId }));

describe("somebody who has forgotten their password", () => {
  test("sets another one by the link in a mail, once; every session ends, and a second mail tells of it", async () => {
    const { email, password, userId, visitor } = await member();
    const token = await linkFor(email);
    expect(token).toMatch(/^[\w-]{43}$/u);
    expect(await isGood(token)).toBe(true);
    expect((await visitor.trpc.portal.me.query()).email).toBe(email);

    await setPassword(token, "winterregen am haff");
    expect(await appErrorOf(visitor.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
    expect(await appErrorOf(signIn(email, password))).toEqual(wrong);
    expect(await signIn(email, "winterregen am haff")).toMatchObject({ email });
    expect(await isGood(token)).toBe(false);
    expect(await appErrorOf(setPassword(token, "another one of mine"))).toEqual(badLink);

    await expect.poll(() => mailsTo(email, /was changed/u).length, soon).toBe(1);
    expect(mailsTo(email, /was changed/u)[0]?.text).toContain("/portal/forgot-password");
    await expect.poll(() => timelineOf(userId), soon).toContain("The mail that tells of the new password");
    const told = await timelineOf(userId);
    expect(told).toContain("Somebody asked for a link to set a new password.");
    expect(told).toContain("Set a new password by the link in a mail. 1 portal session ended.");
  });

  test("reads the mail in the language of the page, with their name as text and nothing else of theirs", async () => {
    const person = newPerson({ firstName: "Jörg <b>", lastName: "Quistorp" });
    await somebody().trpc.portal.register.mutate(person);
    await linkFor(person.email, "de");
    const [mail] = mailsTo(person.email);
    expect(mail?.subject).toBe("Passwort für Tandem festlegen");
    expect(mail?.from?.text).toBe('"Haff" <members@haff.example>');
    expect(mail?.text).toContain("Guten Tag Jörg <b>,");
    expect(mail?.html).toContain("Guten Tag Jörg &#60;b&#62;,");
    expect(mail?.html).toContain('<html lang="de">');
    expect(mail?.text).not.toMatch(/quistorp|23456789/iu);
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
  });

  test("is not greeted by a name that a mail program would make a link of", async () => {
    const person = newPerson({ firstName: "Win at evil.example/now" });
    await somebody().trpc.portal.register.mutate(person);
    await linkFor(person.email);
    expect(mailsTo(person.email)[0]?.text).toMatch(/^Hello,/u);
    expect(mailsTo(person.email)[0]?.text).not.toContain("evil");
  });

  test("needs no backend for it", async () => {
    const { email } = await member();
    tandem.backend.setChaos({ mode: "down" });
    await setPassword(await linkFor(email), "winterregen am haff");
    expect(await signIn(email, "winterregen am haff")).toMatchObject({ email });
    tandem.backend.setChaos({ mode: "ok" });
  });

  test("can use the newest link only", async () => {
    const { email } = await member();
    const older = await linkFor(email);
    const newer = await linkFor(email);
    expect([await isGood(older), await isGood(newer)]).toEqual([false, true]);
    expect(await appErrorOf(setPassword(older, "winterregen am haff"))).toEqual(badLink);
  });

  test("and two who use one link at the same moment set one password", async () => {
    const { email } = await member();
    const token = await linkFor(email);
    const both = await Promise.allSettled([
      setPassword(token, "the first of the two"),
      setPassword(token, "the second of the two"),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("whoever asks for a link hears nothing about the address", () => {
  test("the answer is the same for one that is unknown, suspended or deleted, and they get no mail", async () => {
    const [suspended, deleted] = [await member(), await member()];
    await webhook("user.suspended", suspended.userId);
    const admin = await tandem.admin();
    await admin.trpc.users.softDelete.mutate({ id: deleted.userId, reason: "asked for it" });
    const { email } = await member();
    for (const address of [email, suspended.email, deleted.email, "nobody@klinik.example"]) {
      expect(await forgot(address)).toBeNull();
    }
    await sentSoFar();
    expect(mailsTo(email)).toHaveLength(1);
    for (const address of [suspended.email, deleted.email, "nobody@klinik.example"]) {
      expect(mailsTo(address)).toEqual([]);
    }
  });

  test("and after five mails in an hour for one address no more are taken, known or not, from wherever", async () => {
    const { email } = await member();
    for (const address of [email, "not-there-either@klinik.example"]) {
      for (let n = 0; n < 5; n++) await forgot(address);
      const elsewhere = somebody({ "x-forwarded-for": "192.0.2.77" });
      const asked = elsewhere.trpc.portal.forgotPassword.mutate({ email: address, language: "en" });
      expect(await appErrorOf(asked)).toMatchObject({
        code: "too_many",
        message: expect.stringMatching(/^Too many mails were asked for\. Try again in \d+ min\.$/u),
      });
    }
  });

  test("nor does one network ask for mails for a whole list of addresses", async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 25 }, (_, n) => forgot(`list-${n}@klinik.example`)),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  });

  test("and who tries out links is told twenty times that they are no good, and then no more", async () => {
    const guess = (n: number) => `${n}`.padStart(43, "x");
    for (let n = 0; n < 20; n++) expect(await isGood(guess(n))).toBe(false);
    expect(await appErrorOf(isGood(guess(20)))).toMatchObject({ code: "too_many" });
    const set = setPassword(guess(21), "winterregen am haff");
    expect(await appErrorOf(set)).toMatchObject({ code: "too_many" });
  });
});

describe("a link is no good any more", () => {
  test("when the account has another address by now", async () => {
    const { email, userId } = await member();
    const token = await linkFor(email);
    await webhook("user.updated", userId, { email: `moved.${network}@klinik.example` });
    expect(await appErrorOf(setPassword(token, "winterregen am haff"))).toEqual(badLink);
  });

  test("when its owner is suspended, and when they have changed the password themselves", async () => {
    const suspended = await member();
    const token = await linkFor(suspended.email);
    await webhook("user.suspended", suspended.userId);
    expect(await appErrorOf(setPassword(token, "winterregen am haff"))).toEqual(badLink);

    const { email, password, visitor } = await member();
    const another = await linkFor(email);
    const change = { current: password, password: "sturmflut am haff", language: "en" } as const;
    await visitor.trpc.portal.changePassword.mutate(change);
    expect(await isGood(another)).toBe(false);
  });
});

describe("somebody whose account was imported, without a password", () => {
  const importUser = (n: number, email: string) =>
    tandem.convex.as(systemActor).mutation(api.imports.users, {
      users: [{ externalId: `j57imported${n}`, email, firstName: "Ilse", createdAt: Date.UTC(2024, 0, 1) }],
    });

  test("is told by registering that there is an account, and sets the first password by mail", async () => {
    const email = "ilse.imported@klinik.example";
    await importUser(1, email);
    const refused = await appErrorOf(somebody().trpc.portal.register.mutate(newPerson({ email })));
    const registered = await member();
    const known = newPerson({ email: registered.email });
    // The same words as for an account that has a password: neither tells which it is.
    expect(refused).toEqual(await appErrorOf(somebody().trpc.portal.register.mutate(known)));
    expect(refused).toMatchObject({ code: "conflict", field: "email" });
    expect(refused.message).toContain("set a password by e-mail");

    await setPassword(await linkFor(email), "winterregen am haff");
    expect(await signIn(email, "winterregen am haff")).toMatchObject({ userId: "j57imported1", email });
    const told = await timelineOf("j57imported1");
    expect(told).toContain("Set their first password by the link in a mail.");
  });

  test("gets no mail when another account has the address too: nobody can tell whose it is", async () => {
    const email = "office@klinik.example";
    await importUser(2, email);
    await importUser(3, email);
    await forgot(email);
    await sentSoFar();
    expect(mailsTo(email)).toEqual([]);
  });
});

describe("a member who knows their password", () => {
  test("changes it: the other sessions end, this one stays, and a mail tells of it", async () => {
    const { email, password, userId, visitor } = await member();
    const other = somebody();
    await signIn(email, password, other);
    const { changePassword } = visitor.trpc.portal;
    const input = { current: password, password: "sturmflut am haff", language: "de" } as const;
    expect(await appErrorOf(changePassword.mutate({ ...input, current: "not it" }))).toMatchObject({
      ...{ code: "invalid", field: "current", message: "This is not your password." },
    });
    expect(await changePassword.mutate(input)).toEqual({ ended: 1 });
    expect(await visitor.trpc.portal.me.query()).toMatchObject({ email });
    expect(await appErrorOf(other.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
    expect(await appErrorOf(signIn(email, password))).toEqual(wrong);
    await expect.poll(() => mailsTo(email, /wurde geändert/u).length, soon).toBe(1);
    const told = await timelineOf(userId);
    expect(told).toContain("Changed their password in the portal. 1 portal session ended.");
  });

  test("at somebody else's unlocked screen the old one cannot be guessed, and its owner still signs in", async () => {
    const { email, password, visitor } = await member();
    const guess = () =>
      appErrorOf(
        visitor.trpc.portal.changePassword.mutate({
          ...{ current: "a guess", password: "sturmflut am haff", language: "en" },
        }),
      );
    for (let n = 0; n < 5; n++) expect((await guess()).code).toBe("invalid");
    expect((await guess()).code).toBe("too_many");
    expect(await signIn(email, password)).toMatchObject({ email });
  });
});

describe("a password that is among the first to be tried", () => {
  const guessable = {
    code: "invalid",
    field: "password",
    message: expect.stringContaining("easily guessed"),
  };

  test("is refused when registering, when setting one by mail, which leaves the link good, and when changing it", async () => {
    const weak = { password: "passwort12", passwordAgain: "passwort12" };
    const register = somebody().trpc.portal.register.mutate(newPerson(weak));
    expect(await appErrorOf(register)).toMatchObject(guessable);

    const { email, password, lastName, visitor } = await member();
    const change = { current: password, password: `${lastName} ${lastName}`, language: "en" } as const;
    expect(await appErrorOf(visitor.trpc.portal.changePassword.mutate(change))).toMatchObject(guessable);
    const token = await linkFor(email);
    expect(await appErrorOf(setPassword(token, `${lastName} ${lastName}`))).toMatchObject(guessable);
    await setPassword(token, "winterregen am haff");
  });
});

describe("the sessions of a member", () => {
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

  test("are listed by their browsers, newest first; one can be ended, and all others", async () => {
    const { email, password, visitor } = await member();
    const others = [somebody({ "user-agent": firefox }), somebody(), somebody()];
    for (const other of others) await signIn(email, password, other);
    const listed = await visitor.trpc.portal.sessions.query();
    expect(listed.map(({ current }) => current)).toEqual([false, false, false, true]);
    expect(listed[2]).toMatchObject({ device: "Firefox on Linux", seenAt: expect.any(Number) });

    const sessionId = listed[2]?.sessionId ?? "";
    expect(await visitor.trpc.portal.endSession.mutate({ sessionId })).toEqual({ ended: 1 });
    expect(await appErrorOf(others[0]!.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
    expect(await visitor.trpc.portal.endOtherSessions.mutate()).toEqual({ ended: 2 });
    for (const other of others)
      expect(await appErrorOf(other.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
    expect(await visitor.trpc.portal.sessions.query()).toMatchObject([{ current: true }]);
  });

  test("of somebody else are unknown", async () => {
    const [one, other] = [await member(), await member()];
    const [theirs] = await other.visitor.trpc.portal.sessions.query();
    const end = one.visitor.trpc.portal.endSession.mutate({ sessionId: theirs?.sessionId ?? "" });
    expect(await appErrorOf(end)).toMatchObject({ code: "not_found" });
    expect(await other.visitor.trpc.portal.me.query()).toMatchObject({ email: other.email });
  });

  test("tell when their member was last there, which is noted every ten minutes at most", async () => {
    const { visitor } = await member();
    const seenAt = async () => (await visitor.trpc.portal.sessions.query())[0]?.seenAt ?? 0;
    const first = await seenAt();
    await visitor.trpc.portal.me.query();
    expect(await seenAt()).toBe(first);
  });
});

test("neither the store nor the logs hold the token of a link, or the address it was sent to", async () => {
  const { email } = await member();
  const token = await linkFor(email);
  const files = await readdir(tandem.dataDir, { recursive: true, withFileTypes: true });
  for (const file of files.filter((each) => each.isFile())) {
    const content = await readFile(join(file.parentPath, file.name));
    expect(content.includes(token), file.name).toBe(false);
  }
  const log = tandem.logLines.join("");
  expect(log).toContain("/trpc/portal.setPassword");
  expect(log).not.toContain(token);
  expect(log).not.toContain(email);
});

/** The backend tells of somebody. */
async function webhook(type: string, convexUserId: string, fields: Record<string, string> = {}) {
  const now = Date.now();
  const data = { convexUserId, ...fields };
  const event = { eventId: `evt_${crypto.randomUUID()}`, type, eventAt: now, payload: "{}", data };
  const arrival = { receivedAt: now, durationMs: 3, bytes: 200, headers: [] };
  await tandem.convex.as(systemActor).mutation(api.webhooks.receive, { event, arrival });
}
