import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Composed } from "./compose";

/** A mail that is ready to go. `id` names it for good, however often it is sent; `createdAt` is ms since epoch. */
export type Outgoing = Composed & { id: string; to: string; createdAt: number };

/** Hands one mail over. Resolves when it is handed over for good; rejects with what the mail server said. */
export interface MailTransport {
  deliver(mail: Outgoing): Promise<void>;
  close(): void;
}

/** Longer than any healthy mail server needs; a stuck one must not hold up the end of the server for long. */
const TIMEOUT_MS = 10_000;

/** Sends over SMTP (`smtp://user:password@host:port`). Resolves after the server's 250. */
export function smtpTransport(url: string, from: string): MailTransport {
  const limits = ["connectionTimeout", "greetingTimeout", "socketTimeout"].map(
    (name) => `${name}=${TIMEOUT_MS}`,
  );
  const transport = createTransport(`${url}${url.includes("?") ? "&" : "?"}${limits.join("&")}`);
  return {
    async deliver(mail) {
      await transport.sendMail(messageOf(mail, from));
    },
    close: () => transport.close(),
  };
}

/**
 * Writes `<mail ID>.eml` files, for this user's eyes only: a link in one opens an account. A file appears whole or not at
 * all, and its name depends on nothing but the mail, so there is one, however often it is delivered.
 */
export function folderTransport(folder: string, from: string): MailTransport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    async deliver(mail) {
      const { message } = await composer.sendMail(messageOf(mail, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(join(folder, `${mail.id}.eml`), message as Buffer);
    },
    close: () => composer.close(),
  };
}

async function writeWhole(path: string, content: Buffer): Promise<void> {
  const file = await open(`${path}.tmp`, "w", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
}

/** The Message-ID is the mail's own, so that a mailbox recognises one that went out twice. */
function messageOf({ id, to, createdAt, subject, text, html }: Outgoing, from: string) {
  const domain = /@([^>\s]+)/u.exec(from)?.[1] ?? "localhost";
  return {
    ...{ from, subject, text, html },
    messageId: `<${id}@${domain}>`,
    date: new Date(createdAt),
    // As an object, so that nothing in the address can name a second one.
    to: { name: "", address: to },
    headers: { "Auto-Submitted": "auto-generated" },
  };
}
