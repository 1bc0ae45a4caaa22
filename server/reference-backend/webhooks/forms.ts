/** An event of the backend. `timestamp` is ISO 8601. */
export interface OutgoingEvent {
  id: string;
  type: string;
  timestamp: string;
  organizationId: string;
  data: Record<string, unknown>;
}

/** The two body forms of the contract: `full` carries ID and time, `short` leaves them to the headers. */
export const BODY_FORMS = ["full", "short"] as const;
export type BodyForm = (typeof BODY_FORMS)[number];

/** The bytes that are signed and sent, the same for every attempt. */
export function bodyOf(event: OutgoingEvent, form: BodyForm): string {
  return JSON.stringify(form === "full" ? event : { event: event.type, data: event.data });
}
