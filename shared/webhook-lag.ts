/**
 * How late events are, counted in buckets whose bounds grow by a fifth: any percentile is known within that, and a
 * million of them cost as much as one.
 */
const PER_DOUBLING = 4;

/** The bucket of a lag in ms. A negative one, of a sender whose clock is ahead, is none. */
export const lagBucket = (ms: number): number =>
  Math.min(MOST_BUCKETS, Math.ceil(PER_DOUBLING * Math.log2(Math.max(1, ms))));

/** Twelve days and more. */
const MOST_BUCKETS = 30 * PER_DOUBLING;

/** The longest lag in a bucket, in ms. */
const upTo = (bucket: number): number => Math.floor(2 ** (bucket / PER_DOUBLING));

/** The lag within which this share (0 to 1) was, in ms; null of nothing. `counts` is by bucket. */
export function lagWithin(counts: ReadonlyMap<number, number>, share: number): number | null {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [bucket, count] of [...counts].sort(([a], [b]) => a - b)) {
    seen += count;
    if (count > 0 && seen >= share * total) return upTo(bucket);
  }
  return null;
}
