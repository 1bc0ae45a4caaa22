import { newTicketId } from "../ids";
import type { Database } from "./database";

/** A place at an event. */
export interface Ticket {
  id: string;
  number: string;
}

/** Whose places they are, and what their numbers begin with. */
interface TicketsOf {
  bookingId: string;
  eventId: string;
  prefix: string;
}

/** Issues one ticket, with the next number: `WUND-000042`. Numbers are never given twice, tickets never deleted. */
export function issueTicket(db: Database, of: TicketsOf, productId: string, now: number): Ticket {
  const next = db.get<{ n: number }>("select coalesce(max(pk), 0) + 1 as n from tickets")?.n ?? 1;
  const ticket = { id: newTicketId(), number: `${of.prefix}-${String(next).padStart(6, "0")}` };
  db.run(
    `insert into tickets (pk, id, number, booking_id, event_id, product_id, created_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
    ...[next, ticket.id, ticket.number, of.bookingId, of.eventId, productId, now],
  );
  return ticket;
}
