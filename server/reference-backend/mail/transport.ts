import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Mail } from "./outbox";

/**
 * Hands one mail over. Resolves when it is handed over for good; rejects with what the mail server said, and with
 * `inDoubt` where the whole mail had left and the server said nothing: it may have taken it.
 */
export interface MailTransport {
  deliver(mail: Mail): Promise<void>;
  /** Whether a mail that is handed over twice arrives once. */
  readonly idempotent: boolean;
  close(): void;
}

/** Longer than any healthy mail server needs, in ms; a stuck one must not hold up `close()` for ever. */
const SMTP_TIMEOUT_MS = 30_000;

/** Sends over SMTP (`smtp://user:password@host:port`). Resolves after the server's 250. */
export function smtpTransport(url: string, from: string, timeoutMs = SMTP_TIMEOUT_MS): MailTransport {
  const limits = ["connectionTimeout", "greetingTimeout", "socketTimeout"].map(
    (name) => `${name}=${timeoutMs}`,
  );
  const transport = createTransport(`${url}${url.includes("?") ? "&" : "?"}${limits.join("&")}`);
  /** The Message-IDs of mails that have left to their last byte. */
  const left = new Set<unknown>();
  transport.use("stream", ({ data, message }, done) => {
    message.processFunc((stream) => stream.once("end", () => left.add(data.messageId)));
    done();
  });
  return {
    idempotent: false,
    async deliver(mail) {
      const message = toMessage(mail, from);
      try {
        await transport.sendMail(message);
      } catch (error) {
        const { responseCode } = error as { responseCode?: unknown };
        throw Object.assign(error as Error, {
          inDoubt: responseCode === undefined && left.has(message.messageId),
        });
      } finally {
        left.delete(message.messageId);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * Writes `<mail ID>.eml` files, for this user's eyes only. The name depends on nothing but the mail, and the file appears whole or not at all
 * (written beside, synced, renamed): however often a mail is delivered, and wherever a crash falls, there is one.
 */
export function folderTransport(folder: string, from: string): MailTransport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    idempotent: true,
    async deliver(mail) {
      const { message } = await composer.sendMail(toMessage(mail, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(folder, `${mail.id}.eml`, message as Buffer);
    },
    close: () => composer.close(),
  };
}

async function writeWhole(folder: string, name: string, content: Buffer): Promise<void> {
  const path = join(folder, name);
  const beside = `${path}.tmp`;
  const file = await open(beside, "w", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncFolder(folder);
}

/** Makes the new name itself survive a power cut: the row that says "sent" will. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** The Message-ID is the mail's own, so a mail that went out twice is recognised as one by the mailbox. */
function toMessage(mail: Mail, from: string) {
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? "localhost";
  return {
    messageId: `<${mail.id}@${domain}>`,
    date: new Date(mail.createdAt),
    from,
    to: { name: "", address: mail.recipient },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}
