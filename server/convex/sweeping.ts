import { v } from "convex/values";
import { SWEEP_FAILURE_CODES } from "../../shared/sweep-schedule";
import { guardedMutation, guardedQuery, scheduledMutation } from "./functions";
import { contactArgs } from "./model/contactArgs";
import { judgeSomeEarly } from "./model/earlyWebhooks";
import { forgetFindings, forgetRows, oldestOutdated } from "./model/forgetSweeps";
import { refreshLinks } from "./model/links";
import { judgeChanges as judge } from "./model/missedWebhook";
import { oneOf } from "./model/selectionArgs";
import { stumble as bookFailure } from "./model/stumble";
import { bookCompared, bookConfirmed, endComparing, nextAbsent } from "./model/sweepAbsent";
import { bookPage } from "./model/sweepPage";
import { advance, heldSweep } from "./model/sweeps";
import { takeSweep } from "./model/takeSweep";
import { newTouched } from "./model/touched";
import { internal } from "./_generated/api";

/**
 * What the worker of a sweep calls (server/sync/reconcile). Every booking answers `null` when the worker does not hold
 * the sweep any more, and then has changed nothing. `now` is this deployment's clock, for the next page's `askedAt`.
 */
const held = { sweepId: v.id("sweeps"), worker: v.string() };
const booked = v.union(v.null(), v.object({ now: v.number() }));
const contact = v.object(contactArgs);

/** Takes or goes on with the running sweep, or begins the one that is due. `since`: when this worker was started. */
export const take = guardedMutation("system.work")({
  args: { worker: v.string(), since: v.number() },
  handler: async (ctx, { worker, since }) => {
    const sweep = await takeSweep(ctx, worker, since);
    if (!sweep) return null;
    const { _id, kind, phase, offset, comparedTo, updatedSince = null } = sweep;
    return { sweepId: _id, kind, phase, offset, comparedTo, updatedSince, now: Date.now() };
  },
});

/** A sign of life. Answers whether the worker still holds the sweep. */
export const renew = guardedMutation("system.work")({
  args: held,
  returns: v.boolean(),
  handler: async (ctx, args) => {
    const sweep = await heldSweep(ctx, args);
    if (sweep) await advance(ctx, sweep, { failures: sweep.failures, cause: sweep.cause });
    return sweep !== null;
  },
});

/** Books as much of a page as one transaction holds. `offset` is where the page begins in the list. */
export const page = guardedMutation("system.work")({
  args: {
    ...held,
    offset: v.number(),
    contacts: v.array(contact),
    others: v.object({ count: v.number(), crmIds: v.array(v.string()) }),
    toRead: v.number(),
    last: v.boolean(),
    askedAt: v.number(),
  },
  returns: v.union(v.null(), v.object({ booked: v.number(), now: v.number() })),
  handler: async (ctx, { sweepId, worker, offset, ...read }) => {
    const sweep = await heldSweep(ctx, { sweepId, worker });
    if (sweep?.phase !== "reading" || sweep.offset !== offset) return null;
    return { booked: await bookPage(ctx, sweep, read), now: Date.now() };
  },
});

/** The CRM contact IDs that belong to a sweep, from `number` on. */
export const ids = guardedQuery("system.work")({
  args: { sweepId: v.id("sweeps"), number: v.number(), rows: v.number() },
  handler: async (ctx, { sweepId, number, rows }) => {
    const found = await ctx.db
      .query("sweepIds")
      .withIndex("by_sweep_number", (q) => q.eq("sweep", sweepId).gte("number", number))
      .take(rows);
    const last = found.at(-1);
    return {
      crmIds: found.flatMap(({ crmIds }) => crmIds),
      next: last && found.length === rows ? last.number + 1 : null,
    };
  },
});

/** CRM contact IDs of the mirror in their order, after `after`. */
export const mirrored = guardedQuery("system.work")({
  args: { after: v.string(), limit: v.number() },
  returns: v.array(v.string()),
  handler: async (ctx, { after, limit }) => {
    const contacts = ctx.db.query("contacts").withIndex("by_crmId", (q) => q.gt("crmId", after));
    return (await contacts.take(limit)).map(({ crmId }) => crmId);
  },
});

/** Books a part of the comparison that begins at `from`. */
export const compared = guardedMutation("system.work")({
  args: {
    ...held,
    from: v.string(),
    upTo: v.string(),
    mirrored: v.number(),
    notMet: v.array(v.string()),
  },
  returns: booked,
  handler: async (ctx, { sweepId, worker, from, ...part }) => {
    const sweep = await heldSweep(ctx, { sweepId, worker });
    if (sweep?.phase !== "comparing" || sweep.comparedTo !== from) return null;
    await bookCompared(ctx, sweep, part);
    return { now: Date.now() };
  },
});

/** The whole mirror is compared. */
export const comparedAll = guardedMutation("system.work")({
  args: held,
  returns: booked,
  handler: async (ctx, args) => {
    const sweep = await heldSweep(ctx, args);
    if (sweep?.phase !== "comparing") return null;
    await endComparing(ctx, sweep);
    return { now: Date.now() };
  },
});

/** The next contacts to ask the CRM for by ID. */
export const absent = guardedQuery("system.work")({
  args: { ...held, limit: v.number() },
  handler: async (ctx, { limit, ...args }) => {
    const sweep = await heldSweep(ctx, args);
    return sweep ? nextAbsent(ctx, sweep, limit) : [];
  },
});

/** Books what the CRM said of them. */
export const confirmed = guardedMutation("system.work")({
  args: {
    ...held,
    answers: v.array(
      v.object({
        findingId: v.id("sweepFindings"),
        contact: v.union(v.null(), contact),
        isGone: v.boolean(),
      }),
    ),
    askedAt: v.number(),
  },
  returns: booked,
  handler: async (ctx, { sweepId, worker, answers, askedAt }) => {
    const sweep = await heldSweep(ctx, { sweepId, worker });
    if (sweep?.phase !== "confirming") return null;
    await bookConfirmed(ctx, sweep, answers, askedAt);
    return { now: Date.now() };
  },
});

/** A step has failed: it is tried again later, or the sweep fails. */
export const stumble = guardedMutation("system.work")({
  args: {
    ...held,
    code: oneOf(SWEEP_FAILURE_CODES),
    message: v.string(),
    httpStatus: v.optional(v.number()),
    retryAfterMs: v.optional(v.number()),
    heldBack: v.optional(v.boolean()),
    startedAt: v.number(),
  },
  returns: v.null(),
  handler: async (ctx, { sweepId, worker, ...failure }) => {
    const sweep = await heldSweep(ctx, { sweepId, worker });
    if (sweep) await bookFailure(ctx, sweep, failure);
    return null;
  },
});

/** Judges whether changes met by a reading were told by webhook, now that none can be on its way any more. */
export const judgeChanges = scheduledMutation({
  args: {
    changes: v.array(v.object({ crmId: v.string(), updatedAt: v.number() })),
    sweep: v.optional(v.id("sweeps")),
  },
  handler: (ctx, { changes, sweep }) => judge(ctx, changes, sweep),
});

/** Judges the webhooks that came before a sweep brought the contacts they speak of, some in each transaction. */
export const judgeEarly = scheduledMutation({
  args: {
    newcomers: v.array(
      v.object({ frontendUserId: v.optional(v.string()), contactId: v.optional(v.string()) }),
    ),
  },
  handler: async (ctx, { newcomers }) => {
    const touched = newTouched();
    const left = await judgeSomeEarly(ctx, touched, newcomers);
    await refreshLinks(ctx, touched);
    if (left.length > 0) await ctx.scheduler.runAfter(0, internal.sweeping.judgeEarly, { newcomers: left });
  },
});

/** Deletes the lists of an ended sweep, a page at a time. A sweep let out of quarantine needs none any more. */
export const forgetIds = scheduledMutation({
  args: { sweep: v.id("sweeps") },
  handler: async (ctx, { sweep }) => {
    if (await forgetRows(ctx, sweep)) await ctx.scheduler.runAfter(0, internal.sweeping.forgetIds, { sweep });
  },
});

/** Deletes sweeps that are older than anybody asks about, with what they have found, a page at a time. */
export const forgetOld = scheduledMutation({
  args: {},
  handler: async (ctx) => {
    const oldest = await oldestOutdated(ctx);
    if (!oldest) return;
    const more = await forgetFindings(ctx, oldest._id);
    if (!more) await ctx.db.delete("sweeps", oldest._id);
    await ctx.scheduler.runAfter(0, internal.sweeping.forgetOld, {});
  },
});
