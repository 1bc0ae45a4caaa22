import type { FunctionArgs } from "convex/server";
import type { WebhookOutcome } from "../../shared/webhooks-api";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { isOutage } from "../convex-outage";
import type { Logger } from "../log";

export type Webhook = FunctionArgs<typeof api.webhooks.receive>;

/** Events taken in one transaction. Each may write a dozen documents, and the first one waits for the last. */
const MOST_AT_ONCE = 50;
/** And their bodies together, in bytes: Convex takes a few MB of arguments. Of the largest bodies eight make a batch. */
const MOST_BYTES = 2 * 2 ** 20;

type Waiting = {
  webhook: Webhook;
  resolve: (outcome: WebhookOutcome) => void;
  reject: (error: unknown) => void;
};

/**
 * Hands verified events to the store, in batches: those that come while one is being written are the next, so that many
 * share a commit and a lone one waits for nobody.
 */
export class Intake {
  private readonly waiting: Waiting[] = [];
  private busy = false;

  constructor(private readonly deps: { caller: ConvexCaller; log: Logger }) {}

  /**
   * Resolves once it is committed what has become of the event. Rejects when the store did not keep it; then it must be
   * sent again.
   */
  take(webhook: Webhook): Promise<WebhookOutcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ webhook, resolve, reject });
      if (!this.busy) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) await this.takeBatch(this.waiting.splice(0, this.nextSize()));
    this.busy = false;
  }

  /** How many of those waiting go together; one always goes. */
  private nextSize(): number {
    let bytes = 0;
    const tooMany = this.waiting.findIndex(({ webhook }, place) => {
      bytes += webhook.arrival.bytes;
      return place === MOST_AT_ONCE || (place > 0 && bytes > MOST_BYTES);
    });
    return tooMany < 0 ? this.waiting.length : tooMany;
  }

  private async takeBatch(batch: Waiting[]): Promise<void> {
    const webhooks = batch.map(({ webhook }) => upToNow(webhook));
    try {
      const outcomes = await this.deps.caller.mutation(api.webhooks.receiveAll, { webhooks });
      for (const [place, { resolve }] of batch.entries()) resolve(outcomes[place] ?? "failed");
    } catch (error) {
      if (isOutage(error)) return this.refuse(batch, error);
      // Nothing of it was kept: one that cannot be applied must not take the others along.
      for (const [place, one] of batch.entries()) {
        const outage = await this.takeAlone(one);
        if (outage !== null) return this.refuse(batch.slice(place + 1), outage);
      }
    }
  }

  /** The store is away. Who waits behind would wait as long again, and their senders give up before that. */
  private refuse(batch: Waiting[], outage: unknown): void {
    for (const { reject } of [...batch, ...this.waiting.splice(0)]) reject(outage);
  }

  /** Answers the outage when it met one. */
  private async takeAlone({ webhook, resolve, reject }: Waiting): Promise<unknown> {
    const { caller } = this.deps;
    try {
      resolve((await caller.mutation(api.webhooks.receive, upToNow(webhook))).outcome);
    } catch (error) {
      if (isOutage(error)) {
        reject(error);
        return error;
      }
      this.deps.log.error({ eventId: webhook.event.eventId, err: error }, "a webhook could not be applied");
      await caller
        .mutation(api.webhooks.keepFailed, upToNow(webhook))
        .then(({ outcome }) => resolve(outcome), reject);
    }
    return null;
  }
}

/** How long it took counts what it waited here. */
const upToNow = ({ event, arrival }: Webhook): Webhook => ({
  event,
  arrival: { ...arrival, durationMs: Math.max(0, Date.now() - arrival.receivedAt) },
});
