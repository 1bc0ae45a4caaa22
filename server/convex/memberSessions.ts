import { v } from "convex/values";
import { happened, sessionsEndedWords } from "../../shared/fixed-sentences";
import type { Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { actingMember, memberActorOf } from "./model/members";
import { endMemberSessions, memberSessionByHash, openMemberSessions, seenAtOf } from "./model/sessions";
import { isDeleted, isSuspended } from "./model/shutOut";

/** Sessions of members: whose one is, and ending them. */

/** Who holds this session: `null` when it is unknown or expired, or its user is deleted or suspended. */
export const holder = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.union(
    v.object({ convexId: v.id("users"), sessionId: v.string(), seenAt: v.number() }),
    v.null(),
  ),
  handler: async (ctx, { tokenHash }) => {
    const session = await memberSessionByHash(ctx, tokenHash);
    const user = session && (await ctx.db.get("users", session.user));
    if (!user || isDeleted(user) || isSuspended(user)) return null;
    return { convexId: user._id, sessionId: session._id, seenAt: seenAtOf(session) };
  },
});

/** Its member is there. */
export const noteSeen = guardedMutation("system.work")({
  args: { tokenHash: v.string() },
  returns: v.null(),
  handler: async (ctx, { tokenHash }) => {
    const session = await memberSessionByHash(ctx, tokenHash);
    if (session) await ctx.db.patch("memberSessions", session._id, { seenAt: Date.now() });
    return null;
  },
});

/** Ends one session. Ending one that has ended is fine. */
export const close = guardedMutation("system.work")({
  args: { tokenHash: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { tokenHash, requestId }) => {
    const session = await memberSessionByHash(ctx, tokenHash);
    if (!session) return null;
    await ctx.db.delete("memberSessions", session._id);
    const { user } = session;
    const what = { action: "sign out" as const, summary: happened.signedOut };
    await recordEvent(ctx, { actor: memberActorOf(user), ...what, user, requestId });
    return null;
  },
});

/** The member's own open sessions, newest first; `current` is the one they ask from. */
export const own = guardedQuery("portal.self")({
  args: { current: v.string() },
  returns: v.array(
    v.object({
      sessionId: v.string(),
      current: v.boolean(),
      device: v.union(v.string(), v.null()),
      openedAt: v.number(),
      seenAt: v.number(),
    }),
  ),
  handler: async (ctx, { current }) => {
    const { _id } = await actingMember(ctx);
    return (await openMemberSessions(ctx, _id)).map((session) => ({
      ...{ sessionId: session._id, current: session._id === current, device: session.device ?? null },
      ...{ openedAt: session._creationTime, seenAt: seenAtOf(session) },
    }));
  },
});

/** Ends one of the member's own sessions, or without `sessionId` all but the one they ask from. */
export const endOwn = guardedMutation("portal.self")({
  args: { current: v.string(), sessionId: v.optional(v.string()), requestId: v.string() },
  returns: v.object({ ended: v.number() }),
  handler: async (ctx, { current, sessionId, requestId }) => {
    const { _id } = await actingMember(ctx);
    const kept = ctx.db.normalizeId("memberSessions", current) ?? undefined;
    const ended = sessionId ? await endOne(ctx, _id, sessionId) : await endMemberSessions(ctx, _id, kept);
    const summary = happened.endedSessions + sessionsEndedWords(ended);
    await recordEvent(ctx, { actor: ctx.actor, action: "end sessions", summary, user: _id, requestId });
    return { ended };
  },
});

/** Only theirs: the ID of somebody else's session is unknown here. */
async function endOne(ctx: MutationCtx, user: Id<"users">, sessionId: string): Promise<number> {
  const id = ctx.db.normalizeId("memberSessions", sessionId);
  const session = id && (await ctx.db.get("memberSessions", id));
  if (session?.user !== user) {
    throw fail({ code: "not_found", field: "sessionId", message: "This session has ended already." });
  }
  await ctx.db.delete("memberSessions", session._id);
  return 1;
}
