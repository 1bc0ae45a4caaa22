import { defineTable } from "convex/server";
import { v } from "convex/values";

export const apiTokenTables = {
  /**
   * API tokens of operators, each known by the SHA-256 of itself. Inserted, changed and, long after their end, deleted by
   * apiTokens.ts. `scopes` are permissions; one that a later version does not know any more allows nothing.
   */
  apiTokens: defineTable({
    operator: v.id("operators"),
    name: v.string(),
    hint: v.string(),
    tokenHash: v.string(),
    scopes: v.array(v.string()),
    /** May also do what its operator would be asked for their password before. */
    unattended: v.boolean(),
    /** Absent: without an end, as long as the settings allow that. */
    expiresAt: v.optional(v.number()),
    lastUsedAt: v.optional(v.number()),
    lastUsedFrom: v.optional(v.string()),
    revokedAt: v.optional(v.number()),
    revokedBy: v.optional(v.string()),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_operator", ["operator"]),
};
