import { v } from "convex/values";
import type { TimelineEvent } from "../../shared/users-api";
import type { Doc } from "./_generated/dataModel";
import { fail, guardedQuery } from "./functions";
import { personById } from "./model/findPerson";

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
    return { events: page.map(timelineEvent), nextCursor: isDone ? null : continueCursor };
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
});
