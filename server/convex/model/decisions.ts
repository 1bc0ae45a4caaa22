import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

export type Decision = Doc<"matchDecisions">;

/** Rejections of one person at most: matching has to look past every one of them. */
export const MOST_REJECTIONS = 20;

/** What was decided about this pair, or `null`. */
export const decisionOn = (ctx: QueryCtx, user: Id<"users">, contactId: string): Promise<Decision | null> =>
  ctx.db
    .query("matchDecisions")
    .withIndex("by_user_contactId", (q) => q.eq("user", user).eq("contactId", contactId))
    .unique();

/** The contacts that were rejected for this user. */
export const rejectionsOfUser = (ctx: QueryCtx, user: Id<"users">): Promise<Decision[]> =>
  ctx.db
    .query("matchDecisions")
    .withIndex("by_user_verdict", (q) => q.eq("user", user).eq("verdict", "rejected"))
    .take(MOST_REJECTIONS);

/** The users that were rejected for this contact. */
export const rejectionsOfContact = (ctx: QueryCtx, contactId: string): Promise<Decision[]> =>
  ctx.db
    .query("matchDecisions")
    .withIndex("by_contactId_verdict", (q) => q.eq("contactId", contactId).eq("verdict", "rejected"))
    .take(MOST_REJECTIONS);
