import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** Sessions one member may hold at a time; a new sign-in ends the oldest. So ending them all is one bounded step. */
export const SESSIONS_PER_MEMBER = 20;

/** Ends every portal session of a user, at once, in the transaction of the caller. Answers how many there were. */
export async function endMemberSessions(ctx: MutationCtx, user: Id<"users">): Promise<number> {
  const sessions = await sessionsOf(ctx, user);
  for (const session of sessions) await ctx.db.delete("memberSessions", session._id);
  return sessions.length;
}

export type NewSession = { tokenHash: string; expiresAt: number };

/** Opens a portal session, and clears away those that have expired or are too many. */
export async function openMemberSession(
  ctx: MutationCtx,
  user: Id<"users">,
  session: NewSession,
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
  await ctx.db.insert("memberSessions", { user, ...session });
}

/** Oldest first, by the order of insertion. */
function sessionsOf(ctx: MutationCtx, user: Id<"users">) {
  return ctx.db
    .query("memberSessions")
    .withIndex("by_user", (q) => q.eq("user", user))
    .take(2 * SESSIONS_PER_MEMBER);
}
