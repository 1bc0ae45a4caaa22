import type { OverviewRange } from "../../../shared/overview-api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { SyncFact } from "./syncFacts";
import { added, type Counts } from "./webhookFacts";

/**
 * The work for the backend of each hour and day: what `syncFacts` notes, booked in the transaction of the change. A
 * bucket lies in a few documents, so that several servers rarely write the same one.
 */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHARDS = 4;

export const syncBucketSizes = ["hour", "day"] as const;
type Size = (typeof syncBucketSizes)[number];
const lengthOf: Record<Size, number> = { hour: HOUR_MS, day: DAY_MS };

/** How long hours are asked about, in ms: somewhat longer than the range that shows them. Days are kept. */
const HOURS_KEPT_MS = 9 * DAY_MS;
/** Deleted when an hour begins: more than it adds, so that a backlog goes down. */
const MOST_FORGOTTEN = 2 * SHARDS;

const ranges: Record<OverviewRange, { size: Size; count: number }> = {
  "24h": { size: "hour", count: 24 },
  "7d": { size: "hour", count: 168 },
  "30d": { size: "day", count: 30 },
};

const startOf = (at: number, size: Size) => Math.floor(at / lengthOf[size]) * lengthOf[size];

/** Books what a mutation has noted. However much that was, each bucket is written once. */
export async function bookSyncFacts(ctx: MutationCtx, facts: SyncFact[]): Promise<void> {
  if (facts.length === 0) return;
  const shard = Math.floor(Math.random() * SHARDS);
  for (const size of syncBucketSizes) {
    for (const [start, counts] of byBucket(facts, size))
      await addToBucket(ctx, { size, start, shard }, counts);
  }
}

function byBucket(facts: SyncFact[], size: Size): Map<number, Counts> {
  const buckets = new Map<number, Counts>();
  for (const { at, key, delta } of facts) {
    const start = startOf(at, size);
    buckets.set(start, added(buckets.get(start) ?? {}, { [key]: delta }));
  }
  return buckets;
}

type Place = { size: Size; start: number; shard: number };

async function addToBucket(ctx: MutationCtx, { size, start, shard }: Place, more: Counts): Promise<void> {
  const bucket = await ctx.db
    .query("syncBuckets")
    .withIndex("by_size_start_shard", (q) => q.eq("size", size).eq("start", start).eq("shard", shard))
    .unique();
  if (bucket) return ctx.db.patch("syncBuckets", bucket._id, { counts: added(bucket.counts, more) });
  await ctx.db.insert("syncBuckets", { size, start, shard, counts: more });
  if (size === "hour") await forgetHours(ctx);
}

async function forgetHours(ctx: MutationCtx): Promise<void> {
  const outdated = await ctx.db
    .query("syncBuckets")
    .withIndex("by_size_start_shard", (q) => q.eq("size", "hour").lt("start", Date.now() - HOURS_KEPT_MS))
    .take(MOST_FORGOTTEN);
  for (const { _id } of outdated) await ctx.db.delete("syncBuckets", _id);
}

/** The buckets of a range that ends now, oldest first, empty ones too. */
export async function syncBucketsOf(
  ctx: QueryCtx,
  range: OverviewRange,
): Promise<{ bucketMs: number; buckets: Array<{ at: number; counts: Counts }> }> {
  const { size, count } = ranges[range];
  const bucketMs = lengthOf[size];
  const first = startOf(Date.now(), size) - (count - 1) * bucketMs;
  const rows = await ctx.db
    .query("syncBuckets")
    .withIndex("by_size_start_shard", (q) => q.eq("size", size).gte("start", first))
    .take((count + 1) * SHARDS);
  const found = new Map<number, Counts>();
  for (const { start, counts } of rows) found.set(start, added(found.get(start) ?? {}, counts));
  const starts = Array.from({ length: count }, (_, place) => first + place * bucketMs);
  return { bucketMs, buckets: starts.map((at) => ({ at, counts: found.get(at) ?? {} })) };
}
