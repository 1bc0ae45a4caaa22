import type { MutationCtx, QueryCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { beginPurge, purgeOf } from "./beginPurge";
import { refreshLinks } from "./links";
import { resumePurge } from "./purgeSteps";
import { readSettings } from "./settings";
import { newTouched } from "./touched";
import { isDeleted } from "./shutOut";
import type { User } from "./users";

const DAY_MS = 24 * 3_600_000;
/** People whose purge begins in one transaction. */
const MOST_BEGUN = 10;
/** People noted down as deleted in one transaction. */
const MOST_NOTED = 200;
/** A step that is older than this has broken, or its deployment was away. */
const STALLED_MS = 10 * 60_000;

/** When somebody soft-deleted is purged, in ms since epoch; `null` for who is not deleted. */
export async function purgesAt(ctx: QueryCtx, user: User): Promise<number | null> {
  if (!isDeleted(user)) return null;
  const begun = await purgeOf(ctx, user._id);
  if (begun) return begun._creationTime;
  const { settings } = await readSettings(ctx);
  return (user.deletionNotedAt ?? Date.now()) + settings.retention.deletedDays * DAY_MS;
}

/** Begins what is due and resumes what has stalled, some at a time. Answers how many, and whether there may be more. */
export async function lookForPurges(ctx: MutationCtx) {
  const noted = await noteDeletions(ctx);
  const stalled = await resumeStalled(ctx);
  const begun = await beginAll(ctx, await overdue(ctx, MOST_BEGUN));
  return { begun, stalled, isMore: noted === MOST_NOTED || begun > 0 };
}

/** The first of those whose time is over. Whose purge is under way is still among them. */
export async function overdue(ctx: QueryCtx, most: number): Promise<User[]> {
  const { settings } = await readSettings(ctx);
  const before = Date.now() - settings.retention.deletedDays * DAY_MS;
  return ctx.db
    .query("users")
    .withIndex("by_deletionNotedAt_deletedAt", (q) =>
      q.gt("deletionNotedAt", Number.NEGATIVE_INFINITY).lte("deletionNotedAt", before),
    )
    .take(most);
}

/** Who was deleted before Tandem kept when it had learnt that has the whole time from now on. */
async function noteDeletions(ctx: MutationCtx): Promise<number> {
  const unnoted = await ctx.db
    .query("users")
    .withIndex("by_deletionNotedAt_deletedAt", (q) =>
      q.eq("deletionNotedAt", undefined).gt("deletedAt", Number.NEGATIVE_INFINITY),
    )
    .take(MOST_NOTED);
  for (const { _id } of unnoted) await ctx.db.patch("users", _id, { deletionNotedAt: Date.now() });
  return unnoted.length;
}

async function resumeStalled(ctx: MutationCtx): Promise<number> {
  const stalled = await ctx.db
    .query("purges")
    .withIndex("by_steppedAt", (q) => q.lt("steppedAt", Date.now() - STALLED_MS))
    .take(MOST_BEGUN);
  for (const purge of stalled) await resumePurge(ctx, purge);
  return stalled.length;
}

/** Those under way are still there, and take part in the next look as little as in this one. */
async function beginAll(ctx: MutationCtx, users: User[]): Promise<number> {
  const touched = newTouched();
  let begun = 0;
  for (const user of users) {
    if (await purgeOf(ctx, user._id)) continue;
    await beginPurge(ctx, touched, user, { actor: systemActor });
    begun++;
  }
  await refreshLinks(ctx, touched);
  return begun;
}
