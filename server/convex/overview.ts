import { linkStates } from "../../shared/link-state";
import {
  type Convergence,
  type ErrorGroups,
  Overview,
  type LinkStatesNow,
  overviewRanges,
  type SyncHistogram,
} from "../../shared/overview-api";
import { shownQuery } from "./functions";
import type { QueryCtx } from "./_generated/server";
import { readCounters } from "./model/counters";
import { errorGroups, oldestIn } from "./model/linkCounters";
import { oneOf } from "./model/selectionArgs";
import { syncBucketsOf } from "./model/syncBuckets";
import { attemptsIn, convergenceIn } from "./model/syncFacts";
import { added, type Counts } from "./model/webhookFacts";

/** What the overview tells. All of it is counted when it happens, and never looked through. */

/** How everybody is, and what keeps those who are not linked. */
export const now = shownQuery("users.read")({
  shows: Overview.pick({ links: true, errors: true }),
  args: {},
  handler: async (ctx): Promise<{ links: LinkStatesNow; errors: ErrorGroups }> => ({
    links: await statesNow(ctx),
    errors: { failed: await errorGroups(ctx, "failed"), pending: await errorGroups(ctx, "pending") },
  }),
});

async function statesNow(ctx: QueryCtx): Promise<LinkStatesNow> {
  const counts = await readCounters(ctx, "links:", linkStates.length);
  const states = await Promise.all(
    linkStates.map(async (state) => {
      const now = { count: counts.get(state) ?? 0, oldestAt: await oldestIn(ctx, state) };
      return [state, now] as const;
    }),
  );
  return {
    total: states.reduce((sum, [, { count }]) => sum + count, 0),
    states: Object.fromEntries(states) as LinkStatesNow["states"],
  };
}

/** How the work for the backend has gone: every attempt, and how fast people were linked. */
export const work = shownQuery("users.read")({
  shows: Overview.pick({ sync: true, convergence: true }),
  args: { range: oneOf(overviewRanges) },
  handler: async (ctx, { range }): Promise<{ sync: SyncHistogram; convergence: Convergence }> => {
    const { bucketMs, buckets } = await syncBucketsOf(ctx, range);
    const all = buckets.reduce<Counts>((sum, { counts }) => added(sum, counts), {});
    return {
      sync: {
        bucketMs,
        buckets: buckets.map(({ at, counts }) => ({ at, counts: attemptsIn(counts) })),
        totals: attemptsIn(all),
      },
      convergence: convergenceIn(all),
    };
  },
});
