import { expect } from "vitest";
import { proofTokenIn } from "../support/members";
import { newPerson } from "../support/people";
import { crmStaff } from "../support/crm-staff";
import { startSmtp } from "../support/smtp";
import { startTestTandem } from "../support/tandem";
import { createVisitor, type Visitor } from "../support/visitor";

/** A Tandem with a backend and a mail server, and the people who use its portal. Each comes from a network of its own. */
export async function openPortalScene() {
  const smtp = await startSmtp();
  const env = { SMTP_URL: smtp.url, TRUST_PROXY: "1", MAIL_FROM: "Haff <members@haff.example>" };
  const tandem = await startTestTandem({ env });
  let network = 0;
  const somebody = (): Visitor =>
    createVisitor(tandem.localUrl, { "x-forwarded-for": `198.51.100.${++network}` });

  const mailsTo = (email: string, subject: RegExp) =>
    smtp.mails.filter(
      ({ to, subject: said = "" }) =>
        JSON.stringify(to).toLowerCase().includes(email.toLowerCase()) && subject.test(said),
    );
  /** The newest link that asks whose this mailbox is, when `count` of them have come. */
  async function proofTo(email: string, count = 1): Promise<string> {
    const asking = () => mailsTo(email, /^Confirm your|bestätigen$/u);
    await expect.poll(() => asking().length, { timeout: 10_000 }).toBe(count);
    return proofTokenIn(asking().at(-1)?.text) ?? "";
  }
  const confirm = (visitor: Visitor, token: string) =>
    visitor.trpc.portal.confirmAddress.mutate({ token, language: "en" });

  /** Somebody who has registered, signed in with `visitor`. */
  async function registered(fields: Parameters<typeof newPerson>[0] = {}) {
    const person = newPerson(fields);
    const visitor = somebody();
    const result = await visitor.trpc.portal.register.mutate(person);
    return { ...person, ...result, visitor };
  }
  /** The same, after they have shown that the mailbox is theirs. */
  async function member(fields: Parameters<typeof newPerson>[0] = {}) {
    const person = await registered(fields);
    await confirm(person.visitor, await proofTo(person.email));
    return person;
  }
  const timelineOf = async (userId: string) =>
    JSON.stringify(await (await tandem.admin()).trpc.audit.list.query({ about: userId }));
  const contactOf = async (userId: string) =>
    (await (await tandem.admin()).trpc.users.get.query({ id: userId })).contact;
  const staff = crmStaff(tandem);
  const close = async () => {
    await tandem.close();
    await smtp.close();
  };
  return {
    ...{ tandem, smtp, somebody, mailsTo, proofTo, confirm, registered, member },
    timelineOf,
    contactOf,
    staff,
    close,
  };
}
export type PortalScene = Awaited<ReturnType<typeof openPortalScene>>;
