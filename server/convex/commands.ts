import { happened } from "../../shared/fixed-sentences";
import { v } from "convex/values";
import type { NamedAction } from "../../shared/audit-api";
import type { CommandResult } from "../../shared/users-api";
import { fail, guardedMutation, type Actor } from "./functions";
import { recordEvent } from "./model/audit";
import { isCommandAllowed } from "./model/availability";
import { personById } from "./model/findPerson";
import { nobody } from "./model/nobody";
import { enqueueJob } from "./model/enqueueJob";
import { refreshLinks } from "./model/links";
import { enqueueResync } from "./model/resync";
import { restoreUser } from "./model/restoreUser";
import { softDeleteUser } from "./model/softDelete";
import { newTouched } from "./model/touched";
import { requireUser, type User } from "./model/users";
import type { Link } from "./model/linkRow";
import type { MutationCtx } from "./_generated/server";
import type { CommandName } from "../../shared/person-actions";

/** The buttons of the desk. Each leaves an audit event in the transaction of its change. */
const target = { id: v.string(), requestId: v.string() };
const optionalReason = { reason: v.optional(v.string()) };

export const resync = guardedMutation("users.resync")({
  args: { ...target, ...optionalReason },
  handler: async (ctx, args): Promise<CommandResult> => {
    const { link, user } = await personFor(ctx, "resync", args.id);
    const touched = newTouched();
    const result = await enqueueResync(ctx, touched, user, {
      ...{ requestedBy: ctx.actor.name, reason: args.reason, lane: "live" },
    });
    if ("skipped" in result) throw fail({ code: "conflict", message: result.skipped });
    await refreshLinks(ctx, touched);
    await note(ctx, user, "resync", happened.askedResync, args);
    return { linkId: link._id, jobId: result.job };
  },
});

export const resendWelcome = guardedMutation("users.resendWelcome")({
  args: { ...target, ...optionalReason },
  handler: async (ctx, args): Promise<CommandResult> => {
    const { link, user } = await personFor(ctx, "resendWelcome", args.id);
    const touched = newTouched();
    const job = await enqueueJob(ctx, touched, {
      user: user._id,
      kind: "resend_welcome",
      lane: "live",
      requestedBy: ctx.actor.name,
      reason: args.reason,
    });
    await refreshLinks(ctx, touched);
    await note(ctx, user, "re-send welcome", happened.askedWelcome, args);
    return { linkId: link._id, jobId: job };
  },
});

export const softDelete = guardedMutation("users.softDelete")({
  args: { ...target, reason: v.string() },
  handler: async (ctx, { id, reason, requestId }): Promise<CommandResult> => {
    const { link, user } = await personFor(ctx, "softDelete", id);
    const touched = newTouched();
    await softDeleteUser(ctx, touched, user, { actor: ctx.actor, reason, requestId });
    await refreshLinks(ctx, touched);
    return { linkId: link._id, jobId: null };
  },
});

export const restore = guardedMutation("users.softDelete")({
  args: { ...target, ...optionalReason },
  handler: async (ctx, { id, reason, requestId }): Promise<CommandResult> => {
    const { link, user } = await personFor(ctx, "restore", id);
    const touched = newTouched();
    const { refused } = await restoreUser(ctx, touched, user, { actor: ctx.actor, reason, requestId });
    if (refused) throw fail({ code: "conflict", message: refused });
    await refreshLinks(ctx, touched);
    return { linkId: link._id, jobId: null };
  },
});

/** The person a command is for, if the command makes sense for them now. */
async function personFor(
  ctx: MutationCtx,
  command: CommandName,
  id: string,
): Promise<{ link: Link; user: User }> {
  const link = await personById(ctx, id);
  if (!link) throw await nobody(ctx, id);
  const { allowed, why } = isCommandAllowed(command, link);
  if (!allowed || !link.user) throw fail({ code: "conflict", message: why ?? "This person has no account." });
  return { link, user: await requireUser(ctx, link.user) };
}

async function note(
  ctx: MutationCtx & { actor: Actor },
  user: User,
  action: NamedAction,
  summary: string,
  { reason, requestId }: { reason?: string | undefined; requestId: string },
): Promise<void> {
  await recordEvent(ctx, { actor: ctx.actor, action, summary, user: user._id, reason, requestId });
}
