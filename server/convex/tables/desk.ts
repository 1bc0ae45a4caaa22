import { defineTable } from "convex/server";
import { v } from "convex/values";
import { storedSettings } from "../model/settingsArgs";

/** What belongs to the whole desk. */
export const deskTables = {
  /** What admins have changed: at most one document, made by the first change. Written by model/settings.ts. */
  settings: defineTable({
    ...storedSettings,
    /** Counts changes, so that nobody overwrites what they have not seen. */
    version: v.number(),
    changedAt: v.number(),
    changedBy: v.string(),
    /** When the time of the full sweep was last changed: what would have been due before that is not due now. */
    fullChangedAt: v.optional(v.number()),
  }),

  /** Sums kept in the transaction of the change, in shards so that writers do not wait for each other. */
  counters: defineTable({ name: v.string(), shard: v.number(), value: v.number() }).index("by_name_shard", [
    "name",
    "shard",
  ]),
};
