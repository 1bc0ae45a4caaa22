import { rateLimitTables } from "convex-helpers/server/rateLimit";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { languages } from "../../../shared/language";
import { heard, mark } from "../model/eventClocks";
import { oneOf } from "../model/selectionArgs";
import { snapshotUserArgs } from "../model/userArgs";
import { lookupKeys } from "./lookupKeys";
import { lastWebhook } from "./lastWebhook";

/** Members: people with an account, how they sign in, and those asked to register. */
export const memberTables = {
  /** Inserted by registration and import, deleted by the purge (model/purgeSteps.ts). Read by everything. */
  users: defineTable({
    ...snapshotUserArgs,
    ...lookupKeys,
    /** Only of an imported user: the ID it had in the deployment it comes from. */
    externalId: v.optional(v.string()),
    profileUpdatedAt: v.number(),
    /** In which they registered, and read mails. Absent where nobody said. */
    language: v.optional(oneOf(languages)),
    /** When they first opened a link that was mailed to them. Absent: nobody knows yet whether the mailbox is theirs. */
    emailVerifiedAt: v.optional(v.number()),
    /** As they registered: all that they are shown of themselves until then (model/provenAddress.ts). */
    registeredAs: v.optional(v.object({ firstName: v.string(), lastName: v.string(), email: v.string() })),
    /** What they changed in the portal and the CRM has not been told yet: names of fields. */
    untold: v.optional(v.array(v.string())),
    suspendedAt: v.optional(v.number()),
    /** When it became known here that they are deleted, by our own clock: from then on they can be restored for a while. */
    deletionNotedAt: v.optional(v.number()),
    /**
     * When it was last decided whether the user is deleted, and whether they are suspended: here or, by its own clock,
     * in the backend. Like `profileUpdatedAt` for the profile: an event that is older is stale.
     */
    deletionDecidedAt: v.optional(v.number()),
    suspensionDecidedAt: v.optional(v.number()),
    /** Which event decided that, and each field of the profile; absent or of another time: somebody else did. */
    decidedBy: v.optional(v.object({ deletion: v.optional(mark), suspension: v.optional(mark) })),
    heard: v.optional(heard),
    lastWebhook,
  })
    .index("by_externalId", ["externalId"])
    .index("by_emailKey_deletedAt", ["emailKey", "deletedAt"])
    .index("by_phoneKey", ["phoneKey"])
    .index("by_crmContactId", ["crmContactId"])
    .index("by_frontendUserId", ["frontendUserId"])
    .index("by_matchEmail_reviewed", ["matchEmail", "reviewed"])
    .index("by_deletionNotedAt_deletedAt", ["deletionNotedAt", "deletedAt"]),

  /**
   * One per registered account: how it signs in to the portal. argon2id only. Inserted by registration, and
   * for an imported account by its first link to set a password.
   */
  credentials: defineTable({
    user: v.id("users"),
    emailKey: v.string(),
    passwordHash: v.string(),
    /** SHA-256 of the key of the form that registered: the same form sent again makes no second account. */
    formHash: v.optional(v.string()),
  })
    .index("by_user", ["user"])
    .index("by_emailKey", ["emailKey"]),

  /**
   * Portal sessions: SHA-256 of the cookie's token. Deleted at sign-out, soft-delete, suspension and with a new password.
   * `seenAt` is written now and then while the member is there; the old version knew neither it nor `device`.
   */
  memberSessions: defineTable({
    user: v.id("users"),
    tokenHash: v.string(),
    expiresAt: v.number(),
    seenAt: v.optional(v.number()),
    device: v.optional(v.string()),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_user", ["user"]),

  /**
   * Contacts asked to register, each known by the SHA-256 of the token in its link. Inserted by invite, which deletes
   * an unused one of the same contact. Read by registration, which marks it as used, and by the contact's page.
   */
  invitations: defineTable({
    contactId: v.string(),
    tokenHash: v.string(),
    emailKey: v.optional(v.string()),
    createdBy: v.string(),
    createdAt: v.number(),
    expiresAt: v.number(),
    usedAt: v.optional(v.number()),
    /** The item of the run that invited; absent when the link was made by hand. */
    runItem: v.optional(v.id("runItems")),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_contactId", ["contactId"]),

  /** What strangers have had of the portal, as the rate limiter of convex-helpers counts (model/portalLimits.ts). */
  rateLimits: rateLimitTables.rateLimits.index("by_ts", ["ts"]),
};
