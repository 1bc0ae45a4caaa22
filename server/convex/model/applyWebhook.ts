import type { FieldChange } from "../../../shared/webhooks-api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { applyToContact, contactEvents } from "./applyToContact";
import type { EventData, KnownEvent } from "./eventArgs";
import { mirrorProfile, profileOf } from "./eventProfile";
import { changesOf } from "./fieldChanges";
import { cancelOpenJobs } from "./jobs";
import { endMemberSessions } from "./sessions";
import type { Touched } from "./touched";
import { patchUser, userByRef, type User, type UserFields } from "./users";

/** What became of an event that is not a duplicate, and of whom. */
export type Verdict = {
  outcome: "applied" | "stale" | "ignored" | "unmatched";
  user?: Id<"users"> | undefined;
  contactId?: string | undefined;
  changes: FieldChange[];
  sessionsEnded: number;
};
const nothing = { changes: [], sessionsEnded: 0 };

/** Applies an event that has not been applied before. Ordered by the event's own time: an older one changes nothing. */
export async function applyWebhook(ctx: MutationCtx, touched: Touched, event: KnownEvent): Promise<Verdict> {
  if (Object.hasOwn(userEvents, event.type)) return applyToUser(ctx, touched, event);
  if (!contactEvents.has(event.type)) return { outcome: "ignored", ...nothing };
  const { contact, ...verdict } = await applyToContact(ctx, touched, event);
  const user = await userOfEvent(ctx, { ...event.data, ...contact });
  return { ...verdict, user: user?._id, contactId: event.data.contactId, sessionsEnded: 0 };
}

type UserEvent = {
  /**
   * What the event decides, by the time at which it was last decided. Each is ordered on its own: a late `user.deleted`
   * must not get lost because a newer `user.updated` was faster.
   */
  decides: "profileUpdatedAt" | "deletionDecidedAt" | "suspensionDecidedAt";
  patch(user: User, event: KnownEvent): Partial<UserFields>;
  endsSessions?: true;
};

/** What each event of the contract does to the account. */
const userEvents: Record<string, UserEvent> = {
  "user.updated": { decides: "profileUpdatedAt", patch: (_user, { data }) => profileOf(data) },
  "user.deleted": {
    decides: "deletionDecidedAt",
    patch: (user, { data, eventAt }) =>
      user.deletedAt ? {} : { deletedAt: eventAt, deletionReason: data.reason ?? "Deleted in the backend." },
    endsSessions: true,
  },
  "user.suspended": {
    decides: "suspensionDecidedAt",
    patch: (user, { eventAt }) => (user.suspendedAt ? {} : { suspendedAt: eventAt }),
    endsSessions: true,
  },
  "user.reactivated": { decides: "suspensionDecidedAt", patch: () => ({ suspendedAt: undefined }) },
};

async function applyToUser(ctx: MutationCtx, touched: Touched, event: KnownEvent): Promise<Verdict> {
  const kind = userEvents[event.type];
  const user = await userOfEvent(ctx, event.data);
  if (!user || !kind) return { outcome: "unmatched", contactId: event.data.contactId, ...nothing };
  const about = { user: user._id, contactId: user.crmContactId ?? event.data.contactId };
  if ((user[kind.decides] ?? 0) > event.eventAt) return { outcome: "stale", ...about, ...nothing };
  const patch = kind.patch(user, event);
  await patchUser(ctx, touched, user, {
    ...patch,
    [kind.decides]: event.eventAt,
    lastWebhook: { at: Date.now(), type: event.type },
  });
  if (event.type === "user.updated") await mirrorProfile(ctx, touched, user, event);
  if (patch.deletedAt) await cancelOpenJobs(ctx, touched, user._id);
  const sessionsEnded = kind.endsSessions ? await endMemberSessions(ctx, user._id) : 0;
  return { outcome: "applied", ...about, changes: changesOf(user, patch), sessionsEnded };
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
