import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

export type MemberSession = Doc<"memberSessions">;

/** Sessions one member may hold at a time; a new sign-in ends the oldest. So ending them all is one bounded step. */
export const SESSIONS_PER_MEMBER = 20;

/** A session that is to be opened: the hash of its token, its end, and what its browser calls itself. */
export const newMemberSession = v.object({
  tokenHash: v.string(),
  expiresAt: v.number(),
  device: v.optional(v.string()),
});

/** Ends the portal sessions of a user, at once, in the transaction of the caller, but for `except`. Answers how many. */
export async function endMemberSessions(
  ctx: MutationCtx,
  user: Id<"users">,
  except?: Id<"memberSessions">,
): Promise<number> {
  const others = (await sessionsOf(ctx, user)).filter(({ _id }) => _id !== except);
  for (const session of others) await ctx.db.delete("memberSessions", session._id);
  return others.length;
}

/** Opens a portal session, and clears away those that have expired or are too many. */
export async function openMemberSession(
  ctx: MutationCtx,
  user: Id<"users">,
  session: Infer<typeof newMemberSession>,
): Promise<void> {
  const now = Date.now();
  const living = [];
  for (const old of await sessionsOf(ctx, user)) {
    if (old.expiresAt > now) living.push(old);
    else await ctx.db.delete("memberSessions", old._id);
  }
  for (const oldest of living.slice(0, Math.max(0, living.length - SESSIONS_PER_MEMBER + 1))) {
    await ctx.db.delete("memberSessions", oldest._id);
  }
  await ctx.db.insert("memberSessions", { user, ...session, seenAt: now });
}

/** The session of this token, if it is one and still open. */
export async function memberSessionByHash(ctx: QueryCtx, tokenHash: string): Promise<MemberSession | null> {
  const session = await ctx.db
    .query("memberSessions")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  return session && session.expiresAt > Date.now() ? session : null;
}

/** The user's open sessions, newest first. */
export async function openMemberSessions(ctx: QueryCtx, user: Id<"users">): Promise<MemberSession[]> {
  const sessions = await sessionsOf(ctx, user);
  return sessions.filter(({ expiresAt }) => expiresAt > Date.now()).reverse();
}

/** When its member was last there. Sessions of an older version know only when they were opened. */
export const seenAtOf = ({ seenAt, _creationTime }: MemberSession): number => seenAt ?? _creationTime;

/** Oldest first, by the order of insertion. */
function sessionsOf(ctx: QueryCtx, user: Id<"users">) {
  return ctx.db
    .query("memberSessions")
    .withIndex("by_user", (q) => q.eq("user", user))
    .take(2 * SESSIONS_PER_MEMBER);
}
