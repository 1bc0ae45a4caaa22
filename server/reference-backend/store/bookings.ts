import type { BackendBooking } from "../../../shared/backend-api";
import type { Database } from "./database";

/** A row of `bookings`: what somebody booked, as it was when they did. Times are Unix milliseconds. */
export interface Booking extends BackendBooking {
  frontendUserId: string;
}

const COLUMNS = `id, event_id as eventId, event_name as eventName, start_date as startDate,
  ticket_number as ticketNumber, status, total, currency, created_at as createdAt`;

/** The bookings of a frontend user, the newest first; at most so many. */
export const bookingsOf = (db: Database, frontendUserId: string, limit: number): BackendBooking[] =>
  db.all<BackendBooking>(
    `select ${COLUMNS} from bookings where frontend_user_id = ? order by created_at desc, pk desc limit ?`,
    frontendUserId,
    limit,
  );

/** Inserts unless its ID is taken; true when it was inserted. */
export function insertBooking(db: Database, booking: Booking): boolean {
  const sql = `insert into bookings (id, frontend_user_id, event_id, event_name, start_date, ticket_number, status,
    total, currency, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`;
  const { id, frontendUserId, eventId, eventName, startDate, ticketNumber, status } = booking;
  const { total, currency, createdAt } = booking;
  return (
    db.run(
      sql,
      ...[id, frontendUserId, eventId ?? null, eventName, startDate ?? null, ticketNumber ?? null, status],
      ...[total ?? null, currency ?? null, createdAt ?? 0],
    ) > 0
  );
}
