import { Webhook } from "standardwebhooks";
import type { Clock } from "../clock";
import type { Outbox } from "../outbox/dispatcher";
import { WEBHOOK_SCHEDULE, waitAfter } from "../outbox/schedule";
import type { Database } from "../store/database";
import { type Endpoint, disableEndpoint } from "./endpoints";

/** A queued row of `webhook_deliveries`. */
interface Delivery {
  pk: number;
  eventId: string;
  endpointUrl: string;
  body: string;
  attempts: number;
}

const TIMEOUT_MS = 15_000;
const GONE = 410;

interface SenderOptions {
  db: Database;
  endpoints: readonly Endpoint[];
  clock: Clock;
  random: () => number;
  fetch: typeof globalThis.fetch;
}

/** Delivers signed events: any 2xx is delivered, 410 disables the endpoint, everything else is tried again. */
export class WebhookSender implements Outbox<Delivery> {
  constructor(private readonly options: SenderOptions) {}

  due(now: number, limit: number): Delivery[] {
    return this.options.db.all<Delivery>(
      `select pk, event_id as eventId, endpoint_url as endpointUrl, body, attempts from webhook_deliveries
       where status = 'queued' and next_attempt_at <= ? order by next_attempt_at, pk limit ?`,
      now,
      limit,
    );
  }

  nextAfter(now: number): number | null {
    const sql = `select min(next_attempt_at) as at from webhook_deliveries
      where status = 'queued' and next_attempt_at > ?`;
    return this.options.db.get<{ at: number | null }>(sql, now)?.at ?? null;
  }

  keyOf(delivery: Delivery): number {
    return delivery.pk;
  }

  async send(delivery: Delivery, closing: AbortSignal): Promise<void> {
    const endpoint = this.options.endpoints.find((known) => known.url === delivery.endpointUrl);
    if (!endpoint) return this.settle(delivery, "failed", "endpoint no longer configured");
    const outcome = await this.post(delivery, endpoint, closing);
    // Closing cut the call short: the attempt does not count, and the next start sends the event again.
    if (closing.aborted && outcome === null) return;
    if (outcome !== null && outcome >= 200 && outcome < 300)
      this.settle(delivery, "delivered", String(outcome));
    else if (outcome === GONE) disableEndpoint(this.options.db, endpoint.url, this.options.clock.now());
    else this.postpone(delivery, outcome === null ? "no answer" : String(outcome));
  }

  /** The status of the answer, or null when none came. */
  private async post(delivery: Delivery, endpoint: Endpoint, closing: AbortSignal): Promise<number | null> {
    try {
      const response = await this.options.fetch(endpoint.url, {
        method: "POST",
        headers: this.headers(delivery, endpoint),
        body: delivery.body,
        redirect: "manual",
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), closing]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    }
  }

  /** Signed anew for each attempt: the receiver refuses timestamps older than five minutes. */
  private headers(delivery: Delivery, endpoint: Endpoint): Record<string, string> {
    const at = new Date(this.options.clock.now());
    return {
      "content-type": "application/json",
      "user-agent": "Tandem-Reference-Backend",
      "webhook-id": delivery.eventId,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(endpoint.secret).sign(delivery.eventId, at, delivery.body),
    };
  }

  private settle(delivery: Delivery, status: "delivered" | "failed", outcome: string): void {
    this.options.db.run(
      `update webhook_deliveries set status = ?, attempts = attempts + 1, last_outcome = ?, settled_at = ?
       where pk = ?`,
      status,
      outcome,
      this.options.clock.now(),
      delivery.pk,
    );
  }

  private postpone(delivery: Delivery, outcome: string): void {
    const wait = waitAfter(WEBHOOK_SCHEDULE, delivery.attempts + 1, this.options.random);
    if (wait === null) return this.settle(delivery, "failed", outcome);
    this.options.db.run(
      `update webhook_deliveries set attempts = attempts + 1, last_outcome = ?, next_attempt_at = ?
       where pk = ? and status = 'queued'`,
      outcome,
      this.options.clock.now() + wait,
      delivery.pk,
    );
  }
}
