import { Counter, Histogram, Registry } from "prom-client";
import type { Lane } from "../../shared/jobs";
import type { JobKind } from "../../shared/link-state";
import type { SyncErrorCode } from "../../shared/sync-errors";
import type { RejectionCause, WebhookOutcome } from "../../shared/webhooks-api";
import type { CrmCall } from "../crm/port";
import type { MailEnd } from "../mail/mailer";

/** How an attempt of a job ended; `errorCode` is null when it succeeded. */
export type AttemptEnd = { kind: JobKind; lane: Lane; errorCode: SyncErrorCode | null };

/** What is counted as it happens. No label holds personal data, an ID or anything a stranger can choose. */
export interface Metrics {
  attemptEnded(attempt: AttemptEnd): void;
  callEnded(call: CrmCall): void;
  /** `cause` is null unless the request was refused. */
  webhookEnded(outcome: WebhookOutcome, cause: RejectionCause | null): void;
  mailEnded(end: MailEnd): void;
  /** Where further metrics are put, and what /metrics shows. */
  registry: Registry;
}

/** Upper bounds of durations, in seconds: a backend answers in 20 ms, or is given up after 10 s. */
const CALL_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The counters of one server process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const attempts = new Counter({
    ...{ name: "tandem_attempts_total", help: "Attempts of jobs by how they ended.", registers },
    labelNames: ["kind", "lane", "outcome", "error_code"],
  });
  const calls = new Histogram({
    ...{ name: "tandem_backend_call_seconds", help: "Duration of HTTP calls to the backend.", registers },
    labelNames: ["method", "route", "outcome"],
    buckets: CALL_SECONDS,
  });
  const webhooks = new Counter({
    ...{ name: "tandem_webhooks_total", help: "Webhook requests by what became of them.", registers },
    labelNames: ["outcome", "cause"],
  });
  const mails = new Counter({
    ...{ name: "tandem_mails_total", help: "Tries to send mail to members by how they ended.", registers },
    labelNames: ["kind", "outcome"],
  });
  return {
    registry,
    attemptEnded: ({ kind, lane, errorCode }) =>
      attempts.inc({ kind, lane, outcome: errorCode ? "failed" : "succeeded", error_code: errorCode ?? "" }),
    callEnded: ({ method, route, durationMs, errorCode, aborted }) =>
      calls.observe({ method, route, outcome: aborted ? "aborted" : (errorCode ?? "ok") }, durationMs / 1000),
    mailEnded: ({ kind, outcome }) => mails.inc({ kind, outcome }),
    webhookEnded: (outcome, cause) => webhooks.inc({ outcome, cause: cause ?? "" }),
  };
}
