import { happened } from "../../../shared/fixed-sentences";
import { fail, type Actor } from "../functions";
import type { MutationCtx } from "../_generated/server";
import { recordEvent } from "./audit";
import { contactByCrmId, type Contact } from "./contacts";
import {
  acceptancesOf,
  decisionOn,
  MOST_REJECTIONS,
  rejectionsOfContact,
  rejectionsOfUser,
} from "./decisions";
import { enqueueJob } from "./enqueueJob";
import { usersNaming } from "./match";
import type { Touched } from "./touched";
import { patchUser, type User } from "./users";

/** Accounts that a match may take the contact away from at once; more claimants are not an accident any more. */
const MOST_CLAIMANTS = 20;

export type Pair = { user: User; contact: Contact };
export type By = { actor: Actor; reason: string; requestId: string };

/**
 * These two are one person: the account stores the contact's ID at once, every other account gives it up, and a job
 * writes the CRM's side. Returns the job.
 */
export async function acceptPair(ctx: MutationCtx, touched: Touched, { user, contact }: Pair, by: By) {
  // One contact is one person's: whoever was accepted for it before must not take it back by a later job.
  for (const former of await acceptancesOf(ctx, contact.crmId))
    await ctx.db.delete("matchDecisions", former._id);
  await remember(ctx, { user, contact }, "accepted", by);
  for (const other of await usersNaming(ctx, contact.crmId, MOST_CLAIMANTS + 1)) {
    if (other._id !== user._id) await giveUp(ctx, touched, other, by);
  }
  await patchUser(ctx, touched, user, { crmContactId: contact.crmId });
  return enqueueJob(ctx, touched, {
    user: user._id,
    kind: "link_existing",
    lane: "live",
    requestedBy: by.actor.name,
    reason: by.reason,
  });
}

async function giveUp(ctx: MutationCtx, touched: Touched, claimant: User, by: By): Promise<void> {
  await patchUser(ctx, touched, claimant, { crmContactId: undefined });
  await recordEvent(ctx, {
    ...by,
    action: "release contact",
    summary: happened.otherAccount,
    user: claimant._id,
  });
}

/** These two are not one person: the pair is never offered nor matched by e-mail again, until somebody forgets it. */
export async function rejectPair(ctx: MutationCtx, touched: Touched, pair: Pair, by: By): Promise<void> {
  const { user, contact } = pair;
  await requireRoom(ctx, pair);
  await remember(ctx, pair, "rejected", by);
  if (user.crmContactId === contact.crmId) await patchUser(ctx, touched, user, { crmContactId: undefined });
  await ctx.db.patch("users", user._id, { reviewed: true });
  await ctx.db.patch("contacts", contact._id, { reviewed: true });
  noteReview(touched, user, contact);
}

/** Takes a rejection back, also of a contact that has left the mirror. Nothing happens when there is none. */
export async function forgetRejection(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  contactId: string,
): Promise<void> {
  const decision = await decisionOn(ctx, user._id, contactId);
  if (decision?.verdict !== "rejected") return;
  await ctx.db.delete("matchDecisions", decision._id);
  const contact = await contactByCrmId(ctx, contactId);
  if ((await rejectionsOfUser(ctx, user._id)).length === 0)
    await ctx.db.patch("users", user._id, { reviewed: undefined });
  if (contact && (await rejectionsOfContact(ctx, contactId, 1)).length === 0)
    await ctx.db.patch("contacts", contact._id, { reviewed: undefined });
  noteReview(touched, user, contact);
}

/** Who else shares their e-mail may have one rival more or less. */
function noteReview(touched: Touched, user: User, contact: Contact | null): void {
  touched.users.add(user._id);
  if (contact) touched.contacts.add(contact._id);
  for (const email of [user.matchEmail, contact?.matchEmail]) if (email) touched.reviewedEmails.add(email);
}

async function remember(
  ctx: MutationCtx,
  { user, contact }: Pair,
  verdict: "accepted" | "rejected",
  { actor, reason }: By,
): Promise<void> {
  const former = await decisionOn(ctx, user._id, contact.crmId);
  if (former) await ctx.db.delete("matchDecisions", former._id);
  await ctx.db.insert("matchDecisions", {
    ...{ user: user._id, contactId: contact.crmId, verdict, reason },
    ...{ decidedBy: actor.name, decidedAt: Date.now() },
  });
}

/** Matching looks past every rejection of a person, so there is an end to them. */
async function requireRoom(ctx: MutationCtx, { user, contact }: Pair): Promise<void> {
  const most = Math.max(
    (await rejectionsOfUser(ctx, user._id)).length,
    (await rejectionsOfContact(ctx, contact.crmId)).length,
  );
  if (most < MOST_REJECTIONS) return;
  const message = `${MOST_REJECTIONS} matches were rejected for one of the two already. Give one of them an e-mail address of its own.`;
  throw fail({ code: "conflict", message });
}
