import { defineTable } from "convex/server";
import { v } from "convex/values";
import { operatorRoles } from "../../../shared/permissions";
import { oneOf } from "../model/selectionArgs";

/** The people at the desk, and what they keep. */
export const operatorTables = {
  /** The people at the desk. */
  operators: defineTable({
    email: v.string(),
    emailKey: v.string(),
    name: v.string(),
    role: oneOf(operatorRoles),
    passwordHash: v.string(),
    disabledAt: v.optional(v.number()),
  }).index("by_emailKey", ["emailKey"]),

  /**
   * What lets somebody in at the desk, each known by the SHA-256 of its token: sessions, and the one-time link of the
   * first start (`kind: "set_up"`, no operator yet). Deleted when used up or signed out.
   */
  operatorSessions: defineTable({
    kind: oneOf(["session", "set_up"]),
    operator: v.optional(v.id("operators")),
    tokenHash: v.string(),
    expiresAt: v.number(),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_kind", ["kind"])
    .index("by_operator", ["operator"]),

  /** How an operator likes the desk, at most one row each. Written by savedViews.keepColumns. */
  operatorPreferences: defineTable({ operator: v.string(), usersColumns: v.optional(v.string()) }).index(
    "by_operator",
    ["operator"],
  ),

  /**
   * Views of the users that operators keep: `search` is the part of the list's address that says what is seen. Inserted,
   * changed and deleted by savedViews.ts.
   */
  savedViews: defineTable({
    owner: v.string(),
    ownerName: v.string(),
    name: v.string(),
    /** For everybody at the desk, not for its owner alone. */
    shared: v.boolean(),
    search: v.string(),
    changedAt: v.number(),
  })
    .index("by_owner", ["owner"])
    .index("by_shared", ["shared"]),
};
