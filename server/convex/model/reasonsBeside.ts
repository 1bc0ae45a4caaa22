import { mentions } from "../../../shared/mentions";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { REMOVED } from "./placesOfWork";

/** Rows of one person or delivery that are looked at: the newest. */
const MOST_ROWS = 100;

/** The same reason as it stands with what was done: with the job, the decision about a match, the replay. */
export async function forgetReasonsBeside(
  ctx: MutationCtx,
  { user, contactId, webhook }: Doc<"auditEvents">,
  words: readonly string[],
): Promise<void> {
  if (user) await inJobs(ctx, user, words);
  if (user || contactId) await inDecisions(ctx, { user, contactId }, words);
  if (webhook) await inReplays(ctx, webhook, words);
}

async function inJobs(ctx: MutationCtx, user: Doc<"users">["_id"], words: readonly string[]): Promise<void> {
  const jobs = ctx.db.query("syncJobs").withIndex("by_user", (q) => q.eq("user", user));
  for (const { _id, reason } of await jobs.order("desc").take(MOST_ROWS))
    if (reason && mentions(reason, words)) await ctx.db.patch("syncJobs", _id, { reason: REMOVED });
}

async function inDecisions(
  ctx: MutationCtx,
  { user, contactId }: Pick<Doc<"auditEvents">, "user" | "contactId">,
  words: readonly string[],
): Promise<void> {
  const decisions = () => ctx.db.query("matchDecisions");
  const found = user
    ? decisions().withIndex("by_user_contactId", (q) => q.eq("user", user))
    : decisions().withIndex("by_contactId_verdict", (q) => q.eq("contactId", contactId ?? ""));
  for (const { _id, reason } of await found.take(MOST_ROWS))
    if (mentions(reason, words)) await ctx.db.patch("matchDecisions", _id, { reason: REMOVED });
}

async function inReplays(ctx: MutationCtx, eventId: string, words: readonly string[]): Promise<void> {
  const delivery = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_eventId", (q) => q.eq("eventId", eventId))
    .first();
  if (!delivery) return;
  const replays = ctx.db
    .query("webhookReplays")
    .withIndex("by_delivery", (q) => q.eq("delivery", delivery._id));
  for (const { _id, reason } of await replays.order("desc").take(MOST_ROWS))
    if (mentions(reason, words)) await ctx.db.patch("webhookReplays", _id, { reason: REMOVED });
}
