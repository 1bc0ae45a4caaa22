import type { CheckoutRequest, ConfirmedCheckout } from "../../../shared/backend-api";
import type { Database } from "./database";

/** A booking that was begun. `total` is in minor units of `currency`; times are Unix milliseconds. */
export interface CheckoutSession {
  id: string;
  eventId: string;
  /** What was asked for; null once it is confirmed. */
  request: CheckoutRequest | null;
  total: number;
  currency: string;
  expiresAt: number;
  /** What the confirmation was answered with; null before. */
  answer: ConfirmedCheckout | null;
  createdAt: number;
}

type SessionRow = Omit<CheckoutSession, "request" | "answer"> & { request: string; answer: string | null };

export function findSession(db: Database, id: string): CheckoutSession | undefined {
  const row = db.get<SessionRow>(
    `select id, event_id as eventId, request, total, currency, expires_at as expiresAt, answer,
       created_at as createdAt from checkout_sessions where id = ?`,
    id,
  );
  return row && { ...row, request: JSON.parse(row.request), answer: row.answer && JSON.parse(row.answer) };
}

export function insertSession(db: Database, session: CheckoutSession): void {
  const { id, eventId, request, total, currency, expiresAt, createdAt } = session;
  db.run(
    `insert into checkout_sessions (id, event_id, request, total, currency, expires_at, created_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
    ...[id, eventId, JSON.stringify(request), total, currency, expiresAt, createdAt],
  );
}

/** Keeps the answer of the confirmation, and no longer who booked. */
export function settleSession(db: Database, id: string, answer: ConfirmedCheckout): void {
  const sql = "update checkout_sessions set answer = ?, request = 'null' where id = ?";
  db.run(sql, JSON.stringify(answer), id);
}
