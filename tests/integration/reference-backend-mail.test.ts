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
    expect(mail?.subject).toBe("Welcome to Haff Events");
    expect(mail?.to).toMatchObject({ text: "person1@example.org" });
    expect(mail?.text).toContain("Hello Petra,");
    expect(mail?.html).toContain("<p>Hello Petra,</p>");
    expect(mail?.messageId).toMatch(/^<mail_[0-9a-f-]+@events\.example>$/);
  });

  it("cannot be used to send a stranger's HTML", async () => {
    const server = await smtp();
    const { crm, backend } = await startBackend({ smtpUrl: server.url });
    const nasty = { ...person(), customer: { email: "a@example.org", firstName: '<a href="http://x">' } };
    await crm.registerUser(nasty, { idempotencyKey: "a" });
    await backend.settled();
    expect(server.mails[0]?.html).not.toContain("<a href");
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

describe("welcome mails as files", () => {
  it("are whole messages named after the mail", async () => {
    const mailFolder = temporaryFolder();
    const { crm, backend, mails } = await startBackend({ mailFolder });
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    const [file = ""] = mails();
    const mail = await simpleParser(readFileSync(join(mailFolder, file)));
    expect(file).toBe(`${mail.messageId?.split("@")[0]?.slice(1)}.eml`);
    expect(mail.text).toContain("Hello Petra,");
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
  db.exec("update mails set status = 'queued', attempts = 0, settled_at = null");
  db.close();
}
