import { v } from "convex/values";
import { jobStates, lanes } from "../../shared/jobs";
import { guardedQuery } from "./functions";
import type { Job } from "./model/jobs";
import { isPaused } from "./model/lane";
import { oneOf } from "./model/selectionArgs";
import { readSilence } from "./model/silence";

/** Jobs read to describe the queue; beyond, it only matters that they are many. */
const MOST_COUNTED = 1_000;

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
