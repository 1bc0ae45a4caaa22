import { v } from "convex/values";
import { checkoutRefusals } from "../../shared/checkout-api";
import { jobStates, lanes } from "../../shared/jobs";
import { guardedQuery } from "./functions";
import { overdue } from "./model/duePurges";
import type { Job } from "./model/jobs";
import { isPaused } from "./model/lane";
import { countOpen, countRefused } from "./model/openCheckouts";
import { oneOf } from "./model/selectionArgs";
import { readSilence } from "./model/silence";

/** Rows read of each kind to say how many wait; beyond, it only matters that they are many. */
const MOST_COUNTED = 1_000;
/** A purge carries all that a person is known by, which can be much. */
const MOST_PURGES = 100;

/** The queue as a monitoring system asks for it, the oldest jobs first; `exact` is false when there are more. */
export const queue = guardedQuery("system.work")({
  args: {},
  returns: v.object({
    depths: v.array(v.object({ lane: oneOf(lanes), state: oneOf(jobStates), count: v.number() })),
    exact: v.boolean(),
    oldestWaitingAt: v.union(v.number(), v.null()),
    paused: v.boolean(),
  }),
  handler: async (ctx) => {
    const open = await ctx.db
      .query("syncJobs")
      .withIndex("by_finishedAt", (q) => q.eq("finishedAt", undefined))
      .take(MOST_COUNTED);
    return {
      depths: countByPlace(open),
      exact: open.length < MOST_COUNTED,
      oldestWaitingAt: open[0]?.createdAt ?? null,
      paused: await isPaused(ctx),
    };
  },
});

const waitingRows = v.object({ count: v.number(), oldestAt: v.union(v.number(), v.null()) });

/** What else waits for its turn: mail to members, bookings, and people to be forgotten. Times in ms since epoch. */
export const backlog = guardedQuery("system.work")({
  args: {},
  returns: v.object({
    mails: waitingRows,
    bookings: v.object({
      steps: v.object({ asked: v.number(), confirming: v.number(), unknown: v.number() }),
      oldestAt: v.union(v.number(), v.null()),
      /** Of the last day, by why nothing was booked. */
      refused: v.array(v.object({ why: oneOf(checkoutRefusals), count: v.number() })),
    }),
    /** Whose time is over, those under way included. */
    purgesDue: v.number(),
    /** `oldestAt`: the last step of the one that has had none for longest. */
    purgesUnderWay: waitingRows,
  }),
  handler: async (ctx) => {
    const mails = await ctx.db.query("mails").take(MOST_COUNTED);
    const purges = await ctx.db.query("purges").withIndex("by_steppedAt").take(MOST_PURGES);
    const refused = [...(await countRefused(ctx))].map(([why, count]) => ({ why, count }));
    return {
      bookings: { ...(await countOpen(ctx)), refused },
      mails: { count: mails.length, oldestAt: mails[0]?.createdAt ?? null },
      purgesDue: (await overdue(ctx, MOST_COUNTED)).length,
      purgesUnderWay: { count: purges.length, oldestAt: purges[0]?.steppedAt ?? null },
    };
  },
});

/** Whether the backend has sent no webhook for longer than is usual. */
export const silence = guardedQuery("system.work")({ args: {}, handler: readSilence });

type Depth = Pick<Job, "lane" | "state"> & { count: number };

function countByPlace(jobs: Job[]): Depth[] {
  const depths = new Map<string, Depth>();
  for (const { lane, state } of jobs) {
    const key = `${lane} ${state}`;
    depths.set(key, { lane, state, count: (depths.get(key)?.count ?? 0) + 1 });
  }
  return [...depths.values()];
}
