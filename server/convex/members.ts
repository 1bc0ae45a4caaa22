import { happened } from "../../shared/fixed-sentences";
import { v } from "convex/values";
import type { Member } from "../../shared/portal-api";
import { emailKey } from "../../shared/normalize";
import type { QueryCtx } from "./_generated/server";
import { type Actor, fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { livingCredential } from "./model/credentials";
import { hurryMember } from "./model/hurryMember";
import { linkOfUser, refreshLinks } from "./model/links";
import { enqueueResync } from "./model/resync";
import { openMemberSession } from "./model/sessions";
import { newTouched } from "./model/touched";
import { isDeleted, isSuspended } from "./model/shutOut";
import { type User, requireUser, userRef } from "./model/users";

/** Members: the users who are signed in to the portal. A suspended or deleted one is nobody, from that moment on. */

/** How somebody signs in with this e-mail, or `null`. The password is compared outside: argon2 is too slow in here. */
export const credentialByEmail = guardedQuery("system.work")({
  args: { email: v.string() },
  returns: v.union(v.object({ convexId: v.id("users"), passwordHash: v.string() }), v.null()),
  handler: async (ctx, { email }) => {
    const key = emailKey(email);
    const found = key && (await livingCredential(ctx, key));
    return found ? { convexId: found.user._id, passwordHash: found.credential.passwordHash } : null;
  },
});

/**
 * Opens a session after the password was right, and has what waits for the backend tried again now. Fails with
 * `forbidden` when the user is suspended or deleted.
 */
export const openSession = guardedMutation("system.work")({
  args: { convexId: v.id("users"), tokenHash: v.string(), expiresAt: v.number(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { convexId, tokenHash, expiresAt, requestId }) => {
    const user = await requireUser(ctx, convexId);
    if (isDeleted(user)) throw fail({ code: "forbidden", message: "This account has been deleted." });
    if (isSuspended(user)) throw fail({ code: "forbidden", message: "This account is suspended." });
    await openMemberSession(ctx, user._id, { tokenHash, expiresAt });
    const touched = newTouched();
    await hurryMember(ctx, touched, user._id);
    await refreshLinks(ctx, touched);
    await recordEvent(ctx, {
      actor: { kind: "member", id: user._id, name: "Member", role: "member" },
      action: "sign in",
      summary: happened.signedIn,
      user: user._id,
      requestId,
    });
    return null;
  },
});

/** Who holds this session: `null` when it is unknown or expired, or its user is deleted or suspended. */
export const sessionUser = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.union(v.object({ convexId: v.id("users") }), v.null()),
  handler: async (ctx, { tokenHash }) => {
    const session = await ctx.db
      .query("memberSessions")
      .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
      .unique();
    if (!session || session.expiresAt <= Date.now()) return null;
    const user = await ctx.db.get("users", session.user);
    if (!user || isDeleted(user) || isSuspended(user)) return null;
    return { convexId: user._id };
  },
});

/** Ends one session. Ending one that has ended is fine. */
export const closeSession = guardedMutation("system.work")({
  args: { tokenHash: v.string() },
  returns: v.null(),
  handler: async (ctx, { tokenHash }) => {
    const session = await ctx.db
      .query("memberSessions")
      .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
      .unique();
    if (session) await ctx.db.delete("memberSessions", session._id);
    return null;
  },
});

/** What the signed-in member sees of themselves. */
export const me = guardedQuery("portal.self")({
  args: {},
  handler: async (ctx): Promise<Member> => memberView(ctx, await memberOf(ctx, ctx.actor)),
});

/** The member's own "try again": the waiting job is due now, or there is a new one. Harmless when all is well. */
export const retrySync = guardedMutation("portal.self")({
  args: { requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { requestId }) => {
    const user = await memberOf(ctx, ctx.actor);
    const touched = newTouched();
    const result = await enqueueResync(ctx, touched, user, { requestedBy: "Member", lane: "live" });
    await refreshLinks(ctx, touched);
    if ("skipped" in result) return null;
    await recordEvent(ctx, {
      actor: ctx.actor,
      action: "resync",
      summary: happened.askedAgain,
      user: user._id,
      requestId,
    });
    return null;
  },
});

/** The acting member. Their token may be some minutes older than their suspension, so it is looked up again. */
async function memberOf(ctx: QueryCtx, actor: Actor): Promise<User> {
  const id = ctx.db.normalizeId("users", actor.id);
  const user = id && (await ctx.db.get("users", id));
  if (!user || isDeleted(user) || isSuspended(user)) {
    throw fail({ code: "unauthenticated", message: "Sign in first." });
  }
  return user;
}

async function memberView(ctx: QueryCtx, user: User): Promise<Member> {
  const link = await linkOfUser(ctx, user._id);
  const { frontendUserId = null, crmContactId = null } = user;
  return {
    userId: userRef(user),
    firstName: user.firstName ?? "",
    lastName: user.lastName ?? "",
    email: user.email ?? "",
    sync: {
      state: link?.state ?? "convex_only",
      // What the member waits for is the backend knowing them; drifted fields are for the desk.
      pending: !(frontendUserId && crmContactId),
      nextAttemptAt: link?.nextAttemptAt ?? null,
      frontendUserId,
      crmContactId,
    },
  };
}
