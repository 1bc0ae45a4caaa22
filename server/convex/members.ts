import { happened } from "../../shared/fixed-sentences";
import { v } from "convex/values";
import type { Member } from "../../shared/portal-api";
import type { QueryCtx } from "./_generated/server";
import { guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { openProofOf } from "./model/emailProofs";
import { linkOfUser, refreshLinks } from "./model/links";
import { actingMember } from "./model/members";
import { isProven, shownOfThemselves } from "./model/provenAddress";
import { enqueueResync } from "./model/resync";
import { newTouched } from "./model/touched";
import { type User, userRef } from "./model/users";

/** Members: the users who are signed in to the portal. A suspended or deleted one is nobody, from that moment on. */

/** What the signed-in member sees of themselves. */
export const me = guardedQuery("portal.self")({
  args: {},
  handler: async (ctx): Promise<Member> => memberView(ctx, await actingMember(ctx)),
});

/** The member's own "try again": the waiting job is due now, or there is a new one. Harmless when all is well. */
export const retrySync = guardedMutation("portal.self")({
  args: { requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { requestId }) => {
    const user = await actingMember(ctx);
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

async function memberView(ctx: QueryCtx, user: User): Promise<Member> {
  const link = await linkOfUser(ctx, user._id);
  const { frontendUserId = null, crmContactId = null } = user;
  return {
    userId: userRef(user),
    ...shownOfThemselves(user),
    address: { proven: isProven(user), asked: await askedOf(ctx, user) },
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

async function askedOf(ctx: QueryCtx, user: User): Promise<Member["address"]["asked"]> {
  const proof = await openProofOf(ctx, user._id);
  if (!proof) return null;
  const isOther = proof.emailKey !== user.emailKey;
  const email = isOther ? proof.email : shownOfThemselves(user).email;
  return { email, isOther, until: proof.expiresAt };
}
