import type { Clock } from "../clock";
import type { Database } from "./database";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Longer than any caller goes on retrying one request. */
const ANSWERS_KEPT_MS = 7 * DAY_MS;
const LOGS_KEPT_MS = 30 * DAY_MS;

/** Rows of each kind in one transaction: no request waits long for it. */
const BATCH = 1_000;
const PAUSE_MS = 100;

const OLD_DELIVERIES =
  "select pk from webhook_deliveries where settled_at < ? order by settled_at, pk limit ?";

/** What nobody can ask for any more, and how long that is kept. Each takes a time and a number of rows. */
const RULES: readonly (readonly [keptMs: number, sql: string])[] = [
  [
    ANSWERS_KEPT_MS,
    "delete from answers where key in (select key from answers where created_at < ? limit ?)",
  ],
  // Those that were confirmed stay: they name nobody, and must be answered the same for ever.
  [
    ANSWERS_KEPT_MS,
    `delete from checkout_sessions where id in
       (select id from checkout_sessions where created_at < ? and answer is null limit ?)`,
  ],
  // The row stays without the person: an intent that was served once must not be served again.
  [
    LOGS_KEPT_MS,
    `update mails set recipient = '', subject = '', body_text = '', body_html = '' where id in
       (select id from mails where settled_at < ? and recipient <> '' limit ?)`,
  ],
  [LOGS_KEPT_MS, "delete from api_keys where pk in (select pk from api_keys where expires_at < ? limit ?)"],
  [
    LOGS_KEPT_MS,
    "delete from executions where pk in (select pk from executions where started_at < ? limit ?)",
  ],
  [LOGS_KEPT_MS, `delete from webhook_attempts where delivery in (${OLD_DELIVERIES})`],
  [LOGS_KEPT_MS, `delete from webhook_deliveries where pk in (${OLD_DELIVERIES})`],
];

/** Deletes old records, a batch of each kind; true when there may be more. */
export function deleteOldRecords(db: Database, now: number): boolean {
  const counts = db.transaction(() => RULES.map(([keptMs, sql]) => db.run(sql, now - keptMs, BATCH)));
  return counts.some((count) => count >= BATCH);
}

/** Deletes old records now and every day; the result stops it. What fails is told, and tried again the next day. */
export function keepHouse(db: Database, clock: Clock, failed: (error: unknown) => void): () => void {
  let cancel = () => {};
  const tidy = () => {
    let waitMs = DAY_MS;
    try {
      if (deleteOldRecords(db, clock.now())) waitMs = PAUSE_MS;
    } catch (error) {
      failed(error);
    }
    cancel = clock.after(waitMs, tidy);
  };
  tidy();
  return () => cancel();
}
