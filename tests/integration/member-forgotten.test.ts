import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
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

const isGood = async (token: string) =>
  (await somebody().trpc.portal.checkPasswordLink.mutate({ token })).good;
const badLink = {
  ...{ code: "invalid", field: "token", message: "This link is no good any more. Ask for a new one." },
};

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

  test("and after three mails to one address from here, and five from anywhere, the newest has to do, known or not", async () => {
    const { email } = await member();
    const lately = {
      code: "too_many",
      message: expect.stringMatching(/few minutes ago, and the link in it still works/u),
    };
    const from = (here: string, address: string) =>
      somebody({ "x-forwarded-for": here }).trpc.portal.forgotPassword.mutate({
        email: address,
        language: "en",
      });
    for (const address of [email, "not-there-either@klinik.example"]) {
      for (let n = 0; n < 3; n++) await from("192.0.2.77", address);
      expect(await appErrorOf(from("192.0.2.77", address))).toMatchObject(lately);
      // Who is somewhere else is not kept out by them.
      for (let n = 0; n < 2; n++) await forgot(address);
      expect(await appErrorOf(forgot(address))).toMatchObject(lately);
    }
    await expect.poll(() => mailsTo(email).length, soon).toBe(5);
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
    await webhook("user.updated", userId, { email: `moved.${userId}@klinik.example` });
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
