import { v } from "convex/values";
import type { AuditDetail } from "../../shared/audit-api";
import type { FieldChange } from "../../shared/webhooks-api";
import { fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { auditFilter, auditFilterArgs, eventsFound, type AuditFilter } from "./model/auditFilter";
import { auditDetail, auditEvent, auditRow } from "./model/auditViews";
import { streamPage } from "./model/streamPage";

/** The audit as it is read and taken along; it is written by model/audit.ts. */

/** Events one page may read where a filter finds little among much. */
const MOST_READ = 500;
/** Events of one page of a file. */
const PAGE = 500;
/** Operators to choose from; who wants one of more has their ID. */
const MOST_ACTORS = 200;
const cursorArg = v.union(v.string(), v.null());

/** What happened, newest first. */
export const page = guardedQuery("audit.read")({
  args: { ...auditFilterArgs, cursor: cursorArg, limit: v.number() },
  handler: async (ctx, { cursor, limit, ...filter }) => {
    const found = await eventsFound(ctx, filter);
    if (!found) return { rows: [], nextCursor: null };
    const { page, isDone, continueCursor } = await streamPage(found, {
      ...{ cursor, numItems: limit, maximumRowsRead: MOST_READ },
    });
    const rows = await Promise.all(page.map((event) => auditRow(ctx, event)));
    return { rows, nextCursor: isDone ? null : continueCursor };
  },
});

export const get = guardedQuery("audit.read")({
  args: { eventId: v.string() },
  handler: async (ctx, { eventId }): Promise<AuditDetail> => {
    const id = ctx.db.normalizeId("auditEvents", eventId);
    const event = id && (await ctx.db.get("auditEvents", id));
    if (!event) throw fail({ code: "not_found", field: "eventId", message: "There is no such event." });
    return auditDetail(ctx, event);
  },
});

/** The operators, disabled ones too: what they did stays. */
export const actors = guardedQuery("audit.read")({
  args: {},
  handler: async (ctx) => {
    const operators = await ctx.db.query("operators").take(MOST_ACTORS);
    return operators.map(({ _id, name, role }) => ({ id: _id, name, role }));
  },
});

/** Notes down what of the audit somebody takes along. */
export const beginExport = guardedMutation("audit.export")({
  args: { filter: auditFilter, requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { filter, requestId }) => {
    const changes = filterChanges(filter);
    const summary = changes.length === 0 ? "Exports the whole audit." : "Exports events of the audit.";
    await recordEvent(ctx, { actor: ctx.actor, action: "export audit", summary, changes, requestId });
    return null;
  },
});

/** Notes down how many events were in the file, and whether those were all that were asked for. */
export const endExport = guardedMutation("audit.export")({
  args: { count: v.number(), complete: v.boolean(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { count, complete, requestId }) => {
    const events = `${count} ${count === 1 ? "event" : "events"}`;
    const summary = complete ? `Exported ${events}.` : `The export ended after ${events}.`;
    const outcome = complete ? "complete" : "incomplete";
    await recordEvent(ctx, { actor: ctx.actor, action: "export audit", summary, outcome, requestId });
    return null;
  },
});

/** A page of the events of a file, newest first: what happens meanwhile does not move it. */
export const exportPage = guardedQuery("audit.export")({
  args: { ...auditFilterArgs, cursor: cursorArg },
  handler: async (ctx, { cursor, ...filter }) => {
    const found = await eventsFound(ctx, filter);
    if (!found) return { events: [], nextCursor: null };
    const { page, isDone, continueCursor } = await streamPage(found, {
      ...{ cursor, numItems: PAGE, maximumRowsRead: PAGE },
    });
    return { events: page.map(auditEvent), nextCursor: isDone ? null : continueCursor };
  },
});

/** What was asked for, one line per condition. */
function filterChanges(filter: AuditFilter): FieldChange[] {
  return Object.entries(filter).flatMap(([field, value]) => {
    const after = Array.isArray(value) ? value.join(", ") : textOf(value);
    return after ? [{ field, before: null, after }] : [];
  });
}

/** Numbers are moments here. */
const textOf = (value: string | number | undefined) =>
  typeof value === "number" ? new Date(value).toISOString() : value;
