import type { Doc, Id } from "../_generated/dataModel";
import { internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { OperatorRole } from "../../../shared/permissions";
import { recordEvent, type AuditTarget } from "./audit";

/**
 * Attempts that were refused are in the audit too, each with who, what and on whom. Somebody who tries again and again
 * must not be able to fill it: beyond a number in a span they are counted only, and the count is told at its end.
 */
const SPAN_MS = 10 * 60_000;
const MOST_TOLD = 20;

type Operator = { id: string; name: string; role: OperatorRole; token?: { id: string; name: string } };
type Refusal = {
  actor: Operator;
  /** The procedure or address that was asked, such as `users.softDelete`. */
  what: string;
  /** In a word or two: it is what people filter by. */
  why: string;
  user?: Id<"users"> | undefined;
  contactId?: string | undefined;
  target?: AuditTarget | undefined;
  requestId: string;
};

/** Notes a refusal down, or counts it. */
export async function noteRefusal(ctx: MutationCtx, refusal: Refusal): Promise<void> {
  const { actor, what, why, ...about } = refusal;
  const count = await countRefusal(ctx, actor);
  if (count > MOST_TOLD) return;
  const summary = `Refused ${what}: ${why}.`;
  await recordEvent(ctx, { actor: byOperator(actor), action: "refused", summary, outcome: why, ...about });
}

/** Which one it is in the span that is under way. */
async function countRefusal(ctx: MutationCtx, actor: Operator): Promise<number> {
  const span = await spanOf(ctx, actor.id);
  const isOver = span && Date.now() - span.since >= SPAN_MS;
  if (isOver) await endSpan(ctx, actor, span);
  if (!span || isOver) {
    await ctx.db.insert("auditRefusals", { actor: actor.id, since: Date.now(), count: 1 });
    return 1;
  }
  const count = span.count + 1;
  await ctx.db.patch("auditRefusals", span._id, { count });
  if (count === MOST_TOLD + 1) {
    const left = span.since + SPAN_MS - Date.now();
    await ctx.scheduler.runAfter(left, internal.auditRefusals.tell, { actor, since: span.since });
  }
  return count;
}

export const spanOf = (ctx: MutationCtx, actor: string): Promise<Doc<"auditRefusals"> | null> =>
  ctx.db
    .query("auditRefusals")
    .withIndex("by_actor", (q) => q.eq("actor", actor))
    .unique();

/** Tells how many were not told one by one, and forgets the span. */
export async function endSpan(ctx: MutationCtx, actor: Operator, span: Doc<"auditRefusals">): Promise<void> {
  await ctx.db.delete("auditRefusals", span._id);
  const more = span.count - MOST_TOLD;
  if (more <= 0) return;
  const summary = `Refused ${more} more ${more === 1 ? "attempt" : "attempts"} within 10 minutes.`;
  await recordEvent(ctx, { actor: byOperator(actor), action: "refused", summary, outcome: "too many" });
}

const byOperator = (operator: Operator) => ({ kind: "operator" as const, ...operator });
