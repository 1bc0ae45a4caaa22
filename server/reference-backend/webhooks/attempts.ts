import type { Database } from "../store/database";
import type { Answer } from "./call";

/** What an attempt came to: any 2xx is delivered, 410 is gone, another status refused. */
export type AttemptOutcome = "delivered" | "gone" | "refused" | "unanswered";

/** A line of the delivery log. Times are Unix milliseconds. */
export interface Attempt {
  at: number;
  durationMs: number;
  outcome: AttemptOutcome;
  /** The HTTP status; null without an answer, and then `error` says why. */
  status: number | null;
  error: string | null;
  /** The first bytes of the answer. */
  response: string | null;
}

const GONE = 410;

/** Reads an answer as a line of the log. */
export function toAttempt(answer: Exclude<Answer, { kind: "cut" }>): Attempt {
  const { at, durationMs } = answer;
  if (answer.kind === "unanswered") {
    return { at, durationMs, outcome: "unanswered", status: null, error: answer.error, response: null };
  }
  const { status, response } = answer;
  return { at, durationMs, outcome: outcomeOf(status), status, error: null, response };
}

function outcomeOf(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return "delivered";
  return status === GONE ? "gone" : "refused";
}

export function insertAttempt(db: Database, delivery: number, attempt: Attempt): void {
  db.run(
    `insert into webhook_attempts (delivery, at, duration_ms, outcome, status, error, response)
     values (?, ?, ?, ?, ?, ?, ?)`,
    delivery,
    attempt.at,
    attempt.durationMs,
    attempt.outcome,
    attempt.status,
    attempt.error,
    attempt.response,
  );
}

/** The newest attempts of a delivery, oldest of them first: ten a round, and rounds are begun by hand. */
export function listAttempts(db: Database, delivery: number, limit = 100): Attempt[] {
  const newest = db.all<Attempt>(
    `select at, duration_ms as durationMs, outcome, status, error, response from webhook_attempts
     where delivery = ? order by pk desc limit ?`,
    delivery,
    limit,
  );
  return newest.reverse();
}
