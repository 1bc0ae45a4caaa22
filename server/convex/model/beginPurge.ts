import { happened } from "../../../shared/fixed-sentences";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Actor } from "../functions";
import { recordEvent } from "./audit";
import { cancelOpenJobs } from "./jobs";
import { linkOfUser } from "./links";
import { notePurged } from "./purgedIds";
import { endMemberSessions } from "./sessions";
import type { Touched } from "./touched";
import type { User } from "./users";
import { idsOf, wholePersonOf } from "./wholePerson";

type Asked = { actor: Actor; requestId?: string };

/**
 * Begins to forget a soft-deleted person, from which there is no way back: they are nobody to webhooks, sweeps and imports
 * from this transaction on, and nothing of theirs is at work any more. The rest goes in scheduled steps. One that has
 * begun goes on.
 */
export async function beginPurge(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  { actor, requestId }: Asked,
): Promise<void> {
  if (await purgeOf(ctx, user._id)) return;
  const link = await linkOfUser(ctx, user._id);
  const person = await wholePersonOf(ctx, { user, contact: null, link: link?._id });
  await notePurged(ctx, idsOf(person), Date.now());
  await endMemberSessions(ctx, user._id);
  await cancelOpenJobs(ctx, touched, user._id);
  const place = { range: 0, cursor: null };
  const purge = await ctx.db.insert("purges", {
    ...{ user: user._id, person, place, chain: 0, requestId },
    steppedAt: Date.now(),
  });
  await ctx.scheduler.runAfter(0, internal.purge.step, { purge, chain: 0 });
  const event = { action: "purge" as const, summary: happened.purgeBegun, outcome: "started" };
  await recordEvent(ctx, { ...event, actor, user: user._id, requestId });
}

/** What is under way of forgetting this user, if it has begun. */
export const purgeOf = (ctx: QueryCtx, user: Id<"users">): Promise<Doc<"purges"> | null> =>
  ctx.db
    .query("purges")
    .withIndex("by_user", (q) => q.eq("user", user))
    .unique();
