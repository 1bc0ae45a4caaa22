import { ApiError } from "../api-error";
import type { Backend } from "../backend";
import type { Database } from "../store/database";
import { type Attempt, insertAttempt, toAttempt } from "./attempts";
import { callEndpoint } from "./call";
import type { StoredEndpoint } from "./endpoints";
import { bodyOf } from "./forms";

/** What a test came to, and the delivery it is kept as. */
export interface TestResult {
  eventId: string;
  deliveryId: string;
  attempt: Attempt;
}

/**
 * Sends one event of type `webhook.test` and waits for the answer. It is tried once and only logged: whatever comes
 * of it neither disables nor enables the endpoint. Throws a 503 when the backend is stopped meanwhile.
 */
export async function sendTest(
  backend: Backend,
  endpoint: StoredEndpoint,
  closing: AbortSignal,
): Promise<TestResult> {
  const data = { message: "A test of this endpoint" };
  const event = backend.events.make({ type: "webhook.test", data });
  const message = { eventId: event.id, body: bodyOf(event, endpoint.form) };
  const answer = await callEndpoint(backend.calls, endpoint, message, closing);
  // The database may be closed by now.
  if (answer.kind === "cut" || closing.aborted) {
    throw new ApiError(503, "SERVICE_UNAVAILABLE", "The backend is being stopped");
  }
  const attempt = toAttempt(answer);
  const deliveryId = keep(backend.db, endpoint.url, message, attempt, backend.clock.now());
  return { eventId: event.id, deliveryId, attempt };
}

function keep(
  db: Database,
  url: string,
  { eventId, body }: { eventId: string; body: string },
  attempt: Attempt,
  now: number,
): string {
  return db.transaction(() => {
    const row = db.get<{ pk: number }>(
      `insert into webhook_deliveries
         (event_id, endpoint_url, body, status, attempts, next_attempt_at, last_outcome, created_at, settled_at)
       values (?, ?, ?, ?, 1, ?, ?, ?, ?) returning pk`,
      eventId,
      url,
      body,
      attempt.outcome === "delivered" ? "delivered" : "failed",
      attempt.at,
      String(attempt.status ?? attempt.error),
      attempt.at,
      now,
    );
    if (!row) throw new Error("The test was not stored");
    insertAttempt(db, row.pk, attempt);
    return String(row.pk);
  });
}
