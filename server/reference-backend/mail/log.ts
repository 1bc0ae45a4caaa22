import { z } from "zod";
import type { Language } from "../../../shared/language";
import { ApiError, mailNotFound } from "../api-error";
import type { Backend } from "../backend";
import type { Database, SqlValue } from "../store/database";
import type { MailOrder } from "./outbox";

export const MAIL_STATUSES = ["queued", "sent", "failed"] as const;

/** The query string of `GET /mails`. */
export const mailListQuery = z.object({
  status: z.enum(MAIL_STATUSES).optional(),
  /** The whole address, whatever the case. */
  recipient: z.string().trim().max(254).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** `<createdAt>.<id>` of the last mail of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}\.mail_[\w-]{1,64}$/u)
    .optional(),
});

/** A line of the delivery log: never what a mail says. Times are Unix milliseconds. */
export interface MailLine {
  id: string;
  recipient: string;
  /** Null for mails of an older version. */
  template: MailOrder["template"] | null;
  language: Language | null;
  status: (typeof MAIL_STATUSES)[number];
  attempts: number;
  /** Codes; the mail server's sentence quotes the address. */
  lastError: string | null;
  /** A process died or a connection broke at the handing over: it may have gone out twice, under one Message-ID. */
  inDoubt: boolean;
  /** Null when no attempt follows. */
  nextAttemptAt: number | null;
  createdAt: number;
  settledAt: number | null;
}

type Row = Omit<MailLine, "inDoubt"> & { inDoubt: number };

const COLUMNS = `id, recipient, template, language, status, attempts, last_error as lastError,
  in_doubt as inDoubt, case status when 'queued' then next_attempt_at end as nextAttemptAt,
  created_at as createdAt, settled_at as settledAt`;

/** One page, newest first. `nextCursor` is absent on the last page. */
export function listMails(db: Database, query: z.output<typeof mailListQuery>) {
  const { where, values } = conditions(query);
  const sql = `select ${COLUMNS} from mails where ${where} order by created_at desc, id desc limit ?`;
  const rows = db.all<Row>(sql, ...values, query.limit + 1);
  const mails = rows.slice(0, query.limit).map(toLine);
  const last = mails.at(-1);
  const more = rows.length > mails.length && last;
  return { mails, ...(more ? { nextCursor: `${last.createdAt}.${last.id}` } : {}) };
}

function conditions({ status, recipient, cursor }: z.output<typeof mailListQuery>) {
  const [, at, id] = /^(\d+)\.(.+)$/u.exec(cursor ?? "") ?? [];
  const parts: [sql: string, ...values: SqlValue[]][] = [["true"]];
  if (status) parts.push(["status = ?", status]);
  if (recipient) parts.push(["lower(recipient) = lower(?)", recipient]);
  if (at !== undefined && id !== undefined) parts.push(["(created_at, id) < (?, ?)", Number(at), id]);
  return {
    where: parts.map(([sql]) => sql).join(" and "),
    values: parts.flatMap(([, ...values]) => values),
  };
}

/** A mail with what it says, in text. Throws the 404 when there is none of this ID. */
export function existingMail(db: Database, id: string): MailLine & { subject: string; text: string } {
  const sql = `select ${COLUMNS}, subject, body_text as text from mails where id = ?`;
  const row = db.get<Row & { subject: string; text: string }>(sql, id);
  if (!row) throw mailNotFound();
  return { ...toLine(row), subject: row.subject, text: row.text };
}

/** Begins a failed mail anew, as somebody asked; its Message-ID stays. Throws for a mail that has not failed. */
export function tryMailAgain({ db, clock, nudge }: Backend, id: string): void {
  const { status, recipient } = existingMail(db, id);
  if (status !== "failed" || recipient === "") {
    throw new ApiError(409, "MAIL_NOT_FAILED", "Only a mail that has failed is tried again");
  }
  const sql = `update mails set status = 'queued', attempts = 0, next_attempt_at = ?, settled_at = null
    where id = ? and status = 'failed'`;
  db.run(sql, clock.now(), id);
  nudge();
}

const toLine = ({ inDoubt, ...row }: Row): MailLine => ({ ...row, inDoubt: inDoubt === 1 });
