import type { Database } from "./database";

/** An HTTP answer as it was given. */
export interface StoredAnswer {
  status: number;
  body: unknown;
  /** It is not remembered: who asks again under the same key gets it done again. */
  forget?: true;
}

/** The answer given under this key before, if any. */
export function findAnswer(db: Database, key: string): StoredAnswer | undefined {
  const row = db.get<{ status: number; body: string }>("select status, body from answers where key = ?", key);
  return row && { status: row.status, body: JSON.parse(row.body) };
}

/** Remembers the answer; call it in the transaction of the work it reports. */
export function storeAnswer(db: Database, key: string, answer: StoredAnswer, now: number): void {
  const sql = "insert into answers (key, status, body, created_at) values (?, ?, ?, ?)";
  db.run(sql, key, answer.status, JSON.stringify(answer.body), now);
}
