import { defineTable } from "convex/server";
import { v } from "convex/values";
import { auditTargetKinds } from "../../../shared/audit-api";
import { oneOf } from "../model/selectionArgs";
import { fieldChange } from "../model/fieldChange";

/** The place of an event in the chain; shared/audit-record.ts says how it is hashed. */
const seal = v.object({
  seq: v.number(),
  prev: v.string(),
  hash: v.string(),
  salt: v.optional(v.string()),
  salts: v.optional(v.array(v.object({ path: v.string(), salt: v.string() }))),
  removed: v.optional(v.array(v.object({ path: v.string(), digest: v.string() }))),
  removedAt: v.optional(v.number()),
});

/** What happened to whom, who did it, and what proves that it was so. */
export const auditTables = {
  /**
   * What happened to whom and who did it: the audit, and each user's timeline. Inserted by model/audit.ts only, without
   * a seal; model/auditSeal.ts gives it its place in the chain soon after. Never deleted; model/auditRemoval.ts takes
   * personal values out.
   */
  auditEvents: defineTable({
    at: v.number(),
    actor: v.object({
      ...{ kind: v.string(), id: v.string(), name: v.string(), role: v.optional(v.string()) },
      token: v.optional(v.object({ id: v.string(), name: v.string() })),
    }),
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
    seal: v.optional(seal),
  })
    .index("by_user", ["user", "at"])
    .index("by_contactId", ["contactId", "at"])
    .index("by_target", ["target.id", "at"])
    .index("by_actor", ["actor.id", "at"])
    .index("by_action", ["action", "at"])
    .index("by_requestId", ["requestId", "at"])
    /** Each reason once, however many events a run gave it to (model/placesOfTold.ts). */
    .index("by_reason", ["reason"])
    .index("by_at", ["at"])
    .index("by_seal", ["seal.seq", "at"]),

  /** What the chain was at a time, signed by a server. Inserted by model/auditCheckpoints.ts, never changed. */
  auditCheckpoints: defineTable({
    seq: v.number(),
    hash: v.string(),
    at: v.number(),
    previous: v.union(v.string(), v.null()),
    keyId: v.string(),
    signature: v.string(),
  }).index("by_seq", ["seq"]),

  /** Public keys of the servers that sign checkpoints. Inserted by auditChain.ts, never changed. */
  auditKeys: defineTable({ keyId: v.string(), publicKey: v.string(), announcedAt: v.number() }).index(
    "by_keyId",
    ["keyId"],
  ),

  /** How often somebody was refused in the span that is under way. Written by model/auditRefusals.ts. */
  auditRefusals: defineTable({ actor: v.string(), since: v.number(), count: v.number() }).index("by_actor", [
    "actor",
  ]),
};
