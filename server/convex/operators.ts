import { v } from "convex/values";
import type { OperatorRow } from "../../shared/operators-api";
import { operatorRoles } from "../../shared/permissions";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { type Actor, fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { confirmedFactor } from "./model/operatorFactor";
import { type Operator, requireOperator, requireOtherAdmin, requireStillAdmin } from "./model/operators";
import { endOperatorSessions, openSessionsOf } from "./model/operatorSessions";
import { oneOf } from "./model/selectionArgs";
import { identitiesOf } from "./model/signOn";

/** The people at the desk, as admins see and change them. Nobody is ever deleted: the audit names them. */

/** Each row reads up to 40 sessions. */
const PER_PAGE = 50;

/** A page of operators by name. */
export const list = guardedQuery("operators.read")({
  args: { cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { cursor }) => {
    const page = await ctx.db
      .query("operators")
      .withIndex("by_name")
      .paginate({ cursor, numItems: PER_PAGE });
    const rows = [];
    for (const operator of page.page) rows.push(await rowOf(ctx, operator));
    return { rows, nextCursor: page.isDone ? null : page.continueCursor };
  },
});

async function rowOf(ctx: QueryCtx, operator: Operator): Promise<OperatorRow> {
  const { _id, name, email, role, disabledAt = null, seenAt = null } = operator;
  const secondFactor = (await confirmedFactor(ctx, _id)) !== null;
  const signOn = (await identitiesOf(ctx, _id)).length > 0;
  const sessions = (await openSessionsOf(ctx, _id)).length;
  const joinedAt = operator._creationTime;
  return { operatorId: _id, name, email, role, disabledAt, secondFactor, signOn, seenAt, sessions, joinedAt };
}

const about = { operatorId: v.string(), reason: v.string(), requestId: v.string() };

/** Gives an operator another role, from their next click on. */
export const changeRole = guardedMutation("operators.write")({
  args: { ...about, role: oneOf(operatorRoles) },
  returns: v.null(),
  handler: async (ctx, { operatorId, role, ...why }) => {
    const operator = await operatorToChange(ctx, operatorId);
    if (operator.role === role) return null;
    if (operator.role === "admin" && operator.disabledAt === undefined) {
      await requireOtherAdmin(ctx, operator._id);
    }
    await ctx.db.patch("operators", operator._id, { role });
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "change role", target: { kind: "operator", id: operator._id }, ...why },
      summary: `Made ${operator.name} ${role}.`,
      changes: [{ field: "role", before: operator.role, after: role }],
    });
    return null;
  },
});

/** Shuts an operator out: their sessions end in the same transaction. */
export const disable = guardedMutation("operators.write")({
  args: about,
  returns: v.null(),
  handler: async (ctx, { operatorId, ...why }) => {
    const operator = await operatorToChange(ctx, operatorId);
    if (operator.disabledAt !== undefined) return null;
    if (operator._id === ctx.actor.id) {
      throw fail({ code: "conflict", message: "You cannot disable yourself. Ask another admin." });
    }
    if (operator.role === "admin") await requireOtherAdmin(ctx, operator._id);
    await ctx.db.patch("operators", operator._id, { disabledAt: Date.now() });
    const ended = await endOperatorSessions(ctx, operator._id);
    await recordEvent(ctx, {
      ...{
        actor: ctx.actor,
        action: "disable operator",
        target: { kind: "operator", id: operator._id },
        ...why,
      },
      summary: `Disabled ${operator.name}; ${ended} session${ended === 1 ? "" : "s"} ended.`,
    });
    return null;
  },
});

/** Lets a disabled operator in again, with the password and second factor they had. */
export const enable = guardedMutation("operators.write")({
  args: about,
  returns: v.null(),
  handler: async (ctx, { operatorId, ...why }) => {
    const operator = await operatorToChange(ctx, operatorId);
    if (operator.disabledAt === undefined) return null;
    await ctx.db.patch("operators", operator._id, { disabledAt: undefined });
    await recordEvent(ctx, {
      ...{
        actor: ctx.actor,
        action: "enable operator",
        target: { kind: "operator", id: operator._id },
        ...why,
      },
      summary: `Enabled ${operator.name}.`,
    });
    return null;
  },
});

async function operatorToChange(ctx: MutationCtx & { actor: Actor }, operatorId: string): Promise<Operator> {
  await requireStillAdmin(ctx);
  return requireOperator(ctx, operatorId);
}
