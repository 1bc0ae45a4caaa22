import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { simpleParser } from "mailparser";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSmtp } from "../support/smtp";
import { person, startBackend, temporaryFolder } from "./reference-backend-harness";

async function smtp() {
  const server = await startSmtp();
  onTestFinished(() => server.close());
  return server;
}

describe("welcome mails over SMTP", () => {
  it("arrive once, in text and HTML, addressed to the person", async () => {
    const server = await smtp();
    const { crm, backend } = await startBackend({ smtpUrl: server.url, organizationName: "Haff Events" });
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await crm.registerUser(person(), { idempotencyKey: "b" });
    await backend.settled();

    expect(server.mails).toHaveLength(1);
    const [mail] = server.mails;
    expect(mail?.subject).toBe("Willkommen bei Haff Events");
    expect(mail?.to).toMatchObject({ text: "person1@example.org" });
    expect(mail?.text).toContain("Guten Tag Petra,");
    expect(mail?.html).toContain("<p>Guten Tag Petra,</p>");
    expect(mail?.messageId).toMatch(/^<mail_[0-9a-f-]+@events\.example>$/);
  });

  it("cannot be used to send a stranger's HTML", async () => {
    const server = await smtp();
    const { crm, backend } = await startBackend({ smtpUrl: server.url });
    for (const [n, firstName] of [
      '<b onclick="x">',
      "http://evil.example",
      "Win at evil.example",
    ].entries()) {
      const nasty = { ...person(n), customer: { email: `a${n}@example.org`, firstName } };
      await crm.registerUser(nasty, { idempotencyKey: `${n}` });
    }
    await backend.settled();
    const html = server.mails.map((mail) => String(mail.html)).join("");
    expect(server.mails).toHaveLength(3);
    expect(html).not.toMatch(/<b |evil/u);
  });

  it("are written in the language of the registration, and again in that of the person", async () => {
    const server = await smtp();
    const { request, backend } = await startBackend({ smtpUrl: server.url });
    const trigger = (name: string, inputData: object) =>
      request("POST", "/workflows/trigger", { trigger: name, inputData });
    const metadata = { convexUserId: "convex_1", language: "en-GB" };
    const customerData = { email: "amy@example.org", firstName: "Amy" };
    const { body } = await trigger("user_registration", { customerData, metadata });
    await backend.settled();
    await trigger("resend_welcome_email", { frontendUserId: body.frontendUserId });
    await backend.settled();
    expect(server.mails.map((mail) => mail.subject)).toEqual(["Welcome to Events", "Welcome to Events"]);
    expect(server.mails[0]?.text).toContain("Hello Amy,");
    expect(server.mails[0]?.html).toContain('<html lang="en">');
  });

  it("wait for a mail server that says 'not now', and go out under the same Message-ID", async () => {
    const server = await smtp();
    const { crm, backend, clock } = await startBackend({ smtpUrl: server.url });
    server.refuse(451);
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    expect(server.mails).toHaveLength(0);
    clock.advance(5_000);
    await backend.settled();
    expect(server.mails).toHaveLength(1);
  });

  it("are given up when the server refuses the address for good", async () => {
    const server = await smtp();
    const { crm, backend, clock } = await startBackend({ smtpUrl: server.url });
    server.refuse(550);
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    clock.advance(7 * 24 * 60 * 60 * 1000);
    await backend.settled();
    expect(server.mails).toHaveLength(0);
  });

  it("survive a restart while the mail server is down: sent afterwards, once", async () => {
    const path = join(temporaryFolder(), "backend.sqlite");
    const down = await startSmtp();
    await down.close();
    const first = await startBackend({ path, smtpUrl: down.url });
    await first.crm.registerUser(person(), { idempotencyKey: "a" });
    await first.backend.settled();
    await first.close();

    const server = await smtp();
    const second = await startBackend({ path, smtpUrl: server.url });
    second.clock.advance(60_000);
    await second.backend.settled();
    await second.crm.registerUser(person(), { idempotencyKey: "b" });
    await second.backend.settled();
    expect(server.mails).toHaveLength(1);
    await second.close();

    const third = await startBackend({ path, smtpUrl: server.url });
    await third.backend.settled();
    expect(server.mails).toHaveLength(1);
  });

  it("are sent again when somebody asks for it, and only once for one request", async () => {
    const server = await smtp();
    const { crm, backend } = await startBackend({ smtpUrl: server.url });
    const { frontendUserId, crmContactId } = await crm.registerUser(person(), { idempotencyKey: "a" });
    const ask = { frontendUserId, crmContactId, email: "person1@example.org", reason: "never arrived" };
    await crm.resendWelcome(ask, { idempotencyKey: "r1" });
    await crm.resendWelcome(ask, { idempotencyKey: "r1" });
    await backend.settled();
    expect(server.mails).toHaveLength(2);
    expect(new Set(server.mails.map((mail) => mail.messageId)).size).toBe(2);
  });

  it("are not sent again to people who are unknown, deleted or suspended", async () => {
    const server = await smtp();
    const { crm, backend, request } = await startBackend({ smtpUrl: server.url });
    const { frontendUserId } = await crm.registerUser(person(), { idempotencyKey: "a" });
    const ask = (id: string, key: string) =>
      crm.resendWelcome({ frontendUserId: id }, { idempotencyKey: key });
    await expect(ask("frontend_user_nobody", "1")).rejects.toMatchObject({ code: "not_found" });
    await request("PATCH", `/frontend-users/${frontendUserId}`, { status: "suspended" });
    await expect(ask(frontendUserId, "2")).rejects.toMatchObject({ code: "rejected", httpStatus: 200 });
    await request("DELETE", `/frontend-users/${frontendUserId}`);
    await expect(ask(frontendUserId, "3")).rejects.toMatchObject({ code: "not_found" });
    await backend.settled();
    expect(server.mails).toHaveLength(1);
  });
});

describe("a mail server that fails", () => {
  it("is given up on when it keeps silent, and gets the mail again under the same Message-ID", async () => {
    const server = await smtp();
    const path = join(temporaryFolder(), "backend.sqlite");
    const impatient = await startBackend({ path, smtpUrl: server.url, smtpTimeoutMs: 50 });
    const silence = server.keepSilent();
    await impatient.crm.registerUser(person(), { idempotencyKey: "a" });
    await impatient.backend.settled();
    expect(await impatient.mailLog()).toMatchObject([
      { status: "queued", attempts: 1, lastError: "ETIMEDOUT" },
    ]);
    await impatient.close();

    silence.answer();
    const patient = await startBackend({ path, smtpUrl: server.url });
    patient.clock.advance(6_000);
    await patient.backend.settled();
    expect(await patient.mailLog()).toMatchObject([{ status: "sent", attempts: 2, lastError: null }]);
    expect(new Set(server.mails.map((mail) => mail.messageId)).size).toBe(1);
  });

  it("is waited for while it is only slow, and gets no second copy", async () => {
    const server = await smtp();
    const { crm, backend } = await startBackend({ smtpUrl: server.url });
    const silence = server.keepSilent();
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await expect.poll(() => server.mails.length).toBe(1);
    await crm.registerUser(person(), { idempotencyKey: "b" });
    silence.answer();
    await backend.settled();
    expect(server.mails).toHaveLength(1);
  });

  it("may be gone for hours: whoever registered meanwhile is welcomed once when it is back", async () => {
    const gone = await startSmtp();
    await gone.close();
    const path = join(temporaryFolder(), "backend.sqlite");
    const before = await startBackend({ path, smtpUrl: gone.url });
    for (const n of [1, 2, 3]) await before.crm.registerUser(person(n), { idempotencyKey: `${n}` });
    await before.backend.settled();
    for (const _ of [1, 2, 3]) {
      before.clock.advance(10 * 60_000);
      await before.backend.settled();
    }
    const waiting = { status: "queued", lastError: "ESOCKET", inDoubt: false };
    expect(await before.mailLog()).toMatchObject([waiting, waiting, waiting]);
    await before.close();

    const server = await smtp();
    const after = await startBackend({ path, smtpUrl: server.url });
    after.clock.advance(60 * 60_000);
    await after.backend.settled();
    expect(server.mails.map((mail) => mail.to && "text" in mail.to && mail.to.text).sort()).toEqual(
      [1, 2, 3].map((n) => `person${n}@example.org`),
    );
  });

  it("leaves a mail in doubt when the process died at the handing over: it is sent again, and the log says so", async () => {
    const server = await smtp();
    const path = join(temporaryFolder(), "backend.sqlite");
    const first = await startBackend({ path, smtpUrl: server.url });
    await first.crm.registerUser(person(), { idempotencyKey: "a" });
    await first.backend.settled();
    expect(await first.mailLog()).toMatchObject([{ status: "sent", inDoubt: false }]);
    await first.close();
    forgetThatMailsWereSent(path);

    const second = await startBackend({ path, smtpUrl: server.url });
    await second.backend.settled();
    expect(await second.mailLog()).toMatchObject([{ status: "sent", inDoubt: true }]);
    expect(server.mails).toHaveLength(2);
    expect(new Set(server.mails.map((mail) => mail.messageId)).size).toBe(1);
  });

  it("that refuses our sender, which is ours to mend, loses no mail", async () => {
    const server = await smtp();
    const { crm, backend, clock, mailLog } = await startBackend({ smtpUrl: server.url });
    server.refuseSender(550);
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    expect(await mailLog()).toMatchObject([{ status: "queued", lastError: "EENVELOPE 550", inDoubt: false }]);
    clock.advance(6_000);
    await backend.settled();
    expect(server.mails).toHaveLength(1);
  });

  it("leaves a mail in doubt when the connection breaks before its answer: the log says that it may be there twice", async () => {
    const server = await smtp();
    const { crm, backend, clock, mailLog } = await startBackend({ smtpUrl: server.url });
    server.hangUp();
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    expect(await mailLog()).toMatchObject([{ status: "queued", inDoubt: true }]);
    clock.advance(6_000);
    await backend.settled();
    expect(await mailLog()).toMatchObject([{ status: "sent", inDoubt: true }]);
    expect(server.mails).toHaveLength(2);
    expect(new Set(server.mails.map((mail) => mail.messageId)).size).toBe(1);
  });

  it("that refuses for good ends a mail, until somebody tries it again", async () => {
    const server = await smtp();
    const { crm, backend, mailLog, request } = await startBackend({ smtpUrl: server.url });
    server.refuse(550);
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    expect(await mailLog()).toMatchObject([
      { status: "failed", recipient: "person1@example.org", template: "welcome_email", attempts: 1 },
    ]);
    const [mail] = await mailLog();
    expect(mail?.lastError).toBe("EENVELOPE 550");

    expect((await request("POST", `/mails/${mail?.id}/retry`)).status).toBe(202);
    await backend.settled();
    expect(server.mails).toHaveLength(1);
    expect((await request("POST", `/mails/${mail?.id}/retry`)).body.code).toBe("MAIL_NOT_FAILED");
  });
});

describe("welcome mails as files", () => {
  it("are whole messages named after the mail", async () => {
    const mailFolder = temporaryFolder();
    const { crm, backend, mails } = await startBackend({ mailFolder });
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    const [file = ""] = mails();
    const mail = await simpleParser(readFileSync(join(mailFolder, file)));
    expect(file).toBe(`${mail.messageId?.split("@")[0]?.slice(1)}.eml`);
    expect(mail.text).toContain("Guten Tag Petra,");
  });

  it("are finished before the backend is closed", async () => {
    const { crm, mails, close } = await startBackend();
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await close();
    expect(mails()).toEqual([expect.stringMatching(/^mail_.*\.eml$/)]);
  });

  it("stay one when the process died after writing the file and before noting it", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "backend.sqlite");
    const mailFolder = join(folder, "mail");
    const first = await startBackend({ path, mailFolder });
    await first.crm.registerUser(person(), { idempotencyKey: "a" });
    await first.backend.settled();
    const written = first.mails();
    await first.close();
    forgetThatMailsWereSent(path);

    const second = await startBackend({ path, mailFolder });
    await second.backend.settled();
    expect(second.mails()).toEqual(written);
    expect(written).toHaveLength(1);
  });
});

function forgetThatMailsWereSent(path: string): void {
  const db = new DatabaseSync(path);
  db.exec("update mails set status = 'queued', attempts = 0, settled_at = null, begun_at = created_at");
  db.close();
}
