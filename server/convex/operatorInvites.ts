import { v } from "convex/values";
import { INVITE_MS, type OperatorInvite } from "../../shared/operators-api";
import { emailKey } from "../../shared/normalize";
import { operatorRoles } from "../../shared/permissions";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { inviteFor, type Invite } from "./model/operatorInvites";
import {
  actorOf,
  meOf,
  meValidator,
  operatorByEmail,
  requireOperator,
  requireStillAdmin,
} from "./model/operators";
import { newSession, openOperatorSession } from "./model/operatorSessions";
import { oneOf } from "./model/selectionArgs";

/** Links by which somebody becomes an operator: an admin chooses address and role, the invited name and password. */

const MOST_INVITES = 200;
const FORGOTTEN_AT_ONCE = 20;

const inviteView = v.object({
  inviteId: v.string(),
  email: v.string(),
  role: oneOf(operatorRoles),
  invitedBy: v.string(),
  expiresAt: v.number(),
});

/** The invitations that can still be used, the one that ends first before the others. */
export const list = guardedQuery("operators.read")({
  args: {},
  returns: v.array(inviteView),
  handler: async (ctx) => {
    const invites = await ctx.db
      .query("operatorInvites")
      .withIndex("by_expiresAt", (q) => q.gt("expiresAt", Date.now()))
      .take(MOST_INVITES);
    return invites.map(viewOf);
  },
});

/** Invites somebody; an older link for the same address is of no use from then on. */
export const create = guardedMutation("operators.write")({
  args: { email: v.string(), role: oneOf(operatorRoles), tokenHash: v.string(), requestId: v.string() },
  returns: inviteView,
  handler: async (ctx, { email, role, tokenHash, requestId }) => {
    await requireStillAdmin(ctx);
    const key = emailKey(email);
    if (!key) throw fail({ code: "invalid", field: "email", message: "Enter an e-mail address." });
    if (await operatorByEmail(ctx, email)) {
      throw fail({
        ...{ code: "conflict", field: "email" },
        message:
          "An operator has this address already. If they have forgotten their password, make them a reset link in the list.",
      });
    }
    await forgetOld(ctx);
    const older = await inviteFor(ctx, key);
    if (older) await ctx.db.delete("operatorInvites", older._id);
    const invitedBy = ctx.actor.name;
    const expiresAt = Date.now() + INVITE_MS;
    const fields = { email: email.trim(), emailKey: key, role, tokenHash, expiresAt, invitedBy };
    const id = await ctx.db.insert("operatorInvites", fields);
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "invite operator", requestId },
      summary: `Invited somebody to become ${role}.`,
      changes: [
        { field: "email", before: null, after: fields.email },
        { field: "role", before: null, after: role },
      ],
    });
    return { inviteId: id, email: fields.email, role, invitedBy, expiresAt };
  },
});

/** Withdraws an invitation: its link is of no use any more. */
export const withdraw = guardedMutation("operators.write")({
  args: { inviteId: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { inviteId, requestId }) => {
    await requireStillAdmin(ctx);
    const id = ctx.db.normalizeId("operatorInvites", inviteId);
    const invite = id && (await ctx.db.get("operatorInvites", id));
    if (!invite) throw fail({ code: "not_found", message: "This invitation was used or withdrawn already." });
    await ctx.db.delete("operatorInvites", invite._id);
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "withdraw invitation", requestId },
      summary: `Withdrew an invitation to become ${invite.role}.`,
    });
    return null;
  },
});

/** What a link invites to, and if to nothing, why. */
export const status = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.object({
    invite: v.union(v.object({ email: v.string(), role: oneOf(operatorRoles) }), v.null()),
    why: v.union(v.string(), v.null()),
  }),
  handler: async (ctx, { tokenHash }) => {
    const invite = await inviteByHash(ctx, tokenHash);
    const why = whyNotUsable(invite);
    return { invite: invite && !why ? { email: invite.email, role: invite.role } : null, why };
  },
});

/** Uses up an invitation: the operator and their session, or nothing. */
export const accept = guardedMutation("system.work")({
  args: {
    tokenHash: v.string(),
    name: v.string(),
    passwordHash: v.string(),
    session: newSession,
    requestId: v.string(),
  },
  returns: v.object({ me: meValidator, expiresAt: v.number() }),
  handler: async (ctx, { tokenHash, name, passwordHash, session, requestId }) => {
    const invite = await inviteByHash(ctx, tokenHash);
    const why = whyNotUsable(invite);
    if (!invite || why) throw fail({ code: "forbidden", message: why ?? "This link is not valid." });
    await ctx.db.delete("operatorInvites", invite._id);
    const { email, emailKey: key, role, invitedBy } = invite;
    const fields = { name, email, emailKey: key, role, passwordHash };
    const operator = await requireOperator(ctx, await ctx.db.insert("operators", fields));
    const expiresAt = await openOperatorSession(ctx, operator._id, session);
    await recordEvent(ctx, {
      ...{ actor: actorOf(operator), action: "join", requestId },
      summary: `Became ${role}, invited by ${invitedBy}.`,
      target: { kind: "operator", id: operator._id },
    });
    return { me: await meOf(ctx, operator), expiresAt };
  },
});

function whyNotUsable(invite: Invite | null): string | null {
  if (!invite) return "This link was used, withdrawn or replaced by a newer one.";
  return invite.expiresAt > Date.now() ? null : "This link has expired. Ask an admin for a new one.";
}

const viewOf = ({ _id, email, role, invitedBy, expiresAt }: Invite): OperatorInvite => ({
  ...{ inviteId: _id, email, role, invitedBy, expiresAt },
});

const inviteByHash = (ctx: QueryCtx, tokenHash: string) =>
  ctx.db
    .query("operatorInvites")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();

async function forgetOld(ctx: MutationCtx): Promise<void> {
  const old = await ctx.db
    .query("operatorInvites")
    .withIndex("by_expiresAt", (q) => q.lte("expiresAt", Date.now()))
    .take(FORGOTTEN_AT_ONCE);
  for (const { _id } of old) await ctx.db.delete("operatorInvites", _id);
}
