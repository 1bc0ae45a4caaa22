import { v, type Infer } from "convex/values";
import type { FieldChange } from "../../../shared/webhooks-api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { contactByCrmId, mirrorContact, patchContact, type Contact, type ContactFields } from "./contacts";
import { cancelOpenJobs } from "./jobs";
import { matchUser } from "./match";
import { endMemberSessions } from "./sessions";
import type { Touched } from "./touched";
import { patchUser, userByRef, type User, type UserFields } from "./users";

/** What a verified event says, parsed at the door. Times in ms since epoch. */
export const eventArgs = v.object({
  eventId: v.string(),
  type: v.string(),
  eventAt: v.number(),
  payload: v.string(),
  data: v.object({
    frontendUserId: v.optional(v.string()),
    contactId: v.optional(v.string()),
    convexUserId: v.optional(v.string()),
    email: v.optional(v.string()),
    firstName: v.optional(v.string()),
    lastName: v.optional(v.string()),
    phone: v.optional(v.string()),
    reason: v.optional(v.string()),
  }),
});
export type WebhookEvent = Infer<typeof eventArgs>;

export type Verdict = {
  outcome: "applied" | "stale" | "ignored" | "unmatched";
  user?: Id<"users"> | undefined;
  contactId?: string | undefined;
  changes: FieldChange[];
  sessionsEnded: number;
};
const nothing = { changes: [], sessionsEnded: 0 };

/** Applies an event that has not been seen before. Ordered by the event's own time: an older one changes nothing. */
export async function applyWebhook(
  ctx: MutationCtx,
  touched: Touched,
  event: WebhookEvent,
): Promise<Verdict> {
  if (event.type.startsWith("user.") && event.type in userEvents) return applyToUser(ctx, touched, event);
  if (event.type.startsWith("contact.")) return applyToContact(ctx, touched, event);
  return { outcome: "ignored", ...nothing };
}

type Applied = { patch: Partial<UserFields>; endsSessions?: true };

/** What each event of the contract does to the account. */
const userEvents: Record<string, (user: User, event: WebhookEvent) => Applied> = {
  "user.updated": (_user, { data }) => ({ patch: profileOf(data) }),
  "user.deleted": (user, { data, eventAt }) => ({
    patch: user.deletedAt
      ? {}
      : { deletedAt: eventAt, deletionReason: data.reason ?? "Deleted in the backend." },
    endsSessions: true,
  }),
  "user.suspended": (user, { eventAt }) => ({
    patch: user.suspendedAt ? {} : { suspendedAt: eventAt },
    endsSessions: true,
  }),
  "user.reactivated": () => ({ patch: { suspendedAt: undefined } }),
};

async function applyToUser(ctx: MutationCtx, touched: Touched, event: WebhookEvent): Promise<Verdict> {
  const user = await userOfEvent(ctx, event.data);
  if (!user) return { outcome: "unmatched", contactId: event.data.contactId, ...nothing };
  const about = { user: user._id, contactId: user.crmContactId ?? event.data.contactId };
  if ((user.lastEventAt ?? 0) > event.eventAt) return { outcome: "stale", ...about, ...nothing };
  const { patch, endsSessions } = userEvents[event.type]?.(user, event) ?? { patch: {} };
  const changes = changesOf(user, patch);
  await patchUser(ctx, touched, user, {
    ...patch,
    ...(changes.length > 0 ? { profileUpdatedAt: event.eventAt } : {}),
    lastEventAt: event.eventAt,
    lastWebhook: { at: Date.now(), type: event.type },
  });
  if (event.type === "user.updated") await mirrorProfile(ctx, touched, user, event);
  if (patch.deletedAt) await cancelOpenJobs(ctx, touched, user._id);
  const sessionsEnded = endsSessions ? await endMemberSessions(ctx, user._id) : 0;
  return { outcome: "applied", ...about, changes, sessionsEnded };
}

/** The event tells what the CRM now holds, so the mirror hears it too; else the link would look drifted. */
async function mirrorProfile(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  event: WebhookEvent,
): Promise<void> {
  const { other } = await matchUser(ctx, user);
  if (!other || other.updatedAt > event.eventAt) return;
  await patchContact(ctx, touched, other, { ...profileOf(event.data), updatedAt: event.eventAt }, Date.now());
}

async function applyToContact(ctx: MutationCtx, touched: Touched, event: WebhookEvent): Promise<Verdict> {
  const crmId = event.data.contactId;
  if (!crmId) return { outcome: "unmatched", ...nothing };
  const known = await contactByCrmId(ctx, crmId);
  if (known && known.updatedAt > event.eventAt) return { outcome: "stale", contactId: crmId, ...nothing };
  if (!known && event.type === "contact.deleted")
    return { outcome: "unmatched", contactId: crmId, ...nothing };
  const next: ContactFields = {
    ...(known ? fieldsOf(known) : { tags: [], createdAt: event.eventAt, status: "active", crmId }),
    ...profileOf(event.data),
    ...(event.data.convexUserId ? { convexUserId: event.data.convexUserId } : {}),
    ...(event.data.frontendUserId ? { frontendUserId: event.data.frontendUserId } : {}),
    ...(event.type === "contact.deleted" ? { status: "archived" } : {}),
    updatedAt: event.eventAt,
  };
  await mirrorContact(ctx, touched, next, Date.now());
  const contact = await contactByCrmId(ctx, crmId);
  if (contact)
    await ctx.db.patch("contacts", contact._id, { lastWebhook: { at: Date.now(), type: event.type } });
  const user = await userOfEvent(ctx, event.data);
  const changes = known ? changesOf(known, next) : [];
  return { outcome: "applied", user: user?._id, contactId: crmId, changes, sessionsEnded: 0 };
}

function fieldsOf(contact: Contact): ContactFields {
  const { _id, _creationTime, emailKey, phoneKey, matchEmail, readAt, lastWebhook, ...fields } = contact;
  return fields;
}

/** By explicit IDs only: an e-mail in an event may already be the new one. */
async function userOfEvent(ctx: QueryCtx, data: WebhookEvent["data"]): Promise<User | null> {
  const { frontendUserId, convexUserId, contactId } = data;
  if (frontendUserId) {
    const found = await ctx.db
      .query("users")
      .withIndex("by_frontendUserId", (q) => q.eq("frontendUserId", frontendUserId))
      .first();
    if (found) return found;
  }
  const named = convexUserId ? await userByRef(ctx, convexUserId) : null;
  if (named || !contactId) return named;
  return ctx.db
    .query("users")
    .withIndex("by_crmContactId", (q) => q.eq("crmContactId", contactId))
    .first();
}

/** The compared fields an event mentions; what it does not mention has not changed. */
function profileOf({ email, firstName, lastName, phone }: WebhookEvent["data"]): Partial<UserFields> {
  const said = { email, firstName, lastName, phone };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

const shown = ["email", "firstName", "lastName", "phone", "deletedAt", "suspendedAt", "status"] as const;

function changesOf(before: User | Contact, patch: object): FieldChange[] {
  const read = (side: object, field: string) => {
    const value = (side as Record<string, unknown>)[field];
    if (value === undefined) return null;
    return typeof value === "number" ? new Date(value).toISOString() : String(value);
  };
  return shown
    .filter((field) => field in patch && read(before, field) !== read(patch, field))
    .map((field) => ({ field, before: read(before, field), after: read(patch, field) }));
}
