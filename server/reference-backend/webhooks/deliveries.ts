import type { Database } from "../store/database";

/** A queued row of `webhook_deliveries`. */
export interface Delivery {
  pk: number;
  eventId: string;
  endpointUrl: string;
  body: string;
  /** Whom it is about (`personOf`); null for nobody. */
  person: string | null;
  /** Attempts of this round; the schedule counts them. */
  attempts: number;
  /** Rises when the delivery is begun anew: the fencing token of attempts under way. */
  round: number;
  nextAttemptAt: number;
}

const COLUMNS = `pk, event_id as eventId, endpoint_url as endpointUrl, body, person, attempts,
  round, next_attempt_at as nextAttemptAt`;

/** Queues an event for one endpoint. One that was sent there before is sent again, with the bytes of then. */
export function queueDelivery(
  db: Database,
  delivery: Pick<Delivery, "eventId" | "endpointUrl" | "body" | "person">,
  now: number,
): void {
  db.run(
    `insert into webhook_deliveries (event_id, endpoint_url, body, person, next_attempt_at, created_at)
     values (?, ?, ?, ?, ?, ?)
     on conflict (event_id, endpoint_url) do update
       set status = 'queued', attempts = 0, round = round + 1, next_attempt_at = excluded.next_attempt_at,
         settled_at = null`,
    delivery.eventId,
    delivery.endpointUrl,
    delivery.body,
    delivery.person,
    now,
    now,
  );
}

/** Begins a delivery anew, whatever became of it: the first attempt is due now. */
export function sendAgain(db: Database, pk: number, now: number): void {
  db.run(
    `update webhook_deliveries set status = 'queued', attempts = 0, round = round + 1, next_attempt_at = ?,
     settled_at = null where pk = ?`,
    now,
    pk,
  );
}

/**
 * What is due for one endpoint, longest due first, of each person only the earliest. An event that waits for its
 * next attempt holds nobody up.
 */
export function dueDeliveries(db: Database, url: string, now: number, limit: number): Delivery[] {
  return db.all<Delivery>(
    `select ${COLUMNS} from webhook_deliveries as later
     where status = 'queued' and endpoint_url = ? and next_attempt_at <= ? and not exists (
       select 1 from webhook_deliveries as earlier
       where earlier.status = 'queued' and earlier.endpoint_url = later.endpoint_url
         and earlier.person = later.person and earlier.pk < later.pk and earlier.next_attempt_at <= ?
     )
     order by next_attempt_at, pk limit ?`,
    url,
    now,
    now,
    limit,
  );
}

/** When the next delivery that is not due yet falls due; null when there is none. */
export function nextDueAfter(db: Database, now: number): number | null {
  const sql = `select min(next_attempt_at) as at from webhook_deliveries
    where status = 'queued' and next_attempt_at > ?`;
  return db.get<{ at: number | null }>(sql, now)?.at ?? null;
}

/** Ends a delivery. One that was given up while its last attempt was under way may still turn out delivered. */
export function settleDelivery(
  db: Database,
  { pk, round }: Delivery,
  status: "delivered" | "failed",
  outcome: string,
  now: number,
): void {
  db.run(
    `update webhook_deliveries set status = ?, attempts = attempts + 1, last_outcome = ?, settled_at = ?
     where pk = ? and round = ?`,
    status,
    outcome,
    now,
    pk,
    round,
  );
}

/** Makes the delivery due again at `at`, unless it was given up or begun anew meanwhile. */
export function postponeDelivery(db: Database, { pk, round }: Delivery, outcome: string, at: number): void {
  db.run(
    `update webhook_deliveries set attempts = attempts + 1, last_outcome = ?, next_attempt_at = ?
     where pk = ? and round = ? and status = 'queued'`,
    outcome,
    at,
    pk,
    round,
  );
}

/** Makes the delivery due at `at` without an attempt, unless it was given up or begun anew meanwhile. */
export function rescheduleDelivery(db: Database, { pk, round }: Delivery, at: number): void {
  const sql = `update webhook_deliveries set next_attempt_at = ?
    where pk = ? and round = ? and status = 'queued'`;
  db.run(sql, at, pk, round);
}
