import { v } from "convex/values";
import type { MutationCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery, scheduledMutation } from "./functions";
import { beginPurge, beginPurgeOfContact, beginPurgeOfGone } from "./model/beginPurge";
import { lookForPurges } from "./model/duePurges";
import { forgetOldGuesses } from "./model/guesses";
import { leftWithoutRow } from "./model/keptPerson";
import type { LeftOfContact } from "./model/leftOfContact";
import { refreshLinks } from "./model/links";
import { requirePerson } from "./model/personForRepair";
import { stepOfPurge } from "./model/purgeSteps";
import { forgetOldLimits } from "./model/portalLimits";
import { newTouched } from "./model/touched";
import { emailKey } from "../../shared/normalize";
import { typedToPurge, whyNotPurged } from "../../shared/purge-api";

/** Forgetting people: by itself when their time is over, or at once because an admin says so. */

/** Counts of tries and mails that one look clears away. */
const MOST_CLEARED = 200;

/** To be called now and then by a server: begins what is due, resumes what has stalled, clears away what has run out. */
export const look = guardedMutation("system.work")({
  args: {},
  returns: v.object({ begun: v.number(), stalled: v.number(), isMore: v.boolean() }),
  handler: async (ctx) => {
    await forgetOldGuesses(ctx, MOST_CLEARED);
    await forgetOldLimits(ctx, MOST_CLEARED);
    return lookForPurges(ctx);
  },
});

/** The same after a purge has ended: others may have waited for their turn. */
export const goOn = scheduledMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await lookForPurges(ctx);
    return null;
  },
});

/** A step of one purge. */
export const step = scheduledMutation({
  args: { purge: v.id("purges"), chain: v.number() },
  returns: v.null(),
  handler: async (ctx, { purge, chain }) => {
    await stepOfPurge(ctx, purge, chain);
    return null;
  },
});

/** What Tandem still tells of a contact that the CRM has not any more, and that nobody has by another ID. */
export const leftOf = guardedQuery("users.purge")({
  args: { id: v.string() },
  returns: v.union(v.null(), v.object({ contactId: v.string(), goneAt: v.union(v.null(), v.number()) })),
  handler: async (ctx, { id }) => {
    const left = await leftWithoutRow(ctx, id);
    return left && left.account === null ? { contactId: left.contactId, goneAt: left.goneAt } : null;
  },
});

/**
 * Purges somebody soft-deleted now, or a contact without an account, for good; also one that the CRM has not any more.
 * `typed` is what the operator has copied by hand: their e-mail address, or the link ID of who has none, or the CRM contact
 * ID of who is gone.
 */
export const now = guardedMutation("users.purge")({
  args: { id: v.string(), typed: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { id, typed, requestId }) => {
    const asked = { actor: ctx.actor, requestId };
    const left = await leftWithoutRow(ctx, id);
    if (left) return purgeGone(ctx, left, typed, asked);
    const { link, user, contact } = await requirePerson(ctx, id);
    const why = whyNotPurged(user);
    if (why) throw fail({ code: "conflict", field: "id", message: why });
    requireTyped(typed, typedToPurge({ ...link, linkId: link._id }));
    const touched = newTouched();
    if (user) await beginPurge(ctx, touched, user, asked);
    else if (contact) await beginPurgeOfContact(ctx, touched, contact, asked);
    await refreshLinks(ctx, touched);
    return null;
  },
});

async function purgeGone(
  ctx: MutationCtx,
  { contactId, account }: LeftOfContact,
  typed: string,
  asked: Parameters<typeof beginPurgeOfGone>[2],
): Promise<null> {
  if (account)
    throw fail({
      code: "conflict",
      field: "id",
      message: `This contact is what the account ${account} stores. Soft-delete and purge that: the contact goes with it.`,
    });
  requireTyped(typed, contactId);
  await beginPurgeOfGone(ctx, contactId, asked);
  return null;
}

function requireTyped(typed: string, wanted: string): void {
  if (emailKey(typed) === emailKey(wanted)) return;
  throw fail({
    code: "invalid",
    field: "typed",
    message: "This is not what is to be typed. Nobody was purged.",
  });
}
