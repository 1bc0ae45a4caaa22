import { stream } from "convex-helpers/server/stream";
import { v } from "convex/values";
import { holds } from "../../shared/permissions";
import { happened } from "../../shared/fixed-sentences";
import {
  type TimelineEvent,
  type TimelineKind,
  timelineKinds,
  TimelinePage,
  TimelineRecord,
} from "../../shared/users-api";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { fail, shownQuery } from "./functions";
import { personById } from "./model/findPerson";
import type { Link } from "./model/linkRow";
import { oneOf } from "./model/selectionArgs";
import { streamPage } from "./model/streamPage";
import schema from "./schema";

const PAGE = 30;
/** Events one page may read while looking for those of a kind. */
const MOST_READ = 500;

type AuditEvent = Doc<"auditEvents">;

/** What happened to one person, newest first; only the `kinds` asked for, if any. */
export const page = shownQuery("users.read")({
  shows: TimelinePage,
  args: {
    id: v.string(),
    kinds: v.optional(v.array(oneOf(timelineKinds))),
    cursor: v.union(v.string(), v.null()),
  },
  handler: async (ctx, { id, kinds = [], cursor }) => {
    const link = await requirePerson(ctx, id);
    const wanted =
      kinds.length > 0 ? eventsOf(ctx, link).filterWith(async (event) => isOf(kinds, event)) : null;
    const { page, isDone, continueCursor } = await streamPage(wanted ?? eventsOf(ctx, link), {
      ...{ cursor, numItems: PAGE },
      ...(wanted ? { maximumRowsRead: MOST_READ } : {}),
    });
    const origin = isDone && kinds.length === 0 ? originOf(link) : [];
    return { events: [...page.map(timelineEvent), ...origin], nextCursor: isDone ? null : continueCursor };
  },
});

/**
 * One event of a person as it is kept, for who may read the audit, and what it brought if it was a webhook, for who may
 * read personal data. What the timeline shows of it, everybody has seen.
 */
export const record = shownQuery("users.read")({
  shows: TimelineRecord,
  args: { id: v.string(), eventId: v.string() },
  handler: async (ctx, { id, eventId }) => {
    const link = await requirePerson(ctx, id);
    const known = ctx.db.normalizeId("auditEvents", eventId);
    const event = known && (await ctx.db.get("auditEvents", known));
    if (!event || !isAbout(event, link)) {
      throw fail({ code: "not_found", field: "eventId", message: "This person has no such event." });
    }
    return {
      record: holds(ctx.actor, "audit.read") ? JSON.stringify(event, null, 2) : null,
      payload: holds(ctx.actor, "pii.read") ? await payloadOf(ctx, event) : null,
    };
  },
});

async function requirePerson(ctx: QueryCtx, id: string): Promise<Link> {
  const link = await personById(ctx, id);
  if (!link) throw fail({ code: "not_found", field: "id", message: "Nobody has this ID." });
  return link;
}

function eventsOf(ctx: QueryCtx, { user, contactId }: Link) {
  const events = stream(ctx.db, schema).query("auditEvents");
  return user
    ? events.withIndex("by_user", (q) => q.eq("user", user)).order("desc")
    : events.withIndex("by_contactId", (q) => q.eq("contactId", contactId)).order("desc");
}

const isAbout = (event: AuditEvent, { user, contactId }: Link) =>
  user ? event.user === user : contactId !== undefined && event.contactId === contactId;

const isOf = (kinds: readonly TimelineKind[], event: AuditEvent) => kinds.includes(kindOf(event));

function kindOf({ action, actor }: AuditEvent): TimelineKind {
  if (action.startsWith("webhook ")) return "webhooks";
  if (actor.kind === "operator") return "operators";
  return actor.kind === "member" ? "portal" : "jobs";
}

/** The body of the webhook that an event tells of, while it is kept. */
async function payloadOf(ctx: QueryCtx, { webhook }: AuditEvent): Promise<string | null> {
  if (!webhook) return null;
  const delivery = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_eventId", (q) => q.eq("eventId", webhook))
    .first();
  return delivery?.payload || null;
}

const timelineEvent = (event: Doc<"auditEvents">): TimelineEvent => ({
  id: event._id,
  at: event.at,
  actor: event.actor.name,
  ...(event.actor.token ? { token: event.actor.token.name } : {}),
  action: event.action,
  summary: event.summary,
  outcome: event.outcome ?? null,
  changes: event.changes,
  reason: event.reason ?? null,
  ...(event.webhook ? { webhook: event.webhook } : {}),
});

/** Where a history begins that began elsewhere: nobody here saw it, but the exports say when it was. */
function originOf({ _id, user, userId, createdAt }: Link): TimelineEvent[] {
  if (user && userId === user) return [];
  const summary = user ? happened.accountMade : happened.contactMade;
  const nothingElse = { outcome: null, changes: [], reason: null };
  return [
    {
      id: `origin:${_id}`,
      at: createdAt,
      actor: user ? "Convex" : "CRM",
      action: "created",
      summary,
      ...nothingElse,
    },
  ];
}
