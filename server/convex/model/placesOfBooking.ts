import { place } from "./personPlace";

/** Bookings of the person on their way to the backend. */
export const placesOfBooking = [
  place({
    table: "checkouts",
    ranges: (db, { user, emailKeys, contactIds }) => [
      ...(user ? [db.query("checkouts").withIndex("by_user", (q) => q.eq("user", user))] : []),
      ...emailKeys.map((key) => db.query("checkouts").withIndex("by_emailKey", (q) => q.eq("emailKey", key))),
      ...contactIds.map((id) =>
        db.query("checkouts").withIndex("by_contactId", (q) => q.eq("contactId", id)),
      ),
    ],
    forget: (ctx, { _id }) => ctx.db.delete("checkouts", _id),
    tell: (_, { eventId, eventName, agreed, customer, step, askedAt }) => ({
      ...{ eventId, eventName, agreed, customer, askedAt, step: step.kind },
      ...(step.kind === "booked" ? { ticketNumber: step.ticketNumber } : {}),
    }),
  }),
] as const;
