import { z } from "zod";
import type { BackendBooking } from "../../../shared/backend-api";
import { BOOKING_COLUMNS } from "./bookings";
import type { Database } from "./database";

export const bookingListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});

/** A booking with whose it is; the e-mail is null for somebody who is not known any more. */
export interface ListedBooking extends BackendBooking {
  frontendUserId: string;
  email: string | null;
}

/** One page of everybody's bookings, newest first. */
export function listBookings(db: Database, { limit, offset }: z.output<typeof bookingListQuery>) {
  const total = db.get<{ n: number }>("select count(*) as n from bookings")?.n ?? 0;
  const bookings = db.all<ListedBooking>(
    `select ${BOOKING_COLUMNS}, frontend_user_id as frontendUserId,
       (select email from frontend_users where frontend_users.id = frontend_user_id) as email
     from bookings order by created_at desc, pk desc limit ? offset ?`,
    limit,
    offset,
  );
  return { bookings, total };
}
