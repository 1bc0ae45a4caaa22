import { defineTable } from "convex/server";
import { v } from "convex/values";
import { operatorRoles } from "../../../shared/permissions";
import { oneOf } from "../model/selectionArgs";

/** The people at the desk, and what they keep. */
export const operatorTables = {
  /**
   * The people at the desk. Inserted by operatorSetUp.ts, operatorInvites.ts and model/signOn.ts, changed by
   * operators.ts, operatorPasswords.ts and operatorResets.ts, never deleted: the audit names them.
   */
  operators: defineTable({
    email: v.string(),
    emailKey: v.string(),
    name: v.string(),
    role: oneOf(operatorRoles),
    /** Absent of who comes in by the identity provider only. */
    passwordHash: v.optional(v.string()),
    disabledAt: v.optional(v.number()),
    seenAt: v.optional(v.number()),
  })
    .index("by_emailKey", ["emailKey"])
    .index("by_name", ["name"])
    .index("by_role_disabledAt", ["role", "disabledAt"]),

  /**
   * What lets somebody in at the desk, each known by the SHA-256 of its token: sessions, and the one-time link of the
   * first start (`kind: "set_up"`, no operator yet). Deleted when used up, signed out, ended or too many.
   */
  operatorSessions: defineTable({
    kind: oneOf(["session", "set_up"]),
    operator: v.optional(v.id("operators")),
    tokenHash: v.string(),
    expiresAt: v.number(),
    /** When its operator last did something. Absent in sessions of an older version, as are the next three. */
    seenAt: v.optional(v.number()),
    /** When its operator last proved who they are: by signing in, or by a step-up. */
    provedAt: v.optional(v.number()),
    device: v.optional(v.string()),
    address: v.optional(v.string()),
    /** The identity provider has asked for a second factor, so that none is asked for here. */
    factorElsewhere: v.optional(v.boolean()),
    /** Its operator came by the identity provider. */
    signOn: v.optional(v.literal(true)),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_kind", ["kind"])
    .index("by_operator", ["operator"]),

  /**
   * Who operators are at the identity provider, at most one row per operator and issuer. Inserted at the first sign-in
   * there (model/signOn.ts), deleted by an admin (operatorSignOn.unlink).
   */
  operatorIdentities: defineTable({
    operator: v.id("operators"),
    issuer: v.string(),
    subject: v.string(),
    /** Their role comes from their groups there, at each sign-in anew. */
    roleFromGroups: v.boolean(),
  })
    .index("by_issuer_subject", ["issuer", "subject"])
    .index("by_operator", ["operator"]),

  /**
   * Links by which an operator who has forgotten their password chooses another, at most one per operator. Inserted by an
   * admin or at the terminal, deleted when used, or replaced by a newer one (operatorResets.ts).
   */
  operatorResets: defineTable({
    operator: v.id("operators"),
    tokenHash: v.string(),
    expiresAt: v.number(),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_operator", ["operator"]),

  /**
   * Links by which somebody becomes an operator, at most one per e-mail. Inserted by an admin, deleted when used, withdrawn
   * or, long after their end, by the next one (operatorInvites.ts).
   */
  operatorInvites: defineTable({
    email: v.string(),
    emailKey: v.string(),
    role: oneOf(operatorRoles),
    tokenHash: v.string(),
    expiresAt: v.number(),
    invitedBy: v.string(),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_emailKey", ["emailKey"])
    .index("by_expiresAt", ["expiresAt"]),

  /**
   * Second factors, at most one per operator: the secret of the authenticator app, sealed by the server's own key, and the
   * SHA-256 of the recovery codes that are left. Without `confirmedAt` it counts for nothing yet. Written by
   * model/operatorFactor.ts.
   */
  operatorFactors: defineTable({
    operator: v.id("operators"),
    sealedSecret: v.string(),
    confirmedAt: v.optional(v.number()),
    /** The 30 s step of the last code that was taken: it and older ones are refused from then on. */
    lastStep: v.number(),
    recoveryHashes: v.array(v.string()),
  }).index("by_operator", ["operator"]),

  /**
   * Wrong passwords and codes at the doors of desk and portal, and registrations with taken addresses, by the SHA-256 of the
   * door and of the e-mail or the address they came from, so that all servers count together; and by both, where somebody was
   * right lately. Written by model/guesses.ts, which forgets the first after a day, registrations after an hour, and the last
   * after thirty days.
   */
  operatorGuesses: defineTable({
    key: v.string(),
    failures: v.number(),
    /** Before then nothing more is tried. */
    until: v.number(),
    forgetAt: v.number(),
  })
    .index("by_key", ["key"])
    .index("by_forgetAt", ["forgetAt"]),

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
