import { v } from "convex/values";
import { auditTargetKinds } from "../../shared/audit-api";
import { operatorRoles } from "../../shared/permissions";
import { guardedMutation, scheduledMutation } from "./functions";
import { endSpan, noteRefusal, spanOf } from "./model/auditRefusals";
import { personById } from "./model/findPerson";
import { oneOf } from "./model/selectionArgs";

/** What was refused, told by the server: the transaction in which it would have happened has left no trace. */
const operator = v.object({
  ...{ id: v.string(), name: v.string(), role: oneOf(operatorRoles) },
  token: v.optional(v.object({ id: v.string(), name: v.string() })),
});

export const note = guardedMutation("system.work")({
  args: {
    actor: operator,
    what: v.string(),
    why: v.string(),
    /** Any ID of a person; one that names nobody is left out. */
    person: v.optional(v.string()),
    target: v.optional(v.object({ kind: oneOf(auditTargetKinds), id: v.string() })),
    requestId: v.string(),
  },
  returns: v.null(),
  handler: async (ctx, { actor, person, ...refusal }) => {
    const link = person === undefined ? null : await personById(ctx, person);
    const about = { user: link?.user, contactId: link?.contactId };
    await noteRefusal(ctx, { ...refusal, ...about, actor });
    return null;
  },
});

/** Ends the span of who was refused more often than is told, unless that was done. */
export const tell = scheduledMutation({
  args: { actor: operator, since: v.number() },
  returns: v.null(),
  handler: async (ctx, { actor, since }) => {
    const span = await spanOf(ctx, actor.id);
    if (span?.since === since) await endSpan(ctx, actor, span);
    return null;
  },
});
