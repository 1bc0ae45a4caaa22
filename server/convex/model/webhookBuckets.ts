import type { MutationCtx, QueryCtx } from "../_generated/server";
import { both, countsOf, nothingCounted, type BucketCounts } from "./bucketCounts";
import { bucketSizes, keptMs, lengthOf, startOf, type BucketSize, type Piece } from "./bucketCover";
import type { Window } from "./watchWindow";
import type { Fact } from "./webhookFacts";

/**
 * The requests of each minute, hour and day by what became of them, kept when they are taken. A bucket lies in a few
 * documents, so that several servers rarely write the same one; when its time is over they become one, so that a month
 * is read at once.
 */
const SHARDS = [1, 2, 3, 4];
const WHOLE = 0;
/** What is committed later than this after a bucket's end lies beside it until the next upkeep, in ms. */
const LATE_MS = 60_000;
/** Documents of one size read at once: years of days. */
const MOST_READ = 1_500;

export async function countInBuckets(ctx: MutationCtx, facts: Fact[]): Promise<void> {
  const shard = SHARDS[Math.floor(Math.random() * SHARDS.length)] ?? WHOLE;
  for (const size of bucketSizes) {
    for (const [start, some] of byStart(facts, size))
      await addToBucket(ctx, { size, start, shard }, countsOf(some));
  }
}

/** Facts by the bucket they belong to. */
export function byStart(facts: Fact[], size: BucketSize): Map<number, Fact[]> {
  const starts = new Map<number, Fact[]>();
  for (const fact of facts) {
    const start = startOf(fact.at, size);
    const some = starts.get(start);
    if (some) some.push(fact);
    else starts.set(start, [fact]);
  }
  return starts;
}

type Place = { size: BucketSize; start: number; shard: number };

async function addToBucket(ctx: MutationCtx, place: Place, more: BucketCounts): Promise<void> {
  const { size, start, shard } = place;
  const bucket = await ctx.db
    .query("webhookBuckets")
    .withIndex("by_size_start_shard", (q) => q.eq("size", size).eq("start", start).eq("shard", shard))
    .unique();
  if (bucket) await ctx.db.patch("webhookBuckets", bucket._id, both(bucket, more));
  else await ctx.db.insert("webhookBuckets", { ...place, ...more });
}

/** The buckets of a window, oldest first, empty ones too. */
export async function bucketsIn(
  ctx: QueryCtx,
  { size, first, count }: Window,
): Promise<Array<{ at: number; counted: BucketCounts }>> {
  const bucketMs = lengthOf[size];
  const { found } = await bucketsOf(ctx, { size, from: first, to: first + count * bucketMs });
  const starts = Array.from({ length: count }, (_, place) => first + place * bucketMs);
  return starts.map((at) => ({ at, counted: found.get(at) ?? nothingCounted }));
}

/** The buckets of a size in a time, by when they begin. `exact`: none was left out. */
export async function bucketsOf(
  ctx: QueryCtx,
  { size, from, to }: Piece,
): Promise<{ found: Map<number, BucketCounts>; exact: boolean }> {
  const rows = await ctx.db
    .query("webhookBuckets")
    .withIndex("by_size_start_shard", (q) => q.eq("size", size).gte("start", from).lt("start", to))
    .order("desc")
    .take(MOST_READ);
  const found = new Map<number, BucketCounts>();
  for (const { start, counts, types = [] } of rows) {
    const known = found.get(start);
    found.set(start, known ? both(known, { counts, types }) : { counts, types });
  }
  return { found, exact: rows.length < MOST_READ };
}

/** Puts what lies in shards of buckets whose time is over into one document each. Returns whether there may be more. */
export async function mergeBuckets(ctx: MutationCtx, limit: number): Promise<boolean> {
  let left = limit;
  for (const size of bucketSizes) {
    const before = Date.now() - LATE_MS - lengthOf[size];
    for (const shard of SHARDS) {
      const rows = await ctx.db
        .query("webhookBuckets")
        .withIndex("by_size_shard_start", (q) => q.eq("size", size).eq("shard", shard).lt("start", before))
        .take(left);
      for (const { _id, start, counts, types } of rows) {
        await addToBucket(ctx, { size, start, shard: WHOLE }, { counts, types: types ?? [] });
        await ctx.db.delete("webhookBuckets", _id);
      }
      left -= rows.length;
      if (left === 0) return true;
    }
  }
  return false;
}

/** Deletes buckets that no range shows any more. Returns whether there may be more. */
export async function forgetBuckets(ctx: MutationCtx, limit: number): Promise<boolean> {
  let left = limit;
  for (const size of bucketSizes) {
    const before = Date.now() - keptMs[size];
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
