import { happened } from "../../../shared/fixed-sentences";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Actor } from "../functions";
import { recordEvent } from "./audit";
import { removeContact, type Contact } from "./contacts";
import { cancelOpenJobs } from "./jobs";
import { linkOfUser } from "./links";
import { notePurged } from "./purgedIds";
import { endMemberSessions } from "./sessions";
import type { Touched } from "./touched";
import type { User } from "./users";
import { idsOf, wholeGoneContact, wholePersonOf, type WholePerson } from "./wholePerson";

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
  asked: Asked,
): Promise<void> {
  if (await purgeOf(ctx, user._id)) return;
  const link = await linkOfUser(ctx, user._id);
  const person = await wholePersonOf(ctx, { user, contact: null, link: link?._id });
  await endMemberSessions(ctx, user._id);
  await cancelOpenJobs(ctx, touched, user._id);
  await beginSteps(ctx, person, asked);
}

/**
 * The same of a contact without an account. It has no time in which it could come back: its row goes at once, so that
 * nobody can invite it or make it somebody's meanwhile.
 */
export async function beginPurgeOfContact(
  ctx: MutationCtx,
  touched: Touched,
  contact: Contact,
  asked: Asked,
): Promise<void> {
  const person = await wholePersonOf(ctx, { user: null, contact, link: undefined });
  await removeContact(ctx, touched, contact, Date.now());
  await beginSteps(ctx, person, asked);
}

/** The same of one that the CRM has not any more: it has neither row nor mirror, but much may tell of it. */
export async function beginPurgeOfGone(ctx: MutationCtx, contactId: string, asked: Asked): Promise<void> {
  await beginSteps(ctx, await wholeGoneContact(ctx, contactId), asked);
}

async function beginSteps(ctx: MutationCtx, person: WholePerson, { actor, requestId }: Asked): Promise<void> {
  await notePurged(ctx, idsOf(person), Date.now());
  const user = person.user ?? undefined;
  const place = { range: 0, cursor: null };
  const steps = { user, person, place, chain: 0, steppedAt: Date.now(), requestId };
  const purge = await ctx.db.insert("purges", steps);
  await ctx.scheduler.runAfter(0, internal.purge.step, { purge, chain: 0 });
  const event = { action: "purge" as const, summary: happened.purgeBegun, outcome: "started" };
  await recordEvent(ctx, { ...event, ...subjectOf(person), actor, requestId });
}

/** Whom the audit names: the account, or of who has none the contact. */
export const subjectOf = ({ user, contactIds }: WholePerson) => ({
  user: user ?? undefined,
  contactId: user ? undefined : contactIds[0],
});

/** What is under way of forgetting this user, if it has begun. */
export const purgeOf = (ctx: QueryCtx, user: Id<"users">): Promise<Doc<"purges"> | null> =>
  ctx.db
    .query("purges")
    .withIndex("by_user", (q) => q.eq("user", user))
    .unique();
