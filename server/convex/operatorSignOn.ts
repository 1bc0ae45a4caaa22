import { v } from "convex/values";
import type { MutationCtx } from "./_generated/server";
import { fail, guardedMutation, systemActor } from "./functions";
import { recordEvent } from "./model/audit";
import { confirmedFactor } from "./model/operatorFactor";
import {
  actorOf,
  meOf,
  meValidator,
  requireOperator,
  requireStillAdmin,
  type Operator,
} from "./model/operators";
import { newSession, openOperatorSession, openSessionByHash } from "./model/operatorSessions";
import { claimed, identitiesOf, identityBySubject, whoIs, type SignOnRefusal } from "./model/signOn";
import { oneOf } from "./model/selectionArgs";

/** Operators who sign in at the identity provider. What it says is checked by the server; who they are here, in here. */

const refusals = ["disabled", "noRole", "unverified", "otherAccount", "notInvited"] as const;

/** How each refusal is told in the audit. */
const told: Record<SignOnRefusal, string> = {
  disabled: "Refused a disabled operator who came by the identity provider.",
  noRole: "Refused somebody whose groups at the identity provider give them no role.",
  unverified: "Refused somebody whose address the identity provider has not verified.",
  otherAccount: "Refused another account at the identity provider with the address of an operator.",
  notInvited: "Refused somebody from the identity provider whom nobody has invited.",
};

const entered = v.object({ is: v.literal("in"), me: meValidator, expiresAt: v.number() });
const wanted = v.object({ is: v.literal("code wanted"), operatorId: v.string(), email: v.string() });
const refused = v.object({ is: v.literal("refused"), why: oneOf(refusals) });

/**
 * Lets in who has come back from the identity provider, or says why not. With `secondFactor` one was asked for there; else
 * who has one here is asked for its code, and nothing is opened yet. `authenticatedAt`: when they gave their password
 * there, in ms; a step-up counts from then.
 */
export const enter = guardedMutation("system.work")({
  args: {
    claims: claimed,
    secondFactor: v.boolean(),
    authenticatedAt: v.union(v.number(), v.null()),
    session: newSession,
    requestId: v.string(),
  },
  returns: v.union(entered, wanted, refused),
  handler: async (ctx, { claims, secondFactor, authenticatedAt, session, requestId }) => {
    const found = await whoIs(ctx, claims, requestId);
    if ("refused" in found) {
      await tellRefusal(ctx, { summary: told[found.refused], about: found.about, requestId });
      return { is: "refused" as const, why: found.refused };
    }
    const { operator } = found;
    if (!secondFactor && (await confirmedFactor(ctx, operator._id))) {
      return { is: "code wanted" as const, operatorId: operator._id, email: operator.email };
    }
    // A clock there that is ahead must not make it last longer.
    const provedAt = Math.min(authenticatedAt ?? 0, Date.now());
    const elsewhere = { provedAt, factorElsewhere: secondFactor };
    const expiresAt = await openOperatorSession(ctx, operator._id, session, elsewhere);
    await recordEvent(ctx, {
      ...{ actor: actorOf(operator), action: "sign in", requestId },
      summary: secondFactor
        ? "Signed in by the identity provider, with a second factor there."
        : "Signed in by the identity provider.",
    });
    return { is: "in" as const, me: await meOf(ctx, operator, elsewhere), expiresAt };
  },
});

/** Whoever holds this session has proved at the identity provider who they are. False: it was somebody else. */
export const stepUp = guardedMutation("system.work")({
  args: { tokenHash: v.string(), issuer: v.string(), subject: v.string(), requestId: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { tokenHash, requestId, ...identity }) => {
    const session = await openSessionByHash(ctx, tokenHash);
    if (!session) throw fail({ code: "unauthenticated", message: "Sign in first." });
    const operator = await requireOperator(ctx, session.operator);
    const proved = await identityBySubject(ctx, identity);
    if (proved?.operator !== operator._id) {
      const summary = "Refused a step-up by somebody else's account at the identity provider.";
      await tellRefusal(ctx, { summary, about: operator, requestId });
      return false;
    }
    const now = Date.now();
    await ctx.db.patch("operatorSessions", session._id, { provedAt: now, seenAt: now });
    const summary = "Proved who they are, at the identity provider.";
    await recordEvent(ctx, { actor: actorOf(operator), action: "step up", summary, requestId });
    return true;
  },
});

/** Notes down an answer of the identity provider, or one that somebody has made up, that did not hold. */
export const refuse = guardedMutation("system.work")({
  args: { requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { requestId }) => {
    const summary = "Refused an answer of the identity provider that does not hold.";
    await tellRefusal(ctx, { summary, about: null, requestId });
    return null;
  },
});

/**
 * Forgets who an operator is at the identity provider: the next account there with their address is theirs. Their role is
 * given here from then on.
 */
export const unlink = guardedMutation("operators.write")({
  args: { operatorId: v.string(), reason: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { operatorId, ...why }) => {
    await requireStillAdmin(ctx);
    const { _id } = await requireOperator(ctx, operatorId);
    const identities = await identitiesOf(ctx, _id);
    if (identities.length === 0) {
      throw fail({ code: "conflict", message: "They do not sign in by the identity provider." });
    }
    for (const identity of identities) await ctx.db.delete("operatorIdentities", identity._id);
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "unlink sign-on", target: { kind: "operator", id: _id }, ...why },
      summary: "Forgot who another operator is at the identity provider.",
    });
    return null;
  },
});

type Refusal = { summary: string; about: Operator | null; requestId: string };

const tellRefusal = (ctx: MutationCtx, { summary, about, requestId }: Refusal) =>
  recordEvent(ctx, {
    ...{ actor: systemActor, action: "refuse sign-in", outcome: "refused", summary, requestId },
    target: about ? { kind: "operator", id: about._id } : undefined,
  });
