import type { FieldChange } from "../../../shared/webhooks-api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Actor } from "../functions";

type Event = {
  actor: Actor;
  /** A word of design.md section 8, such as `resync` or `webhook user.updated`. */
  action: string;
  /** One sentence for people, without personal data beyond what `changes` holds. */
  summary: string;
  outcome?: string | undefined;
  user?: Id<"users"> | undefined;
  contactId?: string | undefined;
  changes?: FieldChange[];
  reason?: string | undefined;
  requestId?: string | undefined;
  /** The event ID of the webhook it is about. */
  webhook?: string | undefined;
};

/** Writes what happened, in the transaction in which it happened. The only writer of `auditEvents`. */
export async function recordEvent(ctx: MutationCtx, { actor, changes = [], ...event }: Event): Promise<void> {
  const { kind, id, name } = actor;
  await ctx.db.insert("auditEvents", { ...event, changes, actor: { kind, id, name }, at: Date.now() });
}
