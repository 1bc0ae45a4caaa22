import { v } from "convex/values";
import type { Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import {
  actingOperator,
  actorOf,
  meOf,
  meValidator,
  requireOperator,
  requireStillAdmin,
} from "./model/operators";
import {
  endOperatorSessions,
  openSessionByHash,
  openSessionsOf,
  sessionByHash,
  sessionView,
} from "./model/operatorSessions";

/** Sessions of operators: whose one is, and ending them. */

/** Who holds this session: `null` when it is unknown, over, or its operator is disabled. */
export const holder = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.union(v.object({ me: meValidator, sessionId: v.string(), provedAt: v.number() }), v.null()),
  handler: async (ctx, { tokenHash }) => {
    const session = await openSessionByHash(ctx, tokenHash);
    const operator = session && (await ctx.db.get("operators", session.operator));
    if (!operator || operator.disabledAt !== undefined) return null;
    const me = await meOf(ctx, operator, session);
    return { me, sessionId: session._id, provedAt: session.provedAt ?? 0 };
  },
});

/** Its operator is doing something: it does not end as an idle one. */
export const keepActive = guardedMutation("system.work")({
  args: { tokenHash: v.string() },
  returns: v.null(),
  handler: async (ctx, { tokenHash }) => {
    const session = await openSessionByHash(ctx, tokenHash);
    if (!session) return null;
    const seenAt = Date.now();
    await ctx.db.patch("operatorSessions", session._id, { seenAt });
    await ctx.db.patch("operators", session.operator, { seenAt });
    return null;
  },
});

/** Ends one session. Ending one that has ended is fine. `signOn`: it was one by the identity provider. */
export const close = guardedMutation("system.work")({
  args: { tokenHash: v.string(), requestId: v.string() },
  returns: v.object({ signOn: v.boolean() }),
  handler: async (ctx, { tokenHash, requestId }) => {
    const session = await sessionByHash(ctx, tokenHash);
    if (session?.kind !== "session" || !session.operator) return { signOn: false };
    await ctx.db.delete("operatorSessions", session._id);
    const actor = actorOf(await requireOperator(ctx, session.operator));
    await recordEvent(ctx, { actor, action: "sign out", summary: "Signed out of the console.", requestId });
    return { signOn: session.signOn === true };
  },
});

const views = v.array(
  v.object({
    sessionId: v.string(),
    current: v.boolean(),
    device: v.union(v.string(), v.null()),
    address: v.union(v.string(), v.null()),
    openedAt: v.number(),
    seenAt: v.number(),
    expiresAt: v.number(),
  }),
);

/** The operator's own open sessions; `current` is the one they ask from. */
export const own = guardedQuery("account.self")({
  args: { current: v.string() },
  returns: views,
  handler: async (ctx, { current }) => {
    const { _id } = await actingOperator(ctx);
    return (await openSessionsOf(ctx, _id)).map((session) => sessionView(session, current));
  },
});

/** Another operator's open sessions. */
export const of = guardedQuery("operators.read")({
  args: { operatorId: v.string() },
  returns: views,
  handler: async (ctx, { operatorId }) => {
    const { _id } = await requireOperator(ctx, operatorId);
    return (await openSessionsOf(ctx, _id)).map((session) => sessionView(session));
  },
});

const ended = v.object({ ended: v.number() });

/** Ends one of the operator's own sessions, or without `sessionId` all but the one they ask from. */
export const endOwn = guardedMutation("account.self")({
  args: { current: v.string(), sessionId: v.optional(v.string()), requestId: v.string() },
  returns: ended,
  handler: async (ctx, { current, sessionId, requestId }) => {
    const { _id } = await actingOperator(ctx);
    const kept = ctx.db.normalizeId("operatorSessions", current) ?? undefined;
    const count = sessionId ? await endOne(ctx, _id, sessionId) : await endOperatorSessions(ctx, _id, kept);
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "end sessions", requestId, target: { kind: "operator", id: _id } },
      summary: `Ended ${counted(count)} of their own.`,
    });
    return { ended: count };
  },
});

/** Ends one of another operator's sessions, or without `sessionId` all of them. */
export const end = guardedMutation("operators.write")({
  args: { operatorId: v.string(), sessionId: v.optional(v.string()), requestId: v.string() },
  returns: ended,
  handler: async (ctx, { operatorId, sessionId, requestId }) => {
    await requireStillAdmin(ctx);
    const { _id } = await requireOperator(ctx, operatorId);
    const count = sessionId ? await endOne(ctx, _id, sessionId) : await endOperatorSessions(ctx, _id);
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "end sessions", requestId, target: { kind: "operator", id: _id } },
      summary: `Ended ${counted(count)} of another operator.`,
    });
    return { ended: count };
  },
});

const counted = (count: number) => `${count} session${count === 1 ? "" : "s"}`;

/** Only theirs: the ID of somebody else's session is unknown here. */
async function endOne(ctx: MutationCtx, operator: Id<"operators">, sessionId: string): Promise<number> {
  const id = ctx.db.normalizeId("operatorSessions", sessionId);
  const session = id && (await ctx.db.get("operatorSessions", id));
  if (session?.operator !== operator) {
    throw fail({ code: "not_found", field: "sessionId", message: "This session has ended already." });
  }
  await ctx.db.delete("operatorSessions", session._id);
  return 1;
}
