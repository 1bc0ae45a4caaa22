import { newMailId } from "../ids";
import type { Database } from "../store/database";
import type { RenderedMail } from "./welcome";

/** A queued row of `mails`. */
export interface Mail {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  attempts: number;
  createdAt: number;
}

/** Queues a mail; call it in the transaction of the change that causes it. Answers the mail's ID. */
export function queueMail(db: Database, recipient: string, mail: RenderedMail, now: number): string {
  const id = newMailId();
  db.run(
    `insert into mails (id, recipient, subject, body_text, body_html, next_attempt_at, created_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
    id,
    recipient,
    mail.subject,
    mail.text,
    mail.html,
    now,
    now,
  );
  return id;
}
