import type { WatchRange } from "../../../shared/webhooks-api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { added, grouped, type Counts, type Fact } from "./webhookFacts";

/**
 * The requests of each minute, hour and day by what became of them, kept when they are taken. A bucket lies in a few
 * documents, so that several servers rarely write the same one.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SHARDS = 4;

export const bucketSizes = ["minute", "hour", "day"] as const;
type Size = (typeof bucketSizes)[number];
const lengthOf: Record<Size, number> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

/** How long a bucket is asked about, in ms: somewhat longer than the range that shows it. Days are kept. */
const keptMs: Partial<Record<Size, number>> = { minute: 3 * HOUR_MS, hour: 9 * DAY_MS };

const ranges: Record<WatchRange, { size: Size; buckets: number }> = {
  "1h": { size: "minute", buckets: 60 },
  "24h": { size: "hour", buckets: 24 },
  "7d": { size: "hour", buckets: 168 },
  "90d": { size: "day", buckets: 90 },
};

const startOf = (at: number, size: Size) => Math.floor(at / lengthOf[size]) * lengthOf[size];

export async function countInBuckets(ctx: MutationCtx, facts: Fact[]): Promise<void> {
  const shard = Math.floor(Math.random() * SHARDS);
  for (const size of bucketSizes) {
    for (const [start, counts] of grouped(facts, ({ at }) => startOf(at, size)))
      await addToBucket(ctx, { size, start, shard }, counts);
  }
}

type Place = { size: Size; start: number; shard: number };

async function addToBucket(ctx: MutationCtx, place: Place, more: Counts): Promise<void> {
  const { size, start, shard } = place;
  const bucket = await ctx.db
    .query("webhookBuckets")
    .withIndex("by_size_start_shard", (q) => q.eq("size", size).eq("start", start).eq("shard", shard))
    .unique();
  if (bucket) await ctx.db.patch("webhookBuckets", bucket._id, { counts: added(bucket.counts, more) });
  else await ctx.db.insert("webhookBuckets", { ...place, counts: more });
}

/** The buckets of a range that ends now, oldest first, empty ones too. */
export async function bucketsOf(
  ctx: QueryCtx,
  range: WatchRange,
): Promise<{ bucketMs: number; buckets: Array<{ at: number; counts: Counts }> }> {
  const { size, buckets } = ranges[range];
  const bucketMs = lengthOf[size];
  const first = startOf(Date.now(), size) - (buckets - 1) * bucketMs;
  const rows = await ctx.db
    .query("webhookBuckets")
    .withIndex("by_size_start_shard", (q) => q.eq("size", size).gte("start", first))
    .take((buckets + 1) * SHARDS);
  const found = new Map<number, Counts>();
  for (const { start, counts } of rows) found.set(start, added(found.get(start) ?? {}, counts));
  const starts = Array.from({ length: buckets }, (_, place) => first + place * bucketMs);
  return { bucketMs, buckets: starts.map((at) => ({ at, counts: found.get(at) ?? {} })) };
}

/** Deletes buckets that no range shows any more. Returns whether there may be more. */
export async function forgetBuckets(ctx: MutationCtx, limit: number): Promise<boolean> {
  let left = limit;
  for (const size of bucketSizes) {
    const before = Date.now() - (keptMs[size] ?? Infinity);
    const rows = await ctx.db
      .query("webhookBuckets")
      .withIndex("by_size_start_shard", (q) => q.eq("size", size).lt("start", before))
      .take(left);
    for (const { _id } of rows) await ctx.db.delete("webhookBuckets", _id);
    left -= rows.length;
    if (left === 0) return true;
  }
  return false;
}
