import type { AuditDetail, AuditEvent, AuditPlace, AuditRow } from "../../../shared/audit-api";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { contactByCrmId } from "./contacts";
import { linkShowing } from "./findPerson";
import { linkOfUser } from "./links";

type Seal = NonNullable<Doc<"auditEvents">["seal"]>;

/** An event as it is told outside. */
export function auditEvent(event: Doc<"auditEvents">): AuditEvent {
  const { kind, id, name, role = null, token = null } = event.actor;
  return {
    ...{ eventId: event._id, at: event.at, actor: { kind, id, name, role, token } },
    ...{ action: event.action, summary: event.summary, changes: event.changes },
    outcome: event.outcome ?? null,
    reason: event.reason ?? null,
    userId: event.user ?? null,
    contactId: event.contactId ?? null,
    target: event.target ?? null,
    webhook: event.webhook ?? null,
    requestId: event.requestId ?? null,
  };
}

/** The same with the person it is about. */
export const auditRow = async (ctx: QueryCtx, event: Doc<"auditEvents">): Promise<AuditRow> => ({
  ...auditEvent(event),
  person: await personOf(ctx, event),
  removed: removedOf(event),
});

/** The same with its place in the chain. */
export const auditDetail = async (ctx: QueryCtx, event: Doc<"auditEvents">): Promise<AuditDetail> => ({
  ...(await auditRow(ctx, event)),
  place: event.seal ? await placeOf(ctx, event.seal) : null,
});

async function placeOf(ctx: QueryCtx, { seq, hash, prev }: Seal): Promise<AuditPlace> {
  const signed = await ctx.db
    .query("auditCheckpoints")
    .withIndex("by_seq", (q) => q.gte("seq", seq))
    .first();
  return { seq, hash, prev, checkpoint: signed && { seq: signed.seq, at: signed.at, keyId: signed.keyId } };
}

function removedOf({ seal }: Doc<"auditEvents">): AuditRow["removed"] {
  if (!seal?.removed?.length) return null;
  return { paths: seal.removed.map(({ path }) => path), at: seal.removedAt ?? null };
}

async function personOf(ctx: QueryCtx, { user, contactId }: Doc<"auditEvents">): Promise<AuditRow["person"]> {
  const contact = user || !contactId ? null : await contactByCrmId(ctx, contactId);
  const link = user ? await linkOfUser(ctx, user) : contact && (await linkShowing(ctx, contact));
  return link && { linkId: link._id, name: link.name };
}
