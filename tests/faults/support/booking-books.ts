import { expect } from "vitest";
import type { Config } from "../../../server/config";
import { Database } from "../../../server/reference-backend/store/database";
import { inStore } from "../../bench/tandem";

/** One booking as the backend has it. */
export type Booked = {
  email: string;
  eventId: string;
  ticketNumber: string;
  total: number;
  /** Of the frontend user it belongs to; `null` of a guest. */
  convexUserId: string | null;
  tickets: number;
};

/** What a dead server held is due, as it is after half a minute. Answers what it held. */
export const leasesRunOut = (config: Config) =>
  inStore(config, (store) =>
    store.run(async ({ db }) => {
      const held = (await db.query("checkouts").collect()).filter(({ isHeld }) => isHeld);
      for (const { _id } of held) await db.patch("checkouts", _id, { wakeAt: Date.now() });
      return held.map(({ step }) => step.kind);
    }),
  );

/** Checks Tandem's own file, without Tandem: whole, nothing under way, and nothing kept of a guest but the way to find them. */
export const expectNothingLeft = (config: Config) =>
  inStore(config, async (store) => {
    expect((await store.verify()).disagreements).toEqual([]);
    const rows = await store.run(({ db }) => db.query("checkouts").collect());
    expect(rows.filter(({ endedAt }) => endedAt === undefined)).toEqual([]);
    expect(rows.filter(({ customer, emailKey }) => customer ?? emailKey)).toEqual([]);
  });

/** Reads the backend's own file: what is booked, and the places that are left of each event. */
export function readBookings(file: string): { bookings: Booked[]; placesLeft: Map<string, number> } {
  const db = new Database(file);
  try {
    const bookings = db.all<Booked>(
      `select b.customer ->> '$.email' as email, b.event_id as eventId, b.ticket_number as ticketNumber, b.total,
         f.convex_user_id as convexUserId, (select count(*) from tickets t where t.booking_id = b.id) as tickets
       from bookings b join frontend_users f on f.id = b.frontend_user_id where b.status = 'confirmed'`,
    );
    const events = db.all<{ id: string; left: number }>(
      "select id, capacity - registrations as left from events where capacity is not null",
    );
    return { bookings, placesLeft: new Map(events.map(({ id, left }) => [id, left])) };
  } finally {
    db.close();
  }
}
