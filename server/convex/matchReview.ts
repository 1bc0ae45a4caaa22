import { v } from "convex/values";
import { MatchCandidates, type MatchDecision } from "../../shared/repairs-api";
import type { CommandResult } from "../../shared/users-api";
import type { QueryCtx } from "./_generated/server";
import { fail, guardedMutation, shownQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { contactByCrmId } from "./model/contacts";
import { acceptPair, forgetRejection as forget, rejectPair, type Pair } from "./model/decideMatch";
import { decisionsAbout, type Decision } from "./model/decisions";
import { refreshLinks } from "./model/links";
import { contactsLike, usersLike } from "./model/matchCandidates";
import { acceptBlocked, rejectBlocked } from "./model/matchRules";
import { personForRepair, requirePerson } from "./model/personForRepair";
import { newTouched } from "./model/touched";
import { requireUser, userRef } from "./model/users";

/** Who belongs to whom, where only a person can tell. Every decision is remembered and left in the audit. */
const target = { id: v.string(), contactId: v.string(), requestId: v.string() };

/** The possible partners of a person, with what speaks for and against each, and what was decided before. */
export const candidates = shownQuery("users.read")({
  shows: MatchCandidates,
  args: { id: v.string() },
  handler: async (ctx, { id }): Promise<MatchCandidates> => {
    const { user, contact } = await requirePerson(ctx, id);
    if (user) return withDecisions(ctx, await contactsLike(ctx, user), { user: user._id });
    if (contact) return withDecisions(ctx, await usersLike(ctx, contact), { contactId: contact.crmId });
    throw noPair;
  },
});

async function withDecisions(
  ctx: QueryCtx,
  found: Omit<MatchCandidates, "decisions">,
  who: Parameters<typeof decisionsAbout>[1],
): Promise<MatchCandidates> {
  const decisions = await decisionsAbout(ctx, who);
  return { ...found, decisions: await Promise.all(decisions.map((each) => decisionView(ctx, each))) };
}

async function decisionView(ctx: QueryCtx, decision: Decision): Promise<MatchDecision> {
  const { contactId, verdict, decidedBy, decidedAt, reason } = decision;
  const user = await requireUser(ctx, decision.user);
  const contact = await contactByCrmId(ctx, contactId);
  const name = `${user.email ?? userRef(user)} – ${contact?.email ?? contactId}`;
  return { userId: userRef(user), contactId, name, verdict, decidedBy, decidedAt, reason };
}

export const accept = guardedMutation("users.reviewMatch")({
  args: { ...target, reason: v.string() },
  handler: async (ctx, { id, contactId, ...why }): Promise<CommandResult> => {
    const { linkId, ...pair } = await pairFor(ctx, id, contactId);
    const blocked = await acceptBlocked(ctx, pair);
    if (blocked) throw fail({ code: "conflict", field: "contactId", message: blocked });
    const touched = newTouched();
    const by = { actor: ctx.actor, ...why };
    const jobId = await acceptPair(ctx, touched, pair, by);
    await refreshLinks(ctx, touched);
    const summary = `Accepted the CRM contact ${contactId} as this person's.`;
    await recordEvent(ctx, { ...by, action: "accept match", summary, user: pair.user._id, contactId });
    return { linkId, jobId };
  },
});

export const reject = guardedMutation("users.reviewMatch")({
  args: { ...target, reason: v.string() },
  handler: async (ctx, { id, contactId, ...why }): Promise<CommandResult> => {
    const { linkId, ...pair } = await pairFor(ctx, id, contactId);
    const blocked = rejectBlocked(pair);
    if (blocked) throw fail({ code: "conflict", field: "contactId", message: blocked });
    const touched = newTouched();
    const by = { actor: ctx.actor, ...why };
    await rejectPair(ctx, touched, pair, by);
    await refreshLinks(ctx, touched);
    const summary = `Rejected the CRM contact ${contactId} as somebody else's.`;
    await recordEvent(ctx, { ...by, action: "reject match", summary, user: pair.user._id, contactId });
    return { linkId, jobId: null };
  },
});

/** Undoes a rejection: the pair may be offered, and matched by e-mail, again. */
export const forgetRejection = guardedMutation("users.reviewMatch")({
  args: target,
  handler: async (ctx, { id, contactId, requestId }): Promise<CommandResult> => {
    const { link, user } = await requirePerson(ctx, id);
    if (!user) throw noPair;
    const touched = newTouched();
    await forget(ctx, touched, user, contactId);
    await refreshLinks(ctx, touched);
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "forget rejection", user: user._id, contactId, requestId },
      summary: `The CRM contact ${contactId} may be matched with this person again.`,
    });
    return { linkId: link._id, jobId: null };
  },
});

const noPair = fail({
  code: "not_found",
  field: "contactId",
  message: "This account or this contact does not exist.",
});

/** The account and the contact, if there is a decision to be made about the account now. */
async function pairFor(ctx: QueryCtx, id: string, contactId: string): Promise<Pair & { linkId: string }> {
  const { link, user } = await personForRepair(ctx, "reviewMatch", id);
  const contact = await contactByCrmId(ctx, contactId);
  if (!user || !contact) throw noPair;
  return { user, contact, linkId: link._id };
}
