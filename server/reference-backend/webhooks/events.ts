import { newEventId } from "../ids";
import type { Database } from "../store/database";
import { type Endpoint, enabledEndpoints } from "./endpoints";

/** An event as it is sent, Standard Webhooks payload form. `timestamp` is ISO 8601. */
export interface OutgoingEvent {
  id: string;
  type: string;
  timestamp: string;
  organizationId: string;
  data: Record<string, unknown>;
}

/** What makes an event; `id` and `at` (Unix ms) default to a new ID and now. */
export interface NewEvent {
  type: string;
  data: Record<string, unknown>;
  id?: string;
  at?: number;
}

/** The outbox of events: writes rows, sends nothing. */
export class EventOutbox {
  constructor(
    private readonly db: Database,
    private readonly endpoints: readonly Endpoint[],
    private readonly organizationId: string,
    private readonly now: () => number,
  ) {}

  /**
   * Queues an event for every enabled endpoint; call it in the transaction of the change. An ID that was sent
   * before is sent again with the same bytes, as a provider's "resend" does.
   */
  add(event: NewEvent): OutgoingEvent {
    const now = this.now();
    const outgoing: OutgoingEvent = {
      id: event.id ?? newEventId(),
      type: event.type,
      timestamp: new Date(event.at ?? now).toISOString(),
      organizationId: this.organizationId,
      data: event.data,
    };
    for (const endpoint of enabledEndpoints(this.db, this.endpoints)) this.queue(outgoing, endpoint, now);
    return outgoing;
  }

  private queue(event: OutgoingEvent, endpoint: Endpoint, now: number): void {
    this.db.run(
      `insert into webhook_deliveries (event_id, endpoint_url, body, next_attempt_at, created_at)
       values (?, ?, ?, ?, ?)
       on conflict (event_id, endpoint_url) do update
         set status = 'queued', attempts = 0, next_attempt_at = excluded.next_attempt_at, settled_at = null`,
      event.id,
      endpoint.url,
      JSON.stringify(event),
      now,
      now,
    );
  }
}
