import { defineTable } from "convex/server";
import { v } from "convex/values";
import { wholePerson } from "../model/wholePerson";

/** What is under way of forgetting people, and what is left afterwards so that they do not come back. */
export const purgeTables = {
  /**
   * The purge of one person, from its first step to its last. Inserted by model/beginPurge.ts, moved by its own chain of
   * scheduled steps (model/purgeSteps.ts), which deletes it with the person.
   */
  purges: defineTable({
    /** Absent of a contact that had no account. */
    user: v.optional(v.id("users")),
    /** By what the person is known and found: fixed at the beginning, since it goes bit by bit. */
    person: wholePerson,
    /** Which range of rows comes next, and how far that one has got. */
    place: v.object({ range: v.number(), cursor: v.union(v.string(), v.null()) }),
    /** The last range in which something was learnt that is looked for from then on. */
    learntAt: v.optional(v.number()),
    /** Which chain of steps moves it, so that an older one stops; when its last step was. */
    chain: v.number(),
    steppedAt: v.number(),
    requestId: v.optional(v.string()),
  })
    .index("by_user", ["user"])
    .index("by_steppedAt", ["steppedAt"]),

  /**
   * Of whom nothing is known any more: each of their IDs, hashed with a key of this deployment, so that no late webhook,
   * sweep or import brings them back. Inserted by the purge, deleted when a living account comes by the ID
   * (model/purgedIds.ts).
   */
  purgedIds: defineTable({ hash: v.string(), purgedAt: v.number() }).index("by_hash", ["hash"]),

  /**
   * Rows that contacts had of their own, before they belonged to an account or left the mirror: runs name people by rows.
   * Inserted once there are runs, deleted by the purge (model/formerRows.ts).
   */
  formerRows: defineTable({ link: v.id("links"), contactId: v.string() })
    .index("by_contactId", ["contactId"])
    .index("by_link", ["link"]),

  /** The key of those hashes. One document, made by the first purge. */
  purgeKeys: defineTable({ key: v.string() }),
};
