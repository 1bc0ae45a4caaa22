import { v } from "convex/values";
import type { TimelineEvent } from "../../shared/users-api";
import type { Doc } from "./_generated/dataModel";
import { fail, guardedQuery } from "./functions";
import { personById } from "./model/findPerson";
import type { Link } from "./model/linkRow";

const PAGE = 30;

/** What happened to one person, newest first. */
export const page = guardedQuery("users.read")({
  args: { id: v.string(), cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { id, cursor }) => {
    const link = await personById(ctx, id);
    if (!link) throw fail({ code: "not_found", field: "id", message: "Nobody has this ID." });
    const events = link.user
      ? ctx.db.query("auditEvents").withIndex("by_user", (q) => q.eq("user", link.user))
      : ctx.db.query("auditEvents").withIndex("by_contactId", (q) => q.eq("contactId", link.contactId));
    const { page, isDone, continueCursor } = await events.order("desc").paginate({ cursor, numItems: PAGE });
    const origin = isDone ? originOf(link) : [];
    return { events: [...page.map(timelineEvent), ...origin], nextCursor: isDone ? null : continueCursor };
  },
});

const timelineEvent = (event: Doc<"auditEvents">): TimelineEvent => ({
  id: event._id,
  at: event.at,
  actor: event.actor.name,
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
  const summary = user
    ? "The account was made, in the deployment it was imported from."
    : "The contact was made in the CRM.";
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
