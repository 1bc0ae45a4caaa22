import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { exportLinks, linksByIds, selectionChanges } from "./model/exportLinks";
import { issueLinks } from "./model/invitationsOfRun";
import { filterArgs, selectionArgs } from "./model/selectionArgs";
import { itemView, requireRun } from "./model/runView";

/** What leaves the house as a file. Every export begins with an audit event. */
const PAGE = 500;

/** Notes down that somebody takes the outcomes of a run along. */
export const begin = guardedMutation("runs.export")({
  args: { runId: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { runId, requestId }) => {
    const run = await requireRun(ctx, runId);
    const summary = `Exported the outcomes of "${run.name}".`;
    const target = { kind: "run" as const, id: run._id };
    await recordEvent(ctx, { actor: ctx.actor, action: "export run", summary, target, requestId });
    return null;
  },
});

/** Notes down that somebody takes the links of a run's invitations along. */
export const beginInvitations = guardedMutation("users.invite")({
  args: { runId: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { runId, requestId }) => {
    const run = await requireRun(ctx, runId);
    if (run.action !== "invite") {
      throw fail({ code: "conflict", field: "runId", message: "This run invites nobody." });
    }
    const summary = `Made the links of the invitations of "${run.name}".`;
    const target = { kind: "run" as const, id: run._id };
    await recordEvent(ctx, { actor: ctx.actor, action: "export invitations", summary, target, requestId });
    return null;
  },
});

/** Makes one page of a run's links good; a token for each of them is made by the caller, its hash is kept here. */
export const issueInvitations = guardedMutation("users.invite")({
  args: { runId: v.string(), tokenHashes: v.array(v.string()), cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { runId, tokenHashes, cursor }) =>
    issueLinks(ctx, await requireRun(ctx, runId), tokenHashes.slice(0, PAGE), cursor),
});

/** A page of rows: link ID, user's ID, CRM contact ID, name, outcome, error code, why. */
export const runOutcomes = guardedQuery("runs.export")({
  args: { runId: v.string(), cursor: v.union(v.string(), v.null()) },
  returns: v.object({ rows: v.array(v.array(v.string())), nextCursor: v.union(v.string(), v.null()) }),
  handler: async (ctx, { runId, cursor }) => {
    const run = await requireRun(ctx, runId);
    // In an order that stands still: one who settles meanwhile is neither missed nor met twice.
    const { page, isDone, continueCursor } = await ctx.db
      .query("runItems")
      .withIndex("by_run_link", (q) => q.eq("run", run._id))
      .paginate({ cursor, numItems: PAGE });
    const rows = await Promise.all(page.map((item) => rowOf(ctx, item)));
    return { rows, nextCursor: isDone ? null : continueCursor };
  },
});

async function rowOf(ctx: QueryCtx, item: Doc<"runItems">): Promise<string[]> {
  const link = await ctx.db.get("links", item.link);
  const { name, outcome, code, why } = itemView(item);
  return [item.link, link?.userId ?? "", link?.contactId ?? "", name, outcome, code ?? "", why ?? ""];
}

/** Notes down which people somebody takes along. What was searched for may be a name, so it is in the changes. */
export const beginUsers = guardedMutation("users.export")({
  args: { selection: selectionArgs, requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { selection, requestId }) => {
    const changes = selectionChanges(selection);
    const summary = changes.length === 0 ? "Exports everybody." : "Exports users.";
    await recordEvent(ctx, { actor: ctx.actor, action: "export users", summary, changes, requestId });
    return null;
  },
});

/** Notes down how many people were in the file, and whether that was everybody asked for. */
export const endUsers = guardedMutation("users.export")({
  args: { count: v.number(), complete: v.boolean(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { count, complete, requestId }) => {
    const people = `${count} ${count === 1 ? "user" : "users"}`;
    const summary = complete ? `Exported ${people}.` : `The export ended after ${people}.`;
    const outcome = complete ? "complete" : "incomplete";
    await recordEvent(ctx, { actor: ctx.actor, action: "export users", summary, outcome, requestId });
    return null;
  },
});

/** A page of the people whom a filter matches, in the order of creation, which does not move under the cursor. */
export const usersPage = guardedQuery("users.export")({
  args: { ...filterArgs, cursor: v.union(v.string(), v.null()) },
  handler: (ctx, { cursor, ...filter }) => exportLinks(ctx, filter, cursor, PAGE),
});

/** The people with these link IDs; at most as many as a page has. Whoever is gone is left out. */
export const usersByIds = guardedQuery("users.export")({
  args: { linkIds: v.array(v.string()) },
  handler: (ctx, { linkIds }) => linksByIds(ctx, linkIds.slice(0, PAGE)),
});
