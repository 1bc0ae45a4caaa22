import { defineTable } from "convex/server";
import { v } from "convex/values";
import { checkoutRefusals } from "../../../shared/checkout-api";
import { languages } from "../../../shared/language";
import { SYNC_ERROR_CODES } from "../../../shared/sync-errors";
import { oneOf } from "../model/selectionArgs";
import { profileArgs } from "../model/userArgs";

/** Minor units of an ISO 4217 currency. */
export const price = v.object({ total: v.number(), currency: v.string() });

/** What the backend is told of who books. */
export const customer = v.object({ email: v.string(), ...profileArgs });

/** Bookings on their way to the backend. The bookings themselves are the backend's. */
export const checkoutTables = {
  /**
   * What somebody wants to book, from their press on. Inserted by begin (checkouts.ts), moved by claim, opened and settle,
   * deleted 30 days after its end (model/forgetCheckouts.ts) and by the purge. Read by who has its key, and by its member.
   */
  checkouts: defineTable({
    /** SHA-256 of the key that the browser made before its first call. */
    keyHash: v.string(),
    /** Absent of a guest's. */
    user: v.optional(v.id("users")),
    eventId: v.string(),
    eventName: v.string(),
    productId: v.string(),
    addonIds: v.array(v.string()),
    /** The price that the person has seen and agreed to. */
    agreed: price,
    language: oneOf(languages),
    /** Only of a guest, and only until the backend has it: what follows needs no name. */
    customer: v.optional(customer),
    /** The same person's address while it is open; from its end on they are found by `contactId`. */
    emailKey: v.optional(v.string()),
    step: v.union(
      v.object({ kind: v.literal("asked") }),
      /** Kept before the call: while somebody is at it, it may be booked (`mayBeBooked`). */
      v.object({ kind: v.literal("confirming"), sessionId: v.string() }),
      /** The call went out and no answer came back. */
      v.object({ kind: v.literal("unknown"), sessionId: v.string() }),
      v.object({ kind: v.literal("booked"), ticketNumber: v.string() }),
      v.object({
        kind: v.literal("refused"),
        why: oneOf(checkoutRefusals),
        price: v.optional(price),
      }),
    ),
    contactId: v.optional(v.string()),
    /** The try under way or the last one, from 1; 0 before the first. It fences off late settlements. */
    attempt: v.number(),
    /** Why the last try got no answer that counts, as a class of sync-errors.ts. */
    errorCode: v.optional(oneOf(SYNC_ERROR_CODES)),
    /** Somebody is at work on it; after `wakeAt` they are believed dead. */
    isHeld: v.boolean(),
    /** When it is due: its next try, or the end of the lease. Absent once it has ended. */
    wakeAt: v.optional(v.number()),
    askedAt: v.number(),
    endedAt: v.optional(v.number()),
  })
    .index("by_keyHash", ["keyHash"])
    .index("by_wakeAt", ["wakeAt"])
    .index("by_user", ["user"])
    .index("by_user_eventId_endedAt", ["user", "eventId", "endedAt"])
    .index("by_emailKey", ["emailKey"])
    .index("by_contactId", ["contactId"])
    .index("by_endedAt", ["endedAt"]),
};
