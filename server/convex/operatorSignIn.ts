import { v } from "convex/values";
import type { QueryCtx } from "./_generated/server";
import { fail, guardedMutation, systemActor } from "./functions";
import { recordEvent } from "./model/audit";
import { beginGuess, forgive, guessKeys } from "./model/guesses";
import { confirmedFactor, factorProof, takeProof } from "./model/operatorFactor";
import { actorOf, meOf, meValidator, operatorByEmail, requireOperator } from "./model/operators";
import type { Operator } from "./model/operators";
import { newSession, openOperatorSession, openSessionByHash } from "./model/operatorSessions";

/**
 * How operators sign in and prove again who they are. A try is counted as wrong when it begins and forgiven when it was
 * right; password and code are judged in between, by the server: argon2 is too slow in here.
 */

const credential = v.object({
  operatorId: v.id("operators"),
  /** `null` of who comes in by the identity provider only. */
  passwordHash: v.union(v.string(), v.null()),
  sealedSecret: v.union(v.string(), v.null()),
});
const begun = v.object({ waitMs: v.number(), credential: v.union(credential, v.null()) });

/** Begins a try with this e-mail; the same is done for one that nobody has. */
export const begin = guardedMutation("system.work")({
  args: { email: v.string(), keys: guessKeys },
  returns: begun,
  handler: async (ctx, { email, keys }) => {
    const waitMs = await beginGuess(ctx, keys);
    const operator = waitMs > 0 ? null : await operatorByEmail(ctx, email);
    return { waitMs, credential: await credentialOf(ctx, operator) };
  },
});

/** Begins a try of an operator who is signed in. */
export const beginStepUp = guardedMutation("system.work")({
  args: { operatorId: v.string(), keys: guessKeys },
  returns: begun,
  handler: async (ctx, { operatorId, keys }) => {
    const waitMs = await beginGuess(ctx, keys);
    const operator = waitMs > 0 ? null : await requireOperator(ctx, operatorId);
    return { waitMs, credential: await credentialOf(ctx, operator) };
  },
});

async function credentialOf(ctx: QueryCtx, operator: Operator | null) {
  if (!operator || operator.disabledAt !== undefined) return null;
  const { _id, passwordHash = null } = operator;
  const factor = await confirmedFactor(ctx, _id);
  return { operatorId: _id, passwordHash, sealedSecret: factor?.sealedSecret ?? null };
}

/** Notes down a try that was wrong, known e-mail or not. */
export const refuse = guardedMutation("system.work")({
  args: { operatorId: v.union(v.id("operators"), v.null()), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { operatorId, requestId }) => {
    await recordEvent(ctx, {
      ...{ actor: systemActor, action: "refuse sign-in", outcome: "refused", requestId },
      summary: operatorId
        ? "Somebody gave a wrong password or code."
        : "Somebody gave an e-mail address that no operator has.",
      target: operatorId ? { kind: "operator", id: operatorId } : undefined,
    });
    return null;
  },
});

/**
 * Opens a session after the password was right. Fails with `needs_second_factor` when a code has to come with it, and
 * with `unauthenticated` when that was used before, or the password is another one by now: `provenHash` is what was
 * judged, and `null` of who came by the identity provider.
 */
export const openSession = guardedMutation("system.work")({
  args: {
    operatorId: v.id("operators"),
    provenHash: v.union(v.string(), v.null()),
    keys: guessKeys,
    proof: v.union(factorProof, v.null()),
    session: newSession,
    requestId: v.string(),
  },
  returns: v.object({ me: meValidator, expiresAt: v.number() }),
  handler: async (ctx, { operatorId, provenHash, keys, proof, session, requestId }) => {
    const operator = await ctx.db.get("operators", operatorId);
    const isOther = provenHash !== null && operator?.passwordHash !== provenHash;
    if (!operator || operator.disabledAt !== undefined || isOther) {
      throw fail({ code: "unauthenticated", message: "E-mail address or password is wrong." });
    }
    const actor = actorOf(operator);
    const factor = await confirmedFactor(ctx, operatorId);
    if (factor && !proof) throw fail({ code: "needs_second_factor", message: "Enter the code of your app." });
    if (factor && proof) await takeProof(ctx, { factor, proof, actor, requestId });
    await forgive(ctx, keys);
    const expiresAt = await openOperatorSession(ctx, operatorId, session);
    const summary = factor ? "Signed in to the console, with a second factor." : "Signed in to the console.";
    await recordEvent(ctx, { actor, action: "sign in", summary, requestId });
    return { me: await meOf(ctx, operator), expiresAt };
  },
});

/** Whoever holds this session has proved again who they are; with a code instead of the password as `proof`. */
export const stepUp = guardedMutation("system.work")({
  args: {
    tokenHash: v.string(),
    keys: guessKeys,
    proof: v.union(factorProof, v.null()),
    requestId: v.string(),
  },
  returns: v.null(),
  handler: async (ctx, { tokenHash, keys, proof, requestId }) => {
    const session = await openSessionByHash(ctx, tokenHash);
    if (!session) throw fail({ code: "unauthenticated", message: "Sign in first." });
    const actor = actorOf(await requireOperator(ctx, session.operator));
    if (proof) {
      const factor = await confirmedFactor(ctx, session.operator);
      if (!factor) throw fail({ code: "conflict", field: "code", message: "You have no second factor." });
      await takeProof(ctx, { factor, proof, actor, requestId });
    }
    await forgive(ctx, keys);
    const now = Date.now();
    await ctx.db.patch("operatorSessions", session._id, { provedAt: now, seenAt: now });
    const summary = `Proved who they are, by ${proof ? "a code" : "their password"}.`;
    await recordEvent(ctx, { actor, action: "step up", summary, requestId });
    return null;
  },
});
