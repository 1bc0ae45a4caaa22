import { v } from "convex/values";
import type { RunItemView, RunView } from "../../shared/runs-api";
import { internal } from "./_generated/api";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery, scheduledMutation } from "./functions";
import { recordEvent } from "./model/audit";
import { letGoOfRun } from "./model/cancelRun";
import { readCounter } from "./model/counters";
import { linksPage } from "./model/listLinks";
import { runCounter } from "./model/runItems";
import { feedRun, freezeRun } from "./model/runSteps";
import { MOST_FOUND, searchLinks } from "./model/searchLinks";
import { selectionArgs } from "./model/selectionArgs";

/** Bulk work. A run freezes its selection first, then makes a job for each person in it; both in scheduled steps. */
const PAGE = 50;
const cursorArg = v.union(v.string(), v.null());

/** How many people a selection holds, before anything is done. Not exact: at least so many. */
export const preview = guardedQuery("runs.read")({
  args: { selection: selectionArgs },
  returns: v.object({ count: v.number(), exact: v.boolean() }),
  handler: async (ctx, { selection }) => {
    if (selection.by === "ids") return { count: selection.linkIds.length, exact: true };
    const { total } = await linksPage(ctx, selection.filter, null, null, 1000);
    return { count: Math.max(0, total.count - selection.except.length), exact: total.exact };
  },
});

export const create = guardedMutation("runs.write")({
  args: {
    name: v.string(),
    reason: v.string(),
    action: v.literal("resync"),
    selection: selectionArgs,
    requestId: v.string(),
  },
  returns: v.object({ runId: v.id("runs") }),
  handler: async (ctx, { requestId, ...run }) => {
    await requireWholeSelection(ctx, run.selection);
    const runId = await ctx.db.insert("runs", {
      ...run,
      state: "freezing",
      cursor: null,
      total: 0,
      createdBy: ctx.actor.name,
      createdAt: Date.now(),
    });
    await ctx.scheduler.runAfter(0, internal.runs.step, { run: runId });
    await recordEvent(ctx, {
      actor: ctx.actor,
      action: "run",
      summary: `Started the run "${run.name}".`,
      reason: run.reason,
      requestId,
    });
    return { runId };
  },
});

/** A run over a filter means everybody who matches, so a search that cannot see them all cannot be run. */
async function requireWholeSelection(ctx: QueryCtx, selection: Doc<"runs">["selection"]): Promise<void> {
  if (selection.by !== "filter" || !selection.filter.query?.trim()) return;
  const { complete } = await searchLinks(ctx, selection.filter, null);
  if (complete) return;
  const message = `The search matches more than ${MOST_FOUND} people. Narrow it, or pick them by state.`;
  throw fail({ code: "invalid", field: "selection", message });
}

/** Freezes or feeds one page of a run, and schedules the next step while there is one. */
export const step = scheduledMutation({
  args: { run: v.id("runs") },
  handler: async (ctx, { run: id }) => {
    const run = await ctx.db.get("runs", id);
    if (!run || run.state === "done" || run.state === "cancelled") return;
    const more = run.state === "freezing" ? await freezeRun(ctx, run) : await feedRun(ctx, run);
    if (more) await ctx.scheduler.runAfter(0, internal.runs.step, { run: id });
  },
});

export const list = guardedQuery("runs.read")({
  args: { cursor: cursorArg },
  handler: async (ctx, { cursor }) => {
    const runs = ctx.db.query("runs").withIndex("by_createdAt").order("desc");
    const { page, isDone, continueCursor } = await runs.paginate({ cursor, numItems: PAGE });
    return {
      runs: await Promise.all(page.map((run) => runView(ctx, run))),
      nextCursor: isDone ? null : continueCursor,
    };
  },
});

export const get = guardedQuery("runs.read")({
  args: { runId: v.string() },
  handler: async (ctx, { runId }) => runView(ctx, await requireRun(ctx, runId)),
});

export const items = guardedQuery("runs.read")({
  args: {
    runId: v.string(),
    outcome: v.optional(
      v.union(v.literal("waiting"), v.literal("done"), v.literal("skipped"), v.literal("failed")),
    ),
    cursor: cursorArg,
  },
  handler: async (ctx, { runId, outcome, cursor }) => {
    const run = await requireRun(ctx, runId);
    const { page, isDone, continueCursor } = await ctx.db
      .query("runItems")
      .withIndex("by_run_outcome", (q) =>
        outcome ? q.eq("run", run._id).eq("outcome", outcome) : q.eq("run", run._id),
      )
      .paginate({ cursor, numItems: PAGE });
    return { items: page.map(itemView), nextCursor: isDone ? null : continueCursor };
  },
});

/** Lets one page of a cancelled run go, and schedules the next. */
export const letGo = scheduledMutation({
  args: { run: v.id("runs"), cursor: cursorArg },
  handler: async (ctx, { run, cursor }) => {
    const next = await letGoOfRun(ctx, run, cursor);
    if (next !== null) await ctx.scheduler.runAfter(0, internal.runs.letGo, { run, cursor: next });
  },
});

/** Stops a run: nobody further is started; what is under way is left to end by itself. */
export const cancel = guardedMutation("runs.write")({
  args: { runId: v.string(), requestId: v.string() },
  handler: async (ctx, { runId, requestId }) => {
    const run = await requireRun(ctx, runId);
    if (run.state === "done" || run.state === "cancelled") {
      throw fail({ code: "conflict", message: "This run has already ended." });
    }
    const end = { state: "cancelled" as const, finishedAt: Date.now() };
    await ctx.db.patch("runs", run._id, end);
    await ctx.scheduler.runAfter(0, internal.runs.letGo, { run: run._id, cursor: null });
    await recordEvent(ctx, {
      actor: ctx.actor,
      action: "cancel run",
      summary: `Cancelled "${run.name}".`,
      requestId,
    });
    return runView(ctx, { ...run, ...end });
  },
});

/** Marks runs as done whose last job has ended. Called by the worker when it has nothing else to do. */
export const closeFinished = guardedMutation("system.work")({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const running = await ctx.db
      .query("runs")
      .withIndex("by_state", (q) => q.eq("state", "running"))
      .take(PAGE);
    for (const run of running) {
      if (await hasOpenItems(ctx, run._id)) continue;
      await ctx.db.patch("runs", run._id, { state: "done", finishedAt: Date.now() });
    }
    return null;
  },
});

async function hasOpenItems(ctx: MutationCtx, run: Id<"runs">): Promise<boolean> {
  for (const outcome of ["frozen", "waiting"] as const) {
    const open = await ctx.db
      .query("runItems")
      .withIndex("by_run_outcome", (q) => q.eq("run", run).eq("outcome", outcome))
      .first();
    if (open) return true;
  }
  return false;
}

async function requireRun(ctx: QueryCtx, runId: string): Promise<Doc<"runs">> {
  const id = ctx.db.normalizeId("runs", runId);
  const run = id && (await ctx.db.get("runs", id));
  if (!run) throw fail({ code: "not_found", field: "runId", message: "There is no such run." });
  return run;
}

async function runView(ctx: QueryCtx, run: Doc<"runs">): Promise<RunView> {
  const { name, reason, action, state, createdBy, createdAt, total } = run;
  const count = (outcome: "done" | "skipped" | "failed") => readCounter(ctx, runCounter(run._id, outcome));
  return {
    ...{ name, reason, action, state, createdBy, createdAt, total },
    runId: run._id,
    finishedAt: run.finishedAt ?? null,
    done: await count("done"),
    skipped: await count("skipped"),
    failed: await count("failed"),
  };
}

const itemView = (item: Doc<"runItems">): RunItemView => ({
  itemId: item._id,
  linkId: item.link,
  name: item.name,
  outcome: item.outcome === "frozen" ? "waiting" : item.outcome,
  why: item.why ?? null,
});
