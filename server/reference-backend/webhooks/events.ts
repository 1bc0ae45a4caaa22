import { newEventId } from "../ids";
import type { Database } from "../store/database";
import { queueDelivery } from "./deliveries";
import { listEndpoints } from "./endpoints";
import { type OutgoingEvent, bodyOf } from "./forms";
import { personOf } from "./person";

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
    private readonly organizationId: string,
    private readonly now: () => number,
  ) {}

  /** The event with its ID and time; queues nothing. */
  make(event: NewEvent): OutgoingEvent {
    return {
      id: event.id ?? newEventId(),
      type: event.type,
      timestamp: new Date(event.at ?? this.now()).toISOString(),
      organizationId: this.organizationId,
      data: event.data,
    };
  }

  /**
   * Queues an event for every enabled endpoint; call it in the transaction of the change. An ID that was sent
   * before is sent again with the same bytes, as a provider's "resend" does.
   */
  add(event: NewEvent): OutgoingEvent {
    const outgoing = this.make(event);
    const person = personOf(this.db, event.data);
    for (const endpoint of listEndpoints(this.db)) {
      if (endpoint.disabledAt !== null) continue;
      const body = bodyOf(outgoing, endpoint.form);
      queueDelivery(this.db, { eventId: outgoing.id, endpointUrl: endpoint.url, body, person }, this.now());
    }
    return outgoing;
  }
}
