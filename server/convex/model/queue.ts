import { lanes, SHARDS, type Lane } from "../../../shared/jobs";
import type { QueryCtx } from "../_generated/server";
import type { Job } from "./jobs";

/** A part of the queue. Without a shard: jobs of a version that had none. */
export type Place = { lane: Lane; shard?: number | undefined };

const shards = [...Array(SHARDS).keys(), undefined];

/** Every part of the queue, live ones first. */
export const allPlaces: Place[] = lanes.flatMap((lane) => shards.map((shard) => ({ lane, shard })));

/** The open jobs of a place that have a time to wake, the first one to wake first. */
export const sleepers = (ctx: QueryCtx, { lane, shard }: Place) =>
  ctx.db
    .query("syncJobs")
    .withIndex("by_lane_shard_wakeAt", (q) => q.eq("lane", lane).eq("shard", shard).gt("wakeAt", 0));

/** The jobs of a place that are due, the longest due first. */
export function dueJobs(ctx: QueryCtx, { lane, shard }: Place, most: number): Promise<Job[]> {
  const now = Date.now();
  return ctx.db
    .query("syncJobs")
    .withIndex("by_lane_shard_wakeAt", (q) =>
      q.eq("lane", lane).eq("shard", shard).gt("wakeAt", 0).lte("wakeAt", now),
    )
    .take(most);
}

/**
 * Where something is due, live places first, and in how many ms (of this deployment's own clock) there will be
 * something where nothing is; `null` when nothing is open at all.
 */
export async function lookAtQueue(ctx: QueryCtx): Promise<{ due: Place[]; nextDueInMs: number | null }> {
  const now = Date.now();
  const due: Place[] = [];
  let next = Infinity;
  for (const place of allPlaces) {
    const first = await sleepers(ctx, place).first();
    if (first?.wakeAt === undefined) continue;
    if (first.wakeAt <= now) due.push(place);
    next = Math.min(next, Math.max(0, first.wakeAt - now));
  }
  return { due, nextDueInMs: next === Infinity ? null : next };
}
