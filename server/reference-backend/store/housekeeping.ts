import type { Database } from "./database";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Longer than any caller goes on retrying one request. */
const ANSWERS_KEPT_MS = 7 * DAY_MS;
const LOGS_KEPT_MS = 30 * DAY_MS;

/** Deletes answers, checkouts, keys, logs and settled deliveries that nobody can ask for any more. Runs at every start. */
export function deleteOldRecords(db: Database, now: number): void {
  db.transaction(() => {
    db.run("delete from answers where created_at < ?", now - ANSWERS_KEPT_MS);
    eraseOldMails(db, now - LOGS_KEPT_MS);
    // Those that were confirmed stay: they name nobody, and must be answered the same for ever.
    db.run("delete from checkout_sessions where answer is null and created_at < ?", now - ANSWERS_KEPT_MS);
    db.run("delete from api_keys where expires_at < ?", now - LOGS_KEPT_MS);
    db.run("delete from executions where started_at < ?", now - LOGS_KEPT_MS);
    db.run(
      "delete from webhook_attempts where delivery in (select pk from webhook_deliveries where settled_at < ?)",
      now - LOGS_KEPT_MS,
    );
    db.run("delete from webhook_deliveries where settled_at < ?", now - LOGS_KEPT_MS);
  });
}

/** The row stays without the person: an intent that was served once must not be served again. */
function eraseOldMails(db: Database, before: number): void {
  db.run(
    `update mails set recipient = '', subject = '', body_text = '', body_html = ''
     where settled_at < ? and recipient <> ''`,
    before,
  );
}
