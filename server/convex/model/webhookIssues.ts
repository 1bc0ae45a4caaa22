import { say } from "../../../shared/sentence";
import { faultSays } from "../../../shared/webhook-faults";
import type { FailureCause, WebhookIssue } from "../../../shared/webhooks-api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { WebhookEvent } from "./eventArgs";
import type { Fact, Failure } from "./webhookFacts";

type Issue = Doc<"webhookIssues">;

/** Issues shown: there are as many as types times fields at most, and rarely more than a few. */
const MOST_ISSUES = 100;

/** What is wrong with such events, for people and without values. */
export function messageOf(cause: FailureCause, failure: WebhookEvent["failure"]): string {
  if (failure) return say(faultSays.ofIssue, { field: failure.field, fault: failure.message });
  return cause === "taken_email" ? "email: Another account has this e-mail address." : "Applying it broke.";
}

/** Counts the failures among the requests; whoever has acknowledged their issue is asked again. */
export async function noteFailures(ctx: MutationCtx, facts: Fact[]): Promise<void> {
  const kinds = new Map<string, Array<{ at: number; failure: Failure }>>();
  for (const { at, failure } of facts) {
    if (!failure) continue;
    const key = `${failure.cause} ${failure.type}`;
    kinds.set(key, [...(kinds.get(key) ?? []), { at, failure }]);
  }
  for (const alike of kinds.values()) await noteAlike(ctx, alike);
}

async function noteAlike(ctx: MutationCtx, alike: Array<{ at: number; failure: Failure }>): Promise<void> {
  const [first] = alike;
  if (!first) return;
  const { type, cause, message } = first.failure;
  const times = alike.map(({ at }) => at);
  const [firstSeenAt, lastSeenAt] = [Math.min(...times), Math.max(...times)];
  const known = await issueOf(ctx, type, cause);
  const count = (known?.count ?? 0) + alike.length;
  const open = (known?.open ?? 0) + alike.length;
  if (!known)
    return void (await ctx.db.insert("webhookIssues", {
      ...{ type, cause, message, count, open, firstSeenAt, lastSeenAt },
    }));
  await ctx.db.patch("webhookIssues", known._id, {
    ...{ message, count, open, lastSeenAt: Math.max(known.lastSeenAt, lastSeenAt) },
    acknowledged: undefined,
  });
}

export const issueOf = (ctx: QueryCtx, type: string, cause: FailureCause): Promise<Issue | null> =>
  ctx.db
    .query("webhookIssues")
    .withIndex("by_type_cause", (q) => q.eq("type", type).eq("cause", cause))
    .unique();

/** A replay has mended a delivery that had failed so, or has found another failure in it. */
export async function noteMended(ctx: MutationCtx, type: string, cause: FailureCause): Promise<void> {
  const issue = await issueOf(ctx, type, cause);
  if (issue) await ctx.db.patch("webhookIssues", issue._id, { open: Math.max(0, issue.open - 1) });
}

/** The issues, the last seen first. */
export async function issuesOf(ctx: QueryCtx): Promise<WebhookIssue[]> {
  const issues = await ctx.db
    .query("webhookIssues")
    .withIndex("by_lastSeenAt")
    .order("desc")
    .take(MOST_ISSUES);
  return issues.map(issueView);
}

export const issueView = ({ _id, _creationTime, acknowledged, ...issue }: Issue): WebhookIssue => ({
  ...{ issueId: _id, ...issue, acknowledged: acknowledged ?? null },
});
