import { v } from "convex/values";
import {
  findingKinds,
  Silence,
  type SweepFinding,
  SweepFindingsPage,
  sweepKinds,
  SweepSchedule,
  SweepsPage,
  SweepTrend,
  SweepView,
} from "../../shared/reconcile-api";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { fail, guardedMutation, requireStepUp, shownQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { decideQuarantine } from "./model/decideQuarantine";
import { isPaused } from "./model/lane";
import { oneOf } from "./model/selectionArgs";
import { readSilence } from "./model/silence";
import { startSweep } from "./model/startSweep";
import { endSweep, requireSweep, runningSweep, sweepView } from "./model/sweeps";
import { schedule as scheduleOf } from "./model/takeSweep";

/** Sweeps as people see and steer them. What a worker does with one is in sweeping.ts. */
const PAGE = 50;
const TREND = 30;
const cursorArg = v.union(v.string(), v.null());
const kindArg = oneOf(sweepKinds);

export const start = guardedMutation("reconcile.write")({
  args: { kind: kindArg, requestId: v.string() },
  handler: async (ctx, { kind, requestId }) => {
    if (await isPaused(ctx)) {
      throw fail({
        code: "conflict",
        message: "Work for the backend is paused. Let it go on in the settings, then start the sweep.",
      });
    }
    if (await runningSweep(ctx)) {
      throw fail({
        code: "conflict",
        message: "A sweep is running already. Start another when it has ended.",
      });
    }
    const sweepId = await startSweep(ctx, kind, ctx.actor.name);
    const summary = `Started a sweep (${kind}).`;
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "reconcile", summary, outcome: "started", requestId },
      target: { kind: "sweep", id: sweepId },
    });
    return { sweepId };
  },
});

export const list = shownQuery("reconcile.read")({
  shows: SweepsPage,
  args: { kind: v.optional(kindArg), cursor: cursorArg },
  handler: async (ctx, { kind, cursor }) => {
    const sweeps = kind
      ? ctx.db.query("sweeps").withIndex("by_kind_startedAt", (q) => q.eq("kind", kind))
      : ctx.db.query("sweeps").withIndex("by_startedAt");
    const { page, isDone, continueCursor } = await sweeps.order("desc").paginate({ cursor, numItems: PAGE });
    return { sweeps: page.map(sweepView), nextCursor: isDone ? null : continueCursor };
  },
});

export const get = shownQuery("reconcile.read")({
  shows: SweepView,
  args: { sweepId: v.string() },
  handler: async (ctx, { sweepId }) => sweepView(await requireSweep(ctx, sweepId)),
});

export const findings = shownQuery("reconcile.read")({
  shows: SweepFindingsPage,
  args: { sweepId: v.string(), kind: oneOf(findingKinds), cursor: cursorArg },
  handler: async (ctx, { sweepId, kind, cursor }) => {
    const sweep = await requireSweep(ctx, sweepId);
    const { page, isDone, continueCursor } = await ctx.db
      .query("sweepFindings")
      .withIndex("by_sweep_kind", (q) => q.eq("sweep", sweep._id).eq("kind", kind))
      .paginate({ cursor, numItems: PAGE });
    const views = await Promise.all(page.map((finding) => findingView(ctx, finding)));
    return { findings: views, nextCursor: isDone ? null : continueCursor };
  },
});

/** What the last ended sweeps have found, oldest first. */
export const trend = shownQuery("reconcile.read")({
  shows: SweepTrend,
  args: { kind: v.optional(kindArg) },
  handler: async (ctx, { kind }) => {
    const sweeps = kind
      ? ctx.db.query("sweeps").withIndex("by_kind_startedAt", (q) => q.eq("kind", kind))
      : ctx.db.query("sweeps").withIndex("by_startedAt");
    // One more than are shown, for at most one is still running.
    const last = await sweeps.order("desc").take(TREND + 1);
    const ended = last.filter(({ state }) => state !== "running").slice(0, TREND);
    return ended.reverse().map(sweepView);
  },
});

/** When the next sweeps begin by themselves. `since`: from when on the asking server counts. */
export const schedule = shownQuery("reconcile.read")({
  shows: SweepSchedule,
  args: { since: v.number() },
  handler: async (ctx, { since }) => ({ next: await scheduleOf(ctx, since) }),
});

/** Whether the backend has sent no webhook for longer than is usual. */
export const silence = shownQuery("reconcile.read")({
  shows: Silence,
  args: {},
  handler: readSilence,
});

/** Fails with `needs_step_up` where many are to be marked as gone by who has not lately proved who they are. */
export const decide = guardedMutation("reconcile.write")({
  args: {
    sweepId: v.string(),
    given: v.union(
      v.object({ what: v.literal("apply"), typedCount: v.number() }),
      v.object({ what: v.literal("discard") }),
    ),
    reason: v.optional(v.string()),
    requestId: v.string(),
  },
  handler: async (ctx, { sweepId, given, reason, requestId }) => {
    if (given.what === "apply") requireStepUp(ctx.actor);
    const sweep = await requireSweep(ctx, sweepId);
    await decideQuarantine(ctx, sweep, given, { actor: ctx.actor, reason, requestId });
    return sweepView(await requireSweep(ctx, sweepId));
  },
});

/** Stops a running sweep. What it has mirrored stays; nobody further is marked as gone. */
export const cancel = guardedMutation("reconcile.write")({
  args: { sweepId: v.string(), requestId: v.string() },
  handler: async (ctx, { sweepId, requestId }) => {
    const sweep = await requireSweep(ctx, sweepId);
    if (sweep.state !== "running") throw fail({ code: "conflict", message: "This sweep is not running." });
    await endSweep(ctx, sweep, "cancelled");
    const summary = `Cancelled a sweep (${sweep.kind}).`;
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "reconcile", summary, outcome: "cancelled", requestId },
      target: { kind: "sweep", id: sweep._id },
    });
    return sweepView(await requireSweep(ctx, sweepId));
  },
});

/** A row can have gone since, with the contact it was about. */
async function findingView(ctx: QueryCtx, finding: Doc<"sweepFindings">): Promise<SweepFinding> {
  const link = finding.link && (await ctx.db.get("links", finding.link));
  return {
    findingId: finding._id,
    kind: finding.kind,
    linkId: link?._id ?? null,
    contactId: finding.contactId ?? null,
    name: finding.name,
    from: finding.from ?? null,
    to: finding.to ?? null,
    reason: finding.reason ?? null,
    changedAt: finding.changedAt ?? null,
    foundAt: finding.foundAt,
  };
}
