import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createSeal } from "../../server/auth/sealing";
import { api } from "../../server/convex/_generated/api";
import type { Convex } from "../../server/convex-client";
import { createLog } from "../../server/log";
import { createMailer, type Mailer } from "../../server/mail/mailer";
import { type MailTransport, smtpTransport } from "../../server/mail/transport";
import { MAIL_LEASE_MS, RESET_LINK_MS } from "../../shared/mails";
import { tokenIn } from "../support/members";
import { startSmtp, type TestSmtp } from "../support/smtp";
import { Scene, system } from "./interleavings-harness";

/** The outbox of mail to members, on the real store with a clock of its own and a real mail server. */
let scene: Scene;
let smtp: TestSmtp;
beforeEach(async () => {
  [scene, smtp] = await Promise.all([Scene.open(), startSmtp()]);
});
afterEach(async () => {
  await scene.store.close();
  await smtp.close();
});

const seal = createSeal("", Buffer.alloc(32, 1).toString("base64"));
const lines: string[] = [];
const log = createLog("info", { write: (line) => void lines.push(line) });
/** The store as the mailer reaches it. */
const convex = {
  as: () => ({
    mutation: (fn: never, args: never) => scene.mutate(fn, args, system),
    query: (fn: never, args: never) => scene.query(fn, args, system),
  }),
} as unknown as Convex;

type Options = { transport?: MailTransport; seal?: typeof seal; patienceMs?: number };
function openMailer(options: Options = {}): Mailer {
  const transport = options.transport ?? smtpTransport(smtp.url, "members@haff.example");
  return createMailer({
    ...{ convex, seal: options.seal ?? seal, transport, log, origin: () => "https://x.example" },
    organization: () => "Tandem",
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
}

/** One look of a mailer: it takes what is due, and settles it before it stops. */
async function sendDue(options: Options = {}): Promise<void> {
  const mailer = openMailer(options);
  mailer.start();
  await mailer.stop();
}

const limit = (key: string) => ({ key, most: 50 });
let asked = 0;
async function askForLink(email: string): Promise<string> {
  const token = `token-${++asked}`;
  const tokenHash = `hash-of-${token}`;
  await scene.mutate(
    api.memberPasswords.askForLink,
    {
      ...{ email, language: "en", tokenHash, sealedToken: seal.seal(token, tokenHash) },
      limits: { network: limit("network"), here: limit("here"), address: limit("address") },
    },
    system,
  );
  return tokenHash;
}
const isGood = async (tokenHash: string) =>
  (await scene.query(api.memberPasswords.lookUpLink, { tokenHash }, system)) !== null;
const emailOf = async (id: string) => (await scene.personOf(id)).user?.email ?? "";
const somebody = async () => emailOf((await scene.register()).userId);
const waiting = () => scene.store.run((ctx) => ctx.db.query("mails").collect());
const sentMails = async () =>
  (await scene.query(api.audit.page, { cursor: null, limit: 50 })).rows.filter(
    ({ action }) => action === "send mail",
  );

describe("a mail with a link", () => {
  test("goes out once, and is in nobody's way afterwards", async () => {
    const tokenHash = await askForLink(await somebody());
    await sendDue();
    await sendDue();
    expect(smtp.mails.map(({ text }) => tokenIn(text))).toEqual([`token-${asked}`]);
    expect(smtp.mails[0]?.text).toContain("https://x.example/portal/set-password#");
    expect(await isGood(tokenHash)).toBe(true);
    expect(await waiting()).toEqual([]);
    expect(await sentMails()).toMatchObject([{ outcome: "done" }]);
  });

  test("is good for half an hour from when it was asked for, and is not sent when that is over", async () => {
    const email = await somebody();
    const tokenHash = await askForLink(email);
    await sendDue();
    scene.clock.now += RESET_LINK_MS - 1;
    expect(await isGood(tokenHash)).toBe(true);
    scene.clock.now += 1;
    expect(await isGood(tokenHash)).toBe(false);

    await askForLink(email);
    scene.clock.now += RESET_LINK_MS;
    await sendDue();
    expect(smtp.mails).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  test("of somebody whose address has changed meanwhile goes to nobody", async () => {
    const { userId, frontendUserId } = await scene.linked();
    await askForLink(await emailOf(userId));
    await scene.deliver("user.updated", { frontendUserId, email: "moved@klinik.example" });
    await sendDue();
    expect(smtp.mails).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  test("that is asked for takes the store the same for an address that nobody has", async () => {
    const counts = async () =>
      scene.store.run(async ({ db }) => ({
        mails: (await db.query("mails").collect()).length,
        resets: (await db.query("passwordResets").collect()).length,
        limits: (await db.query("rateLimits").collect()).length,
        events: (await db.query("auditEvents").collect()).length,
      }));
    const email = await somebody();
    await askForLink("the-first@klinik.example");
    const before = await counts();
    await askForLink(email);
    const known = await counts();
    await askForLink("nobody@klinik.example");
    const unknown = await counts();
    expect(known).toEqual({ ...before, mails: before.mails + 1 });
    expect(unknown).toEqual({ ...known, mails: known.mails + 1 });
  });
});

describe("a mail server in trouble", () => {
  test("that says 'not now' is tried again, and the mail is the same one", async () => {
    await askForLink(await somebody());
    smtp.refuse(451);
    await sendDue();
    expect(smtp.mails).toEqual([]);
    const [mail] = await waiting();
    // The first wait of the schedule, with full jitter.
    expect(mail?.wakeAt).toBeLessThanOrEqual(scene.clock.now + 5_000);
    scene.clock.now += 5_000;
    await sendDue();
    expect(smtp.mails[0]?.messageId).toBe(`<${mail?._id}@haff.example>`);
  });

  test("that refuses for good is not asked again, and the history tells, without its words", async () => {
    await askForLink(await somebody());
    smtp.refuse(550);
    await sendDue();
    expect(await waiting()).toEqual([]);
    const [event] = await sentMails();
    expect(event).toMatchObject({ outcome: "failed", reason: "EENVELOPE 550" });
    expect(lines.join("")).toContain("a mail could not be sent");
    expect(lines.join("")).not.toMatch(/klinik|token-/u);
  });

  test("that is away loses nothing: the mail waits until it is back", async () => {
    const url = smtp.url;
    await askForLink(await somebody());
    await sendDue({ transport: smtpTransport("smtp://127.0.0.1:9", "members@haff.example") });
    expect(await waiting()).toMatchObject([{ attempt: 1 }]);
    scene.clock.now += 5_000;
    await sendDue({ transport: smtpTransport(url, "members@haff.example") });
    expect(smtp.mails).toHaveLength(1);
  });
});

describe("a server that dies", () => {
  test("before a mail is sent leaves it to another one, when its lease has run out", async () => {
    await askForLink(await somebody());
    await scene.mutate(api.mails.claim, { limit: 4 }, system);
    await sendDue();
    expect(smtp.mails).toEqual([]);
    scene.clock.now += MAIL_LEASE_MS;
    await sendDue();
    expect(smtp.mails).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  test("between the mail server's answer and noting it sends it again, so that mailboxes take both for one", async () => {
    await askForLink(await somebody());
    const { mails } = await scene.mutate(api.mails.claim, { limit: 4 }, system);
    const transport = smtpTransport(smtp.url, "members@haff.example");
    onTestFinished(() => transport.close());
    const [mail] = mails;
    const written = { subject: "x", text: "x", html: "x" };
    await transport.deliver({ ...written, id: mail!.mailId, to: mail!.to, createdAt: mail!.createdAt });
    scene.clock.now += MAIL_LEASE_MS;
    await sendDue();
    expect(smtp.mails).toHaveLength(2);
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test("and comes back late settles nothing of what another one has taken over", async () => {
    await askForLink(await somebody());
    const { mails } = await scene.mutate(api.mails.claim, { limit: 4 }, system);
    scene.clock.now += MAIL_LEASE_MS;
    await scene.mutate(api.mails.claim, { limit: 4 }, system);
    const { mailId, attempt } = mails[0]!;
    await scene.mutate(api.mails.settle, { mailId, attempt, outcome: { ok: true } }, system);
    expect(await waiting()).toMatchObject([{ attempt: 2 }]);
  });
});

describe("a server that is told to stop while a mail is under way", () => {
  test("finishes it when the mail server answers in time", async () => {
    await askForLink(await somebody());
    const silence = smtp.keepSilent();
    const stopped = sendDue();
    await expect.poll(() => smtp.mails.length).toBe(1);
    silence.answer();
    await stopped;
    expect(await waiting()).toEqual([]);
  });

  test("waits no longer than it has patience for one that never comes to an end, and the mail goes out later", async () => {
    await askForLink(await somebody());
    const transport = { deliver: () => new Promise<never>(() => {}), close: () => {} };
    await sendDue({ transport, patienceMs: 100 });
    expect(await waiting()).toMatchObject([{ attempt: 1 }]);
    scene.clock.now += 5_000;
    await sendDue();
    expect(smtp.mails).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });
});

test("a link that another key has sealed is left to a server that has it", async () => {
  await askForLink(await somebody());
  const other = createSeal("", Buffer.alloc(32, 2).toString("base64"));
  await sendDue({ seal: other });
  expect(smtp.mails).toEqual([]);
  scene.clock.now += 5_000;
  await sendDue();
  expect(smtp.mails).toHaveLength(1);
});

test("more mails than one look takes are all sent by it", async () => {
  for (let n = 0; n < 9; n++) await askForLink(await somebody());
  await askForLink("nobody@klinik.example");
  const mailer = openMailer();
  mailer.start();
  await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBe(0);
  await mailer.stop();
  expect(smtp.mails).toHaveLength(9);
});
