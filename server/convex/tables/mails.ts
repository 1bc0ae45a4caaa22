import { defineTable } from "convex/server";
import { v } from "convex/values";
import { languages } from "../../../shared/language";
import { mailKinds } from "../../../shared/mails";
import { oneOf } from "../model/selectionArgs";

/** Mail to members, and the links in it. */
export const mailTables = {
  /**
   * Mail that waits to be sent. Inserted in the transaction of what it tells (model/mails.ts), taken under a lease and
   * deleted once the mail server has it, or when it is of no use any more (mails.ts); what became of it is in the audit.
   */
  mails: defineTable({
    kind: oneOf(mailKinds),
    language: oneOf(languages),
    /** Absent until the first try of a mail that somebody asked for: who asks hears nothing of whether they are known. */
    user: v.optional(v.id("users")),
    /** Of a notice: where it goes, when that is not the address its user has by then. */
    to: v.optional(v.string()),
    /** Of a mail with a link: where it goes, and the link's token, sealed by the server's own key. */
    link: v.optional(v.object({ emailKey: v.string(), tokenHash: v.string(), sealedToken: v.string() })),
    /** The try under way or the last one, from 1; 0 before the first. It fences off late settlements. */
    attempt: v.number(),
    /** When it is due: its next try, or the end of the lease of whoever sends it. */
    wakeAt: v.number(),
    createdAt: v.number(),
  })
    .index("by_wakeAt", ["wakeAt"])
    .index("by_user", ["user"]),

  /**
   * Links by which somebody sets a password, at most one per user: SHA-256 of the token. Inserted when their mail is first
   * taken up, deleted by the next one, when used, and some time after their end (model/passwordResets.ts).
   */
  passwordResets: defineTable({
    user: v.id("users"),
    emailKey: v.string(),
    tokenHash: v.string(),
    expiresAt: v.number(),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_user", ["user"])
    .index("by_expiresAt", ["expiresAt"]),

  /**
   * Links by which somebody shows that a mailbox is theirs, at most one per user: SHA-256 of the token. Of another address
   * than the user has, it is the one they want. Inserted with their mail, deleted by the next one, when used, and some time
   * after their end (model/emailProofs.ts).
   */
  emailProofs: defineTable({
    user: v.id("users"),
    /** As it was typed. */
    email: v.string(),
    emailKey: v.string(),
    tokenHash: v.string(),
    expiresAt: v.number(),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_user", ["user"])
    .index("by_expiresAt", ["expiresAt"]),
};
