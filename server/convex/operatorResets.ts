import { v } from "convex/values";
import { RESET_MINUTES } from "../../shared/operators-api";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { type Actor, fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { forgive, guessKeys } from "./model/guesses";
import { confirmedFactor } from "./model/operatorFactor";
import { forgetReset } from "./model/operatorResets";
import {
  actorOf,
  operatorByEmail,
  requireOperator,
  requireStillAdmin,
  type Operator,
} from "./model/operators";
import { endOperatorSessions } from "./model/operatorSessions";

/** Links by which an operator who has forgotten their password chooses another. Their second factor stays. */

type Reset = Doc<"operatorResets">;

/** Makes one for another operator; an older one is of no use from then on. Answers when it ends. */
export const create = guardedMutation("operators.write")({
  args: {
    operatorId: v.string(),
    minutes: v.number(),
    reason: v.string(),
    tokenHash: v.string(),
    requestId: v.string(),
  },
  returns: v.number(),
  handler: async (ctx, { operatorId, minutes, ...link }) => {
    await requireStillAdmin(ctx);
    const operator = await requireOperator(ctx, operatorId);
    return makeLink(ctx, operator, { minutes, ...link });
  },
});

/** The same at the terminal, for when no admin can sign in; whoever is there holds the keys of the store anyway. */
export const createAtTerminal = guardedMutation("system.work")({
  args: { email: v.string(), minutes: v.number(), dropFactor: v.boolean(), tokenHash: v.string() },
  returns: v.object({ name: v.string(), expiresAt: v.number(), factorDropped: v.boolean() }),
  handler: async (ctx, { email, minutes, dropFactor, tokenHash }) => {
    const operator = await operatorByEmail(ctx, email);
    if (!operator) throw fail({ code: "not_found", message: "No operator has this e-mail address." });
    const why = { reason: "at the terminal", requestId: "terminal" };
    const expiresAt = await makeLink(ctx, operator, { minutes, tokenHash, ...why });
    const factor = dropFactor ? await confirmedFactor(ctx, operator._id) : null;
    if (factor) {
      await ctx.db.delete("operatorFactors", factor._id);
      await recordEvent(ctx, {
        ...{ actor: ctx.actor, action: "reset second factor", ...why },
        summary: "Removed the second factor of another operator.",
        target: { kind: "operator", id: operator._id },
      });
    }
    return { name: operator.name, expiresAt, factorDropped: factor !== null };
  },
});

type Link = { minutes: number; tokenHash: string; reason: string; requestId: string };

async function makeLink(
  ctx: MutationCtx & { actor: Actor },
  { _id, disabledAt }: Operator,
  { minutes, tokenHash, ...why }: Link,
): Promise<number> {
  if (disabledAt !== undefined) throw fail({ code: "conflict", message: "This operator is disabled." });
  const { least, most } = RESET_MINUTES;
  const expiresAt = Date.now() + Math.min(Math.max(minutes, least), most) * 60_000;
  await forgetReset(ctx, _id);
  await ctx.db.insert("operatorResets", { operator: _id, tokenHash, expiresAt });
  await recordEvent(ctx, {
    ...{ actor: ctx.actor, action: "make reset link", target: { kind: "operator", id: _id }, ...why },
    summary: "Made a link by which another operator chooses a new password.",
  });
  return expiresAt;
}

/** Whose password a link sets, and if nobody's, why. */
export const status = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.object({
    reset: v.union(v.object({ email: v.string(), name: v.string() }), v.null()),
    why: v.union(v.string(), v.null()),
  }),
  handler: async (ctx, { tokenHash }) => {
    const found = await find(ctx, tokenHash);
    if (typeof found === "string") return { reset: null, why: found };
    const { email, name } = found.operator;
    return { reset: { email, name }, why: null };
  },
});

/** Uses up a link: the new password, and the end of every session. Signing in with it comes after. */
export const use = guardedMutation("system.work")({
  args: { tokenHash: v.string(), passwordHash: v.string(), keys: guessKeys, requestId: v.string() },
  returns: v.object({ ended: v.number() }),
  handler: async (ctx, { tokenHash, passwordHash, keys, requestId }) => {
    const found = await find(ctx, tokenHash);
    if (typeof found === "string") throw fail({ code: "forbidden", message: found });
    const { operator, link } = found;
    await ctx.db.delete("operatorResets", link._id);
    await ctx.db.patch("operators", operator._id, { passwordHash });
    await forgive(ctx, keys);
    const ended = await endOperatorSessions(ctx, operator._id);
    await recordEvent(ctx, {
      ...{ actor: actorOf(operator), action: "reset password", requestId },
      summary: `Chose a new password by a reset link; ${ended} session${ended === 1 ? "" : "s"} ended.`,
      target: { kind: "operator", id: operator._id },
    });
    return { ended };
  },
});

/** What a link is good for, or why it is good for nothing. */
async function find(ctx: QueryCtx, tokenHash: string): Promise<{ link: Reset; operator: Operator } | string> {
  const link = await ctx.db
    .query("operatorResets")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  if (!link) return "This link was used, withdrawn or replaced by a newer one.";
  if (link.expiresAt <= Date.now()) return "This link has expired. Ask an admin for a new one.";
  const operator = await requireOperator(ctx, link.operator);
  return operator.disabledAt === undefined ? { link, operator } : "This operator is disabled.";
}
