import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

type Delivery = Doc<"webhookDeliveries">;

/** By what IDs of theirs the backend may have spoken of somebody who has just become known here. */
export type Newcomer = { frontendUserId?: string | undefined; contactId?: string | undefined };

type Contact = Pick<Doc<"contacts">, "crmId" | "convexUserId" | "frontendUserId">;
type User = Pick<Doc<"users">, "crmContactId" | "frontendUserId">;

/** A contact that was not known before, or not by these IDs: events may have waited for it. */
export function newContact(before: Contact | null, { crmId, ...ids }: Contact): Newcomer[] {
  const { convexUserId, frontendUserId } = ids;
  const isKnown = before?.convexUserId === convexUserId && before?.frontendUserId === frontendUserId;
  return before && isKnown ? [] : [{ contactId: crmId, frontendUserId }];
}

/** The same of an account. */
export function newUser(before: User | null, { crmContactId, frontendUserId }: User): Newcomer[] {
  const isKnown = before?.crmContactId === crmContactId && before?.frontendUserId === frontendUserId;
  return isKnown || !(crmContactId ?? frontendUserId) ? [] : [{ contactId: crmContactId, frontendUserId }];
}

/** Webhooks that wait for somebody with one of these IDs, at most `limit` for each of the two. */
export async function unmatchedAbout(
  ctx: QueryCtx,
  { frontendUserId, contactId }: Newcomer,
  limit: number,
): Promise<Delivery[]> {
  const deliveries = () => ctx.db.query("webhookDeliveries");
  const byUser = frontendUserId
    ? await deliveries()
        .withIndex("by_frontendUserId_outcome_contactId", (q) =>
          q.eq("frontendUserId", frontendUserId).eq("outcome", "unmatched"),
        )
        .take(limit)
    : [];
  const byContact = contactId
    ? await deliveries()
        .withIndex("by_outcome_contactId", (q) => q.eq("outcome", "unmatched").eq("contactId", contactId))
        .take(limit)
    : [];
  return [...new Map([...byUser, ...byContact].map((delivery) => [delivery._id, delivery])).values()];
}

/** Has the webhooks judged that came too early for these people, in scheduled steps. Nothing when there are none. */
export async function judgeEarlyWebhooks(ctx: MutationCtx, newcomers: Newcomer[]): Promise<void> {
  if (newcomers.length === 0) return;
  const unmatched = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_outcome_contactId", (q) => q.eq("outcome", "unmatched"))
    .first();
  if (unmatched) await ctx.scheduler.runAfter(0, internal.sweeping.judgeEarly, { newcomers });
}

/** The same for one contact of whom an event has told: most of them are new without anything waiting for them. */
export async function judgeIfEarly(ctx: MutationCtx, newcomer: Newcomer): Promise<void> {
  const waiting = await unmatchedAbout(ctx, newcomer, 1);
  if (waiting.length > 0)
    await ctx.scheduler.runAfter(0, internal.sweeping.judgeEarly, { newcomers: [newcomer] });
}
