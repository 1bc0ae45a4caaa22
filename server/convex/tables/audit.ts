import { defineTable } from "convex/server";
import { v } from "convex/values";
import { auditTargetKinds } from "../../../shared/audit-api";
import { oneOf } from "../model/selectionArgs";
import { fieldChange } from "../model/fieldChange";

/** What happened to whom, and who did it. */
export const auditTables = {
  /** What happened to whom and who did it: the audit, and each user's timeline. Inserted by model/audit.ts only. */
  auditEvents: defineTable({
    at: v.number(),
    actor: v.object({ kind: v.string(), id: v.string(), name: v.string(), role: v.optional(v.string()) }),
    action: v.string(),
    summary: v.string(),
    outcome: v.optional(v.string()),
    user: v.optional(v.id("users")),
    contactId: v.optional(v.string()),
    target: v.optional(v.object({ kind: oneOf(auditTargetKinds), id: v.string() })),
    changes: v.array(fieldChange),
    reason: v.optional(v.string()),
    requestId: v.optional(v.string()),
    webhook: v.optional(v.string()),
  })
    .index("by_user", ["user", "at"])
    .index("by_contactId", ["contactId", "at"])
    .index("by_target", ["target.id", "at"])
    .index("by_actor", ["actor.id", "at"])
    .index("by_action", ["action", "at"])
    .index("by_requestId", ["requestId", "at"])
    .index("by_at", ["at"]),
};
