import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

export type Decision = Doc<"matchDecisions">;

/** Rejections of one person at most: matching has to look past every one of them. */
export const MOST_REJECTIONS = 20;

/** Acceptances of one contact that are ended at once; there were more only if that many people were mistaken. */
const MOST_ACCEPTANCES = 100;

/** What was decided about this pair, or `null`. */
export const decisionOn = (ctx: QueryCtx, user: Id<"users">, contactId: string): Promise<Decision | null> =>
  ctx.db
    .query("matchDecisions")
    .withIndex("by_user_contactId", (q) => q.eq("user", user).eq("contactId", contactId))
    .unique();

/** The contacts that were rejected for this user. */
export const rejectionsOfUser = (ctx: QueryCtx, user: Id<"users">): Promise<Decision[]> =>
  decisionsOfUser(ctx, user, "rejected");

/** The contacts about which this was decided for this user, the newest decisions first. */
export const decisionsOfUser = (
  ctx: QueryCtx,
  user: Id<"users">,
  verdict: Decision["verdict"],
): Promise<Decision[]> =>
  ctx.db
    .query("matchDecisions")
    .withIndex("by_user_verdict", (q) => q.eq("user", user).eq("verdict", verdict))
    .order("desc")
    .take(MOST_REJECTIONS);

/** The users that were rejected for this contact. */
export const rejectionsOfContact = (
  ctx: QueryCtx,
  contactId: string,
  limit = MOST_REJECTIONS,
): Promise<Decision[]> =>
  ctx.db
    .query("matchDecisions")
    .withIndex("by_contactId_verdict", (q) => q.eq("contactId", contactId).eq("verdict", "rejected"))
    .take(limit);

/** The users that were accepted for this contact: one, but for what an older version has left. */
export const acceptancesOf = (ctx: QueryCtx, contactId: string): Promise<Decision[]> =>
  ctx.db
    .query("matchDecisions")
    .withIndex("by_contactId_verdict", (q) => q.eq("contactId", contactId).eq("verdict", "accepted"))
    .take(MOST_ACCEPTANCES);

/** What was decided about a user, or about a contact that belongs to none. */
export const decisionsAbout = (
  ctx: QueryCtx,
  who: { user: Id<"users"> } | { contactId: string },
): Promise<Decision[]> => {
  const decisions = ctx.db.query("matchDecisions");
  const theirs =
    "user" in who
      ? decisions.withIndex("by_user_verdict", (q) => q.eq("user", who.user))
      : decisions.withIndex("by_contactId_verdict", (q) => q.eq("contactId", who.contactId));
  return theirs.order("desc").take(2 * MOST_REJECTIONS);
};
