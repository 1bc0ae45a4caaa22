import { expect } from "vitest";
import { tokenIn } from "../support/members";
import { newPerson } from "../support/people";
import { startSmtp, type TestSmtp } from "../support/smtp";
import { startTestTandem, type TestTandem } from "../support/tandem";
import { createVisitor, type Visitor } from "../support/visitor";

type Mailed = { smtp: TestSmtp; tandem: TestTandem };

/** A portal with a real mail server, behind a proxy on this machine. */
export async function openMailed(): Promise<Mailed> {
  const smtp = await startSmtp();
  const env = { SMTP_URL: smtp.url, TRUST_PROXY: "1", MAIL_FROM: "Haff <members@haff.example>" };
  return { smtp, tandem: await startTestTandem({ env }) };
}

/** Handing a mail over takes a moment, on a busy machine a long one. */
export const soon = { timeout: 10_000 };
export const wrong = { code: "unauthenticated", message: "E-mail address or password is wrong." };

/** What its members do about their passwords. */
export function membersOf(deskNow: () => Mailed) {
  let network = 0;
  /** Each test comes from a network of its own, as the proxy says. */
  const anotherNetwork = () => void network++;

  const somebody = (headers: Record<string, string> = {}): Visitor =>
    createVisitor(deskNow().tandem.localUrl, { "x-forwarded-for": `198.51.100.${network}`, ...headers });
  const mailsTo = (email: string, subject = /password|Passwort/u) =>
    deskNow().smtp.mails.filter(
      ({ to, subject: said = "" }) => JSON.stringify(to).includes(email) && subject.test(said),
    );
  const forgot = (email: string, language: "en" | "de" = "en") =>
    somebody().trpc.portal.forgotPassword.mutate({ email, language });
  const signIn = (email: string, password: string, visitor = somebody()) =>
    visitor.trpc.portal.signIn.mutate({ email, password });
  const setPassword = (token: string, password: string) =>
    somebody().trpc.portal.setPassword.mutate({ token, password, language: "en" });

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
    JSON.stringify(await (await deskNow().tandem.admin()).trpc.audit.list.query({ about: userId }));

  return {
    ...{ anotherNetwork, somebody, mailsTo, forgot, signIn, setPassword },
    ...{ member, linkFor, sentSoFar, timelineOf },
  };
}
