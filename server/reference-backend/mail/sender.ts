import type { Clock } from "../clock";
import type { Outbox } from "../outbox/dispatcher";
import { MAIL_SCHEDULE, waitAfter } from "../outbox/schedule";
import type { Database } from "../store/database";
import type { Mail } from "./outbox";
import type { MailTransport } from "./transport";

/**
 * Sends queued mails. The row is marked as begun before the transport gets the mail, and as sent right after it took
 * it. With SMTP there is one window that nobody can close: a process that dies, or a connection that breaks, between the
 * server's 250 and that mark sends the mail again, under the same Message-ID; its row then says that it may have gone
 * out twice. Files have no such window (`folderTransport`).
 */
export class MailSender implements Outbox<Mail> {
  constructor(
    private readonly db: Database,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  due(now: number, limit: number): Mail[] {
    return this.db.all<Mail>(
      `select id, recipient, subject, body_text as text, body_html as html, attempts, created_at as createdAt,
         begun_at as begunAt
       from mails where status = 'queued' and next_attempt_at <= ? order by next_attempt_at limit ?`,
      now,
      limit,
    );
  }

  nextAfter(now: number): number | null {
    const sql =
      "select min(next_attempt_at) as at from mails where status = 'queued' and next_attempt_at > ?";
    return this.db.get<{ at: number | null }>(sql, now)?.at ?? null;
  }

  keyOf(mail: Mail): string {
    return mail.id;
  }

  async send(mail: Mail): Promise<void> {
    this.begin(mail);
    try {
      await this.transport.deliver(mail);
    } catch (error) {
      this.failed(mail, describe(error));
      return;
    }
    this.settle(mail, "sent", null);
  }

  private begin(mail: Mail): void {
    const doubtful = mail.begunAt !== null && !this.transport.idempotent;
    const sql = "update mails set begun_at = ?, in_doubt = max(in_doubt, ?) where id = ?";
    this.db.run(sql, this.clock.now(), doubtful ? 1 : 0, mail.id);
  }

  private failed(mail: Mail, failure: MailFailure): void {
    if (failure.inDoubt) this.db.run("update mails set in_doubt = 1 where id = ?", mail.id);
    const wait = failure.permanent ? null : waitAfter(MAIL_SCHEDULE, mail.attempts + 1, this.random);
    if (wait === null) return this.settle(mail, "failed", failure.reason);
    const sql = `update mails set attempts = attempts + 1, last_error = ?, next_attempt_at = ?, begun_at = null
      where id = ?`;
    this.db.run(sql, failure.reason, this.clock.now() + wait, mail.id);
  }

  private settle(mail: Mail, status: "sent" | "failed", error: string | null): void {
    const sql = `update mails set status = ?, attempts = attempts + 1, last_error = ?, settled_at = ?,
      begun_at = null where id = ?`;
    this.db.run(sql, status, error, this.clock.now(), mail.id);
  }
}

interface MailFailure {
  /** The server will never take this mail: another try is no use. */
  permanent: boolean;
  /** The server may have taken it. */
  inDoubt: boolean;
  /** Codes only: the server's sentence quotes the address. */
  reason: string;
}

/** What the server answers about this one mail. A refused log-in or sender is ours to mend, so those are tried again. */
const ABOUT_THE_MAIL: ReadonlySet<unknown> = new Set(["RCPT TO", "DATA"]);

function describe(error: unknown): MailFailure {
  const { code, responseCode, command, inDoubt } = error as Record<string, unknown>;
  const refused = (code === "EENVELOPE" || code === "EMESSAGE") && ABOUT_THE_MAIL.has(command);
  return {
    permanent: refused && typeof responseCode === "number" && responseCode >= 500,
    inDoubt: inDoubt === true,
    reason: [code, responseCode].filter((part) => part !== undefined).join(" ") || "unknown",
  };
}
