import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import { appErrorOf } from "../support/app-error";
import { newPerson } from "../support/people";
import { type TestSmtp } from "../support/smtp";
import { type TestTandem } from "../support/tandem";
import { membersOf, openMailed, soon, wrong } from "./member-passwords-harness";

/** Another password for a member, by mail from a real mail server and by the old one. */
let smtp: TestSmtp;
let tandem: TestTandem;
beforeAll(async () => void ({ smtp, tandem } = await openMailed()));
afterAll(async () => {
  await tandem.close();
  await smtp.close();
});

const {
  anotherNetwork,
  somebody,
  mailsTo,
  forgot,
  signIn,
  setPassword,
  member,
  linkFor,
  sentSoFar,
  timelineOf,
} = membersOf(() => ({ smtp, tandem }));
beforeEach(anotherNetwork);

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
