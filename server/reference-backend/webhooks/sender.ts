import type { Strike } from "../chaos/webhooks";
import type { Outbox } from "../outbox/dispatcher";
import { WEBHOOK_SCHEDULE, waitAfter } from "../outbox/schedule";
import type { Database } from "../store/database";
import { type Attempt, insertAttempt, toAttempt } from "./attempts";
import { type CallOptions, type Message, callEndpoint } from "./call";
import {
  type Delivery,
  dueDeliveries,
  nextDueAfter,
  postponeDelivery,
  rescheduleDelivery,
  settleDelivery,
} from "./deliveries";
import { disableEndpoint, noteFailure, noteSuccess } from "./endpoint-health";
import { type StoredEndpoint, findEndpointByUrl, listEndpoints } from "./endpoints";
import { HeldBack } from "./held-back";

/** How many requests one endpoint gets at a time, so that one that hangs leaves room for the others. */
const AT_ONCE_PER_ENDPOINT = 8;

interface SenderOptions extends CallOptions {
  db: Database;
  random: () => number;
  /** What a drill does to an attempt. */
  strike: (delivery: Delivery) => Strike;
}

/**
 * Delivers signed events: any 2xx is delivered, 410 disables the endpoint, everything else is tried again. An event
 * is settled after its answer, so a process that dies between the two sends it again, under the same ID. One event
 * of a person is sent at a time: they arrive in order as long as they succeed, and nothing more is promised.
 */
export class WebhookSender implements Outbox<Delivery> {
  private readonly sending = new Set<Delivery>();
  private readonly heldBack = new HeldBack();

  constructor(private readonly options: SenderOptions) {}

  due(now: number, limit: number): Delivery[] {
    return listEndpoints(this.options.db)
      .flatMap(({ url }) => this.dueAt(url, now))
      .sort((a, b) => a.nextAttemptAt - b.nextAttemptAt || a.pk - b.pk)
      .slice(0, limit);
  }

  /** As much as the endpoint has room for. Those being sent are among the first that are due, so none is missed. */
  private dueAt(url: string, now: number): Delivery[] {
    const busy = [...this.sending].filter((delivery) => delivery.endpointUrl === url);
    const first = dueDeliveries(this.options.db, url, now, AT_ONCE_PER_ENDPOINT);
    const free = first.filter((delivery) => !busy.some((other) => isInTheWay(other, delivery)));
    return free.slice(0, AT_ONCE_PER_ENDPOINT - busy.length);
  }

  nextAfter(now: number): number | null {
    return nextDueAfter(this.options.db, now);
  }

  keyOf(delivery: Delivery): number {
    return delivery.pk;
  }

  async send(delivery: Delivery, closing: AbortSignal): Promise<void> {
    this.sending.add(delivery);
    try {
      await this.attempt(delivery, closing);
    } finally {
      this.sending.delete(delivery);
    }
  }

  private async attempt(delivery: Delivery, closing: AbortSignal): Promise<void> {
    const { db, strike } = this.options;
    const endpoint = findEndpointByUrl(db, delivery.endpointUrl);
    // Removed by a change that also settled the row.
    if (!endpoint) return;
    const { lost, holdMs, twice, skewMs } = strike(delivery);
    if (lost) return this.lose(delivery);
    if (this.heldBack.holds(delivery, holdMs !== null)) return this.reschedule(delivery, holdMs ?? 0);
    const message = { ...delivery, skewMs };
    for (let copies = twice ? 2 : 1; copies > 0; copies--) {
      if (!(await this.deliver(endpoint, delivery, message, closing))) return;
    }
    const overtaken = this.heldBack.overtakenBy(delivery);
    if (overtaken) this.reschedule(overtaken, 0);
  }

  /** One call and its outcome. False when it was cut off: it does not count, and the next start sends the event again. */
  private async deliver(
    endpoint: StoredEndpoint,
    delivery: Delivery,
    message: Message,
    closing: AbortSignal,
  ): Promise<boolean> {
    const answer = await callEndpoint(this.options, endpoint, message, closing);
    if (answer.kind === "cut") return false;
    this.options.db.transaction(() => this.note(delivery, toAttempt(answer)));
    return true;
  }

  /** A drill: nothing is sent, and nothing follows. Whoever reads the log sees why nothing arrived. */
  private lose(delivery: Delivery): void {
    const { db, clock } = this.options;
    const now = clock.now();
    db.transaction(() => {
      insertAttempt(db, delivery.pk, lostAttempt(now));
      settleDelivery(db, delivery, "failed", LOST, now);
    });
  }

  private reschedule(delivery: Delivery, waitMs: number): void {
    rescheduleDelivery(this.options.db, delivery, this.options.clock.now() + waitMs);
  }

  /** Writes down what the attempt came to, and what follows from it. */
  private note(delivery: Delivery, attempt: Attempt): void {
    const { db, clock } = this.options;
    const now = clock.now();
    insertAttempt(db, delivery.pk, attempt);
    const outcome = String(attempt.status ?? attempt.error);
    switch (attempt.outcome) {
      case "delivered":
        settleDelivery(db, delivery, "delivered", outcome, now);
        return noteSuccess(db, delivery.endpointUrl);
      case "gone":
        settleDelivery(db, delivery, "failed", outcome, now);
        return disableEndpoint(db, delivery.endpointUrl, "gone", now);
      default:
        this.postpone(delivery, outcome, now);
        return noteFailure(db, delivery.endpointUrl, now);
    }
  }

  private postpone(delivery: Delivery, outcome: string, now: number): void {
    const wait = waitAfter(WEBHOOK_SCHEDULE, delivery.attempts + 1, this.options.random);
    if (wait === null) settleDelivery(this.options.db, delivery, "failed", outcome, now);
    else postponeDelivery(this.options.db, delivery, outcome, now + wait);
  }
}

/** Whether `delivery` has to wait for the one being sent: the same, or another about the same person. */
function isInTheWay(sent: Delivery, delivery: Delivery): boolean {
  return sent.pk === delivery.pk || (sent.person !== null && sent.person === delivery.person);
}

const LOST = "lost in a fire drill";

const lostAttempt = (at: number): Attempt => ({
  ...{ at, durationMs: 0, outcome: "unanswered", status: null, error: LOST, response: null },
});
