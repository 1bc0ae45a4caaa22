import { failureCauses, type FailureCause, type FieldChange } from "../../../shared/webhooks-api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { applyToContact, contactEvents } from "./applyToContact";
import { applyToUser, userEvents } from "./applyToUser";
import type { EventData, KnownEvent } from "./eventArgs";
import { mirrorHeard } from "./eventProfile";
import { judgeIfEarly } from "./judgeEarly";
import { isPurged } from "./purgedIds";
import type { Touched } from "./touched";
import { userByRef, type User } from "./users";

/** What became of an event that is not a duplicate, and of whom. */
export type Verdict = {
  outcome: "applied" | "stale" | "ignored" | "unmatched" | "failed";
  cause?: FailureCause | undefined;
  user?: Id<"users"> | undefined;
  contactId?: string | undefined;
  changes: FieldChange[];
  sessionsEnded: number;
  /** Whether a welcome e-mail that was about to be sent was stopped. */
  mailStopped?: true;
  /** It is about somebody who was purged: nothing of what it says is kept. */
  contentRemovedAt?: number;
};
/** The types that Tandem acts on: those of the contract. */
export const handledTypes: ReadonlySet<string> = new Set([...Object.keys(userEvents), ...contactEvents]);

const nothing = { changes: [], sessionsEnded: 0 };

/**
 * Applies an event, once or again: what it says holds where nothing newer is known, and what holds already is not done
 * twice. Ordered by the event's own time, field by field (eventClocks.ts).
 */
export async function applyWebhook(ctx: MutationCtx, touched: Touched, event: KnownEvent): Promise<Verdict> {
  const { contactId, frontendUserId, convexUserId } = event.data;
  if (await isPurged(ctx, [frontendUserId, convexUserId, contactId], touched))
    return { outcome: "ignored", contentRemovedAt: Date.now(), ...nothing };
  if (!handledTypes.has(event.type)) return { outcome: "ignored", ...nothing };
  if (event.failure) return failed(ctx, event, event.failure.field);
  if (contactEvents.has(event.type)) return applyAboutContact(ctx, touched, event);
  const user = await userOfEvent(ctx, event.data);
  if (!user) return { outcome: "unmatched", contactId: event.data.contactId, ...nothing };
  const applied = await applyToUser(ctx, touched, event, user);
  return { user: user._id, contactId: user.crmContactId ?? event.data.contactId, ...applied };
}

async function failed(ctx: QueryCtx, { data }: KnownEvent, field: string): Promise<Verdict> {
  const user = await userOfEvent(ctx, data);
  return {
    ...{ outcome: "failed", cause: causeOf(field), ...nothing },
    ...{ user: user?._id, contactId: user?.crmContactId ?? data.contactId },
  };
}

const causeOf = (field: string): FailureCause =>
  failureCauses.find((cause) => cause === `invalid_${field}`) ?? "invalid_data";

async function applyAboutContact(ctx: MutationCtx, touched: Touched, event: KnownEvent): Promise<Verdict> {
  const { contact, isNew, ...verdict } = await applyToContact(ctx, touched, event);
  const { contactId } = event.data;
  const user = await userOfEvent(ctx, { ...event.data, ...contact });
  if (user?.heard && verdict.outcome === "applied") await mirrorHeard(ctx, touched, user);
  if (isNew) await judgeIfEarly(ctx, { contactId, frontendUserId: contact?.frontendUserId });
  return { ...verdict, user: user?._id, contactId, sessionsEnded: 0 };
}

/** By explicit IDs only: an e-mail in an event may already be the new one. */
async function userOfEvent(
  ctx: QueryCtx,
  { frontendUserId, convexUserId, contactId }: EventData,
): Promise<User | null> {
  if (frontendUserId) {
    const found = await ctx.db
      .query("users")
      .withIndex("by_frontendUserId", (q) => q.eq("frontendUserId", frontendUserId))
      .first();
    if (found) return found;
  }
  const named = convexUserId ? await userByRef(ctx, convexUserId) : null;
  if (named) return named;
  const naming = contactId
    ? await ctx.db
        .query("users")
        .withIndex("by_crmContactId", (q) => q.eq("crmContactId", contactId))
        .first()
    : null;
  return naming ?? (frontendUserId ? userOfFrontendUser(ctx, frontendUserId) : null);
}

/** Of a frontend user whose ID no account stores yet: the account that their contact names, unless it has another one. */
async function userOfFrontendUser(ctx: QueryCtx, frontendUserId: string): Promise<User | null> {
  const contact = await ctx.db
    .query("contacts")
    .withIndex("by_frontendUserId", (q) => q.eq("frontendUserId", frontendUserId))
    .first();
  const user = contact?.convexUserId ? await userByRef(ctx, contact.convexUserId) : null;
  const isOther = user?.frontendUserId ?? (user?.crmContactId && user.crmContactId !== contact?.crmId);
  return isOther ? null : user;
}
