import type { AuditAction, auditTargetKinds } from "../../../shared/audit-api";
import type { FieldChange } from "../../../shared/webhooks-api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Actor } from "../functions";

/** What an event is about beside a person, or which of them did it to the person. */
export type AuditTarget = { kind: (typeof auditTargetKinds)[number]; id: string };

type Event = {
  actor: Actor;
  /** A word of design.md section 8, such as `resync` or `webhook user.updated`. */
  action: AuditAction;
  /** One sentence for people, without personal data beyond what `changes` holds. */
  summary: string;
  outcome?: string | undefined;
  user?: Id<"users"> | undefined;
  contactId?: string | undefined;
  target?: AuditTarget | undefined;
  changes?: FieldChange[];
  reason?: string | undefined;
  requestId?: string | undefined;
  /** The event ID of the webhook it is about. */
  webhook?: string | undefined;
};

/** Writes what happened, in the transaction in which it happened. The only writer of `auditEvents`. */
export async function recordEvent(ctx: MutationCtx, { actor, changes = [], ...event }: Event): Promise<void> {
  const { kind, id, name, role } = actor;
  const who = { kind, id, name, role, token: tokenOf(actor) };
  await ctx.db.insert("auditEvents", { ...event, changes, actor: who, at: Date.now() });
}

/** The API token by which somebody asks, as it is kept with what they asked for. */
export const tokenOf = ({ token }: Pick<Actor, "token">) => token && { id: token.id, name: token.name };
