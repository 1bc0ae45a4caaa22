import { v } from "convex/values";
import type { Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { type Actor, fail, guardedMutation, guardedQuery, requireStepUp } from "./functions";
import { recordEvent } from "./model/audit";
import { confirmedFactor, factorOf, takeProof } from "./model/operatorFactor";
import { actingOperator, requireOperator, requireStillAdmin } from "./model/operators";
import { readSettings } from "./model/settings";
import { identitiesOf } from "./model/signOn";

/** Second factors: set up by their operator, removed by them or, for a lost phone, by an admin. */

/** What the operator sees of their own. */
export const own = guardedQuery("account.self")({
  args: {},
  returns: v.object({
    secondFactor: v.union(v.object({ since: v.number(), recoveryCodesLeft: v.number() }), v.null()),
    demanded: v.boolean(),
    password: v.boolean(),
    signOn: v.boolean(),
  }),
  handler: async (ctx) => {
    const { _id, role, passwordHash } = await actingOperator(ctx);
    const factor = await confirmedFactor(ctx, _id);
    const { access } = (await readSettings(ctx)).settings;
    const { confirmedAt: since = 0, recoveryHashes = [] } = factor ?? {};
    return {
      secondFactor: factor && { since, recoveryCodesLeft: recoveryHashes.length },
      demanded: role === "admin" && access.secondFactorForAdmins,
      password: passwordHash !== undefined,
      signOn: (await identitiesOf(ctx, _id)).length > 0,
    };
  },
});

/** Keeps a sealed secret that counts for nothing until a code of it has come. */
export const begin = guardedMutation("account.self")({
  args: { sealedSecret: v.string() },
  returns: v.null(),
  handler: async (ctx, { sealedSecret }) => {
    requireStepUp(ctx.actor);
    const { _id } = await actingOperator(ctx);
    const known = await factorOf(ctx, _id);
    if (known?.confirmedAt !== undefined) {
      throw fail({
        code: "conflict",
        message: "You have a second factor. Remove it before you set up another.",
      });
    }
    if (known) await ctx.db.delete("operatorFactors", known._id);
    await ctx.db.insert("operatorFactors", { operator: _id, sealedSecret, lastStep: 0, recoveryHashes: [] });
    return null;
  },
});

/** The sealed secret that waits for its first code, or `null`. */
export const waiting = guardedQuery("system.work")({
  args: { operatorId: v.string() },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { operatorId }) => {
    const { _id } = await requireOperator(ctx, operatorId);
    const factor = await factorOf(ctx, _id);
    return factor && factor.confirmedAt === undefined ? factor.sealedSecret : null;
  },
});

/** The first code was right: from now on the second factor counts, and that code is used up. */
export const confirm = guardedMutation("account.self")({
  args: {
    sealedSecret: v.string(),
    step: v.number(),
    recoveryHashes: v.array(v.string()),
    requestId: v.string(),
  },
  returns: v.null(),
  handler: async (ctx, { sealedSecret, step, recoveryHashes, requestId }) => {
    const { _id } = await actingOperator(ctx);
    const factor = await factorOf(ctx, _id);
    if (factor?.sealedSecret !== sealedSecret || factor.confirmedAt !== undefined) {
      throw fail({ code: "conflict", message: "This was begun anew somewhere else. Begin again." });
    }
    await takeProof(ctx, { factor, proof: { kind: "step", step }, actor: ctx.actor, requestId });
    await ctx.db.patch("operatorFactors", factor._id, { confirmedAt: Date.now(), recoveryHashes });
    await record(ctx, {
      ...{ operator: _id, action: "enrol second factor", requestId },
      summary: "Set up a second factor.",
    });
    return null;
  },
});

/** New recovery codes; those from before are of no use any more. */
export const renewRecoveryCodes = guardedMutation("account.self")({
  args: { recoveryHashes: v.array(v.string()), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { recoveryHashes, requestId }) => {
    requireStepUp(ctx.actor);
    const { _id } = await actingOperator(ctx);
    const factor = await confirmedFactor(ctx, _id);
    if (!factor) throw fail({ code: "conflict", message: "You have no second factor." });
    await ctx.db.patch("operatorFactors", factor._id, { recoveryHashes });
    await record(ctx, {
      ...{ operator: _id, action: "new recovery codes", requestId },
      summary: `Made ${recoveryHashes.length} new recovery codes; the old ones are of no use.`,
    });
    return null;
  },
});

/** Rows of a page of sealed secrets. */
const PER_PAGE = 100;

/** The sealed secrets, page by page: for sealing them by another key. */
export const sealed = guardedQuery("system.work")({
  args: { cursor: v.union(v.string(), v.null()) },
  returns: v.object({
    factors: v.array(v.object({ operatorId: v.string(), sealedSecret: v.string() })),
    nextCursor: v.union(v.string(), v.null()),
  }),
  handler: async (ctx, { cursor }) => {
    const page = await ctx.db.query("operatorFactors").paginate({ cursor, numItems: PER_PAGE });
    const factors = page.page.map(({ operator: operatorId, sealedSecret }) => ({ operatorId, sealedSecret }));
    return { factors, nextCursor: page.isDone ? null : page.continueCursor };
  },
});

/** Puts the same secret there sealed by another key, unless a new one has come meanwhile. */
export const sealAnew = guardedMutation("system.work")({
  args: { operatorId: v.string(), sealedSecret: v.string(), to: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { operatorId, sealedSecret, to }) => {
    const { _id } = await requireOperator(ctx, operatorId);
    const factor = await factorOf(ctx, _id);
    if (factor?.sealedSecret !== sealedSecret) return false;
    await ctx.db.patch("operatorFactors", factor._id, { sealedSecret: to });
    return true;
  },
});

/** The operator does without it from now on. */
export const remove = guardedMutation("account.self")({
  args: { requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { requestId }) => {
    requireStepUp(ctx.actor);
    const { _id } = await actingOperator(ctx);
    await forget(ctx, _id);
    await record(ctx, {
      ...{ operator: _id, action: "remove second factor", requestId },
      summary: "Removed their second factor.",
    });
    return null;
  },
});

/** Removes another operator's second factor, so that they can get in by their password and set up a new one. */
export const reset = guardedMutation("operators.write")({
  args: { operatorId: v.string(), reason: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { operatorId, reason, requestId }) => {
    await requireStillAdmin(ctx);
    const { _id } = await requireOperator(ctx, operatorId);
    await forget(ctx, _id);
    await record(ctx, {
      ...{ operator: _id, action: "reset second factor", reason, requestId },
      summary: "Removed the second factor of another operator.",
    });
    return null;
  },
});

async function forget(ctx: MutationCtx, operator: Id<"operators">): Promise<void> {
  const factor = await confirmedFactor(ctx, operator);
  if (!factor) throw fail({ code: "conflict", message: "There is no second factor." });
  await ctx.db.delete("operatorFactors", factor._id);
}

type FactorEvent = {
  operator: Id<"operators">;
  action: "enrol second factor" | "remove second factor" | "reset second factor" | "new recovery codes";
  summary: string;
  reason?: string;
  requestId: string;
};

const record = (ctx: MutationCtx & { actor: Actor }, { operator, ...event }: FactorEvent) =>
  recordEvent(ctx, { actor: ctx.actor, target: { kind: "operator", id: operator }, ...event });
