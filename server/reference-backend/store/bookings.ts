import type { BackendBooking, CustomerData, JsonObject, OrderLine } from "../../../shared/backend-api";
import type { Database } from "./database";

/** A row of `bookings`: what somebody booked, as it was when they did. Times are Unix milliseconds. */
export interface Booking extends BackendBooking {
  frontendUserId: string;
  transactionId?: string;
  lines?: readonly OrderLine[];
  customer?: CustomerData;
  formResponses?: JsonObject;
}

export const BOOKING_COLUMNS = `id, event_id as eventId, event_name as eventName, start_date as startDate,
  ticket_number as ticketNumber, status, total, currency, created_at as createdAt`;

/** Whose bookings to list, and which. */
interface BookingQuery {
  frontendUserId: string;
  status?: string | undefined;
  limit: number;
  offset: number;
}

/** One page of the bookings of a frontend user, the newest first. */
export function bookingsOf(db: Database, { frontendUserId, status, limit, offset }: BookingQuery) {
  const where = `where frontend_user_id = ?${status === undefined ? "" : " and status = ?"}`;
  const values = status === undefined ? [frontendUserId] : [frontendUserId, status];
  const total = db.get<{ n: number }>(`select count(*) as n from bookings ${where}`, ...values)?.n ?? 0;
  const bookings = db.all<BackendBooking>(
    `select ${BOOKING_COLUMNS} from bookings ${where} order by created_at desc, pk desc limit ? offset ?`,
    ...[...values, limit, offset],
  );
  return { bookings, total, hasMore: offset + bookings.length < total };
}

/** Inserts unless its ID is taken; true when it was inserted. */
export function insertBooking(db: Database, booking: Booking): boolean {
  const sql = `insert into bookings (id, frontend_user_id, event_id, event_name, start_date, ticket_number, status,
    total, currency, created_at, transaction_id, lines, customer, form_responses)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`;
  const { id, frontendUserId, eventId, eventName, startDate, ticketNumber, status } = booking;
  const { total, currency, createdAt } = booking;
  return (
    db.run(
      sql,
      ...[id, frontendUserId, eventId ?? null, eventName, startDate ?? null, ticketNumber ?? null, status],
      ...[total ?? null, currency ?? null, createdAt ?? 0, booking.transactionId ?? null],
      ...[json(booking.lines), json(booking.customer), json(booking.formResponses)],
    ) > 0
  );
}

/** Hands everything that one frontend user booked to another. */
export function moveBookings(db: Database, from: string, to: string): void {
  db.run("update bookings set frontend_user_id = ? where frontend_user_id = ?", to, from);
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
