import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { readSettings } from "./settings";

export type OperatorSession = Doc<"operatorSessions"> & { operator: Id<"operators"> };

/** Sessions one operator may hold at a time; a new sign-in ends the oldest. So all of them are one bounded read. */
const SESSIONS_PER_OPERATOR = 20;

/** A session that is to be opened: the hash of its token, and where it is. */
export const newSession = v.object({
  tokenHash: v.string(),
  device: v.optional(v.string()),
  address: v.optional(v.string()),
  /** They came by the identity provider, so signing out ends what they have there too. */
  signOn: v.optional(v.literal(true)),
});

/** How somebody came in at the identity provider: when they last proved there who they are (0: not said), and how. */
export type Elsewhere = { provedAt: number; factorElsewhere: boolean };

/**
 * Opens a session for somebody who has just proved who they are, here or `elsewhere`. Answers when it ends at the latest.
 */
export async function openOperatorSession(
  ctx: MutationCtx,
  operator: Id<"operators">,
  session: Infer<typeof newSession>,
  elsewhere?: Elsewhere,
): Promise<number> {
  const now = Date.now();
  const { settings } = await readSettings(ctx);
  const expiresAt = now + settings.access.sessionHours * 3_600_000;
  await makeRoom(ctx, operator);
  const open = { ...session, expiresAt, seenAt: now, provedAt: now, ...elsewhere };
  await ctx.db.insert("operatorSessions", { kind: "session", operator, ...open });
  await ctx.db.patch("operators", operator, { seenAt: now });
  return expiresAt;
}

/** The session of this token, if it is one, and still open: neither too old nor idle for too long. */
export async function openSessionByHash(ctx: QueryCtx, tokenHash: string): Promise<OperatorSession | null> {
  const session = await sessionByHash(ctx, tokenHash);
  const operator = session?.operator;
  if (!session || session.kind !== "session" || !operator) return null;
  return (await endOf(ctx, session)) > Date.now() ? { ...session, operator } : null;
}

export function sessionByHash(ctx: QueryCtx, tokenHash: string): Promise<Doc<"operatorSessions"> | null> {
  return ctx.db
    .query("operatorSessions")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
}

/** When a session ends if nobody does anything in it from now on. */
async function endOf(ctx: QueryCtx, session: Doc<"operatorSessions">): Promise<number> {
  const { idleMinutes } = (await readSettings(ctx)).settings.access;
  const seenAt = session.seenAt ?? session._creationTime;
  return Math.min(session.expiresAt, seenAt + idleMinutes * 60_000);
}

/** The operator's open sessions, newest first. */
export async function openSessionsOf(ctx: QueryCtx, operator: Id<"operators">) {
  const sessions = await sessionsOf(ctx, operator);
  const open = [];
  for (const session of sessions) {
    if ((await endOf(ctx, session)) > Date.now()) open.push(session);
  }
  return open.reverse();
}

/** Ends the operator's sessions, at once, but for `except`. Answers how many were open. */
export async function endOperatorSessions(
  ctx: MutationCtx,
  operator: Id<"operators">,
  except?: Id<"operatorSessions">,
): Promise<number> {
  const open = await openSessionsOf(ctx, operator);
  for (const { _id } of await sessionsOf(ctx, operator)) {
    if (_id !== except) await ctx.db.delete("operatorSessions", _id);
  }
  return open.filter(({ _id }) => _id !== except).length;
}

/** Clears away the operator's expired sessions, and the oldest when there are too many. */
async function makeRoom(ctx: MutationCtx, operator: Id<"operators">): Promise<void> {
  const sessions = await sessionsOf(ctx, operator);
  const surplus = sessions.length - SESSIONS_PER_OPERATOR + 1;
  const now = Date.now();
  for (const [index, session] of sessions.entries()) {
    if (index < surplus || session.expiresAt <= now) await ctx.db.delete("operatorSessions", session._id);
  }
}

/** Oldest first, by the order of insertion. */
function sessionsOf(ctx: QueryCtx, operator: Id<"operators">) {
  return ctx.db
    .query("operatorSessions")
    .withIndex("by_operator", (q) => q.eq("operator", operator))
    .take(2 * SESSIONS_PER_OPERATOR);
}

export const sessionView = (session: Doc<"operatorSessions">, current?: string) => ({
  sessionId: session._id,
  current: session._id === current,
  device: session.device ?? null,
  address: session.address ?? null,
  openedAt: session._creationTime,
  seenAt: session.seenAt ?? session._creationTime,
  expiresAt: session.expiresAt,
});
