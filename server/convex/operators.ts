import { v } from "convex/values";
import { emailKey } from "../../shared/normalize";
import { operatorRoles } from "../../shared/permissions";
import type { Me } from "../../shared/session-api";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";

/** Operators at the door of the desk: the one-time link of the first start, and sessions. */

const sessionArgs = { tokenHash: v.string(), expiresAt: v.number() };
const meValidator = v.object({
  operatorId: v.string(),
  name: v.string(),
  email: v.string(),
  role: v.union(...operatorRoles.map((role) => v.literal(role))),
});

/** Sessions one operator may hold at a time; a new sign-in ends the oldest. */
const SESSIONS_PER_OPERATOR = 20;

/** Makes the one-time link the only one, while there is no operator. Answers whether it is of use. */
export const ensureSetUpLink = guardedMutation("system.work")({
  args: sessionArgs,
  returns: v.boolean(),
  handler: async (ctx, link) => {
    if (await anyOperator(ctx)) return false;
    await deleteSetUpLinks(ctx);
    await ctx.db.insert("operatorSessions", { kind: "set_up", ...link });
    return true;
  },
});

/** Whether a one-time link can be used, and if not, what to do instead. */
export const setUpStatus = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.object({ usable: v.boolean(), why: v.union(v.string(), v.null()) }),
  handler: async (ctx, { tokenHash }) => {
    const why = await whyNotUsable(ctx, tokenHash);
    return { usable: why === null, why };
  },
});

/** Uses up the one-time link: the first admin and their session, or nothing. */
export const setUp = guardedMutation("system.work")({
  args: {
    tokenHash: v.string(),
    name: v.string(),
    email: v.string(),
    passwordHash: v.string(),
    session: v.object(sessionArgs),
    requestId: v.string(),
  },
  returns: meValidator,
  handler: async (ctx, { tokenHash, name, email, passwordHash, session, requestId }): Promise<Me> => {
    const why = await whyNotUsable(ctx, tokenHash);
    if (why) throw fail({ code: "forbidden", message: why });
    await deleteSetUpLinks(ctx);
    const key = emailKey(email);
    if (!key) throw fail({ code: "invalid", field: "email", message: "Enter your e-mail address." });
    const fields = { name, email: email.trim(), emailKey: key, role: "admin" as const, passwordHash };
    const id = await ctx.db.insert("operators", fields);
    await ctx.db.insert("operatorSessions", { kind: "session", operator: id, ...session });
    await recordEvent(ctx, {
      actor: { kind: "operator", id, name, role: "admin" },
      action: "set up",
      summary: "Became the first admin with the one-time link.",
      requestId,
    });
    return { operatorId: id, name, email: fields.email, role: fields.role };
  },
});

/** How an operator signs in with this e-mail, or `null`. The password is compared outside. */
export const credentialByEmail = guardedQuery("system.work")({
  args: { email: v.string() },
  returns: v.union(v.object({ operatorId: v.id("operators"), passwordHash: v.string() }), v.null()),
  handler: async (ctx, { email }) => {
    const operator = await operatorByEmail(ctx, email);
    if (!operator || operator.disabledAt) return null;
    return { operatorId: operator._id, passwordHash: operator.passwordHash };
  },
});

/** Opens a session after the password was right. */
export const openSession = guardedMutation("system.work")({
  args: { operatorId: v.id("operators"), ...sessionArgs, requestId: v.string() },
  returns: meValidator,
  handler: async (ctx, { operatorId, tokenHash, expiresAt, requestId }) => {
    const operator = await ctx.db.get("operators", operatorId);
    if (!operator || operator.disabledAt) {
      throw fail({ code: "forbidden", message: "This operator is disabled." });
    }
    await makeRoom(ctx, operatorId);
    await ctx.db.insert("operatorSessions", { kind: "session", operator: operatorId, tokenHash, expiresAt });
    await recordEvent(ctx, {
      actor: { kind: "operator", id: operatorId, name: operator.name, role: operator.role },
      action: "sign in",
      summary: "Signed in to the console.",
      requestId,
    });
    return meOf(operator);
  },
});

/** Who holds this session: `null` when it is unknown, expired, or its operator is disabled. */
export const sessionOperator = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.union(meValidator, v.null()),
  handler: async (ctx, { tokenHash }) => {
    const session = await sessionByHash(ctx, tokenHash);
    if (session?.kind !== "session" || !session.operator || session.expiresAt <= Date.now()) return null;
    const operator = await ctx.db.get("operators", session.operator);
    return operator && !operator.disabledAt ? meOf(operator) : null;
  },
});

/** Ends one session. Ending one that has ended is fine. */
export const closeSession = guardedMutation("system.work")({
  args: { tokenHash: v.string() },
  returns: v.null(),
  handler: async (ctx, { tokenHash }) => {
    const session = await sessionByHash(ctx, tokenHash);
    if (session?.kind === "session") await ctx.db.delete("operatorSessions", session._id);
    return null;
  },
});

async function whyNotUsable(ctx: QueryCtx, tokenHash: string): Promise<string | null> {
  if (await anyOperator(ctx)) return "This link has been used. Sign in instead.";
  const link = await sessionByHash(ctx, tokenHash);
  if (link?.kind !== "set_up") return "This link is not valid. A newer start of Tandem prints a new one.";
  return link.expiresAt > Date.now() ? null : "This link has expired. Start Tandem again for a new one.";
}

async function anyOperator(ctx: QueryCtx): Promise<boolean> {
  return (await ctx.db.query("operators").first()) !== null;
}

/** There is at most one at a time; a few more than that are cleared away all the same. */
async function deleteSetUpLinks(ctx: MutationCtx): Promise<void> {
  const links = ctx.db.query("operatorSessions").withIndex("by_kind", (q) => q.eq("kind", "set_up"));
  for (const link of await links.take(10)) await ctx.db.delete("operatorSessions", link._id);
}

/** Clears away the operator's expired sessions, and the oldest when there are too many. */
async function makeRoom(ctx: MutationCtx, operator: Id<"operators">): Promise<void> {
  const sessions = await ctx.db
    .query("operatorSessions")
    .withIndex("by_operator", (q) => q.eq("operator", operator))
    .take(2 * SESSIONS_PER_OPERATOR);
  const surplus = sessions.length - SESSIONS_PER_OPERATOR + 1;
  const now = Date.now();
  for (const [index, session] of sessions.entries()) {
    if (index < surplus || session.expiresAt <= now) await ctx.db.delete("operatorSessions", session._id);
  }
}

function sessionByHash(ctx: QueryCtx, tokenHash: string): Promise<Doc<"operatorSessions"> | null> {
  return ctx.db
    .query("operatorSessions")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
}

function operatorByEmail(ctx: QueryCtx, email: string): Promise<Doc<"operators"> | null> {
  return ctx.db
    .query("operators")
    .withIndex("by_emailKey", (q) => q.eq("emailKey", emailKey(email) ?? ""))
    .first();
}

const meOf = ({ _id, name, email, role }: Doc<"operators">): Me => ({ operatorId: _id, name, email, role });
