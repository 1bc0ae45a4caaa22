import type { Database } from "../store/database";
import { type DisabledReason, type StoredEndpoint, findEndpointByUrl, giveUpWaiting } from "./endpoints";

const DAY_MS = 24 * 60 * 60 * 1000;

/** An endpoint that fails for so long, and never succeeds meanwhile, is disabled. */
const FAILING_FOR_MS = 5 * DAY_MS;

/**
 * Longer than the longest wait between two attempts. When nothing was tried for so long (no events, or the backend
 * itself was down), nobody knows that the endpoint was failing all the time, and the clock starts anew.
 */
const SILENCE_MS = 2 * DAY_MS;

/** A delivery got through: whatever failed before, the endpoint is well. */
export function noteSuccess(db: Database, url: string): void {
  db.run(
    `update webhook_endpoints set failing_since = null, last_failure_at = null
     where url = ? and failing_since is not null`,
    url,
  );
}

/** An attempt failed. Disables the endpoint when that has gone on for five days. */
export function noteFailure(db: Database, url: string, now: number): void {
  const endpoint = findEndpointByUrl(db, url);
  if (!endpoint) return;
  const since = failingSince(endpoint, now);
  db.run(
    "update webhook_endpoints set failing_since = ?, last_failure_at = ? where id = ?",
    since,
    now,
    endpoint.id,
  );
  if (now - since >= FAILING_FOR_MS) disableEndpoint(db, url, "failing", now);
}

function failingSince({ failingSince: since, lastFailureAt }: StoredEndpoint, now: number): number {
  if (since === null || lastFailureAt === null || now - lastFailureAt > SILENCE_MS) return now;
  return since;
}

/** Sends nothing more to the endpoint and gives up what still waits for it. */
export function disableEndpoint(db: Database, url: string, reason: DisabledReason, now: number): void {
  db.transaction(() => {
    db.run(
      `update webhook_endpoints set disabled_at = ?, disabled_reason = ?
       where url = ? and disabled_at is null`,
      now,
      reason,
      url,
    );
    giveUpWaiting(db, url, "endpoint disabled", now);
  });
}

/** Sends to the endpoint again from now on. True when it was disabled. */
export function enableEndpoint(db: Database, url: string): boolean {
  const sql = `update webhook_endpoints set disabled_at = null, disabled_reason = null, failing_since = null,
    last_failure_at = null where url = ? and disabled_at is not null`;
  return db.run(sql, url) > 0;
}
