import { defineTable } from "convex/server";
import { v } from "convex/values";
import { linkStates } from "../../../shared/link-state";
import { contactArgs } from "../model/contactArgs";
import { heard } from "../model/eventClocks";
import { oneOf } from "../model/selectionArgs";
import { lookupKeys } from "./lookupKeys";
import { lastWebhook } from "./lastWebhook";

/** The other side's people as the mirror has them, and the join with ours. */
export const joinTables = {
  /** The mirror of the CRM's contacts. Written by import, by jobs that read a contact back, and by webhooks. */
  contacts: defineTable({
    ...contactArgs,
    ...lookupKeys,
    /** When the mirror last heard of this contact. */
    readAt: v.number(),
    /** Which event told each field, since the contact was last known as a whole. */
    heard: v.optional(heard),
    lastWebhook,
  })
    .index("by_crmId", ["crmId"])
    .index("by_emailKey", ["emailKey"])
    .index("by_phoneKey", ["phoneKey"])
    .index("by_convexUserId", ["convexUserId", "crmId"])
    .index("by_frontendUserId", ["frontendUserId"])
    .index("by_matchEmail_reviewed", ["matchEmail", "reviewed"]),

  /**
   * When a sweep found that the CRM does not have a contact any more, so that a late webhook does not bring it back into
   * the mirror. Written, and forgotten after 30 days, by model/goneContacts.ts.
   */
  goneContacts: defineTable({ crmId: v.string(), goneAt: v.number() })
    .index("by_crmId", ["crmId"])
    .index("by_goneAt", ["goneAt"]),

  /** The join, one row per person. Written only by refreshLink (model/links.ts). Read by every list. */
  links: defineTable({
    user: v.optional(v.id("users")),
    contact: v.optional(v.id("contacts")),
    userId: v.optional(v.string()),
    contactId: v.optional(v.string()),
    frontendUserId: v.optional(v.string()),
    name: v.string(),
    email: v.optional(v.string()),
    state: oneOf(linkStates),
    /** Since when it is in this state. Absent in rows of an older version. */
    stateSince: v.optional(v.number()),
    reason: v.string(),
    /** State and reason of the two sides by themselves, without the job. Absent in rows of an older version. */
    join: v.optional(v.object({ state: oneOf(linkStates), reason: v.string() })),
    userStatus: v.optional(oneOf(["active", "suspended", "deleted"])),
    jobState: v.optional(oneOf(["queued", "running", "waiting"])),
    errorCode: v.optional(v.string()),
    /** It is among the counters of errors (model/linkCounters.ts). */
    countedByError: v.optional(v.literal(true)),
    attempts: v.number(),
    nextAttemptAt: v.optional(v.number()),
    createdAt: v.number(),
    lastSyncAt: v.optional(v.number()),
    lastWebhookAt: v.optional(v.number()),
    lastWebhookType: v.optional(v.string()),
    updatedAt: v.number(),
    sortName: v.string(),
    sortEmail: v.string(),
    /** The words of the names, and those of everything people are searched by. */
    searchName: v.string(),
    searchText: v.string(),
  })
    .index("by_user", ["user"])
    .index("by_contact", ["contact", "user"])
    .index("by_sortName", ["sortName"])
    .index("by_sortEmail", ["sortEmail"])
    .index("by_createdAt", ["createdAt"])
    .index("by_lastSyncAt", ["lastSyncAt"])
    .index("by_lastWebhookAt", ["lastWebhookAt"])
    .index("by_attempts", ["attempts"])
    .index("by_state_sortName", ["state", "sortName"])
    .index("by_state_sortEmail", ["state", "sortEmail"])
    .index("by_state_createdAt", ["state", "createdAt"])
    .index("by_state_lastSyncAt", ["state", "lastSyncAt"])
    .index("by_state_lastWebhookAt", ["state", "lastWebhookAt"])
    .index("by_state_attempts", ["state", "attempts"])
    .index("by_state_errorCode_stateSince", ["state", "errorCode", "stateSince"])
    .searchIndex("search_name", { searchField: "searchName", filterFields: ["state"] })
    .searchIndex("search_text", { searchField: "searchText", filterFields: ["state"] }),

  /**
   * What people have decided about a pair: one row each, replaced by the next decision. Inserted by match review and
   * deleted by its undo (model/decideMatch.ts). Read by the join: a rejected pair is not matched by e-mail.
   */
  matchDecisions: defineTable({
    user: v.id("users"),
    contactId: v.string(),
    verdict: oneOf(["accepted", "rejected"]),
    decidedBy: v.string(),
    decidedAt: v.number(),
    reason: v.string(),
  })
    .index("by_user_contactId", ["user", "contactId"])
    .index("by_user_verdict", ["user", "verdict"])
    .index("by_contactId_verdict", ["contactId", "verdict"]),
};
