import { watchRanges, type WatchRange } from "../../../shared/webhooks-api";
import { endOf, keptMs, lengthOf, startOf, type BucketSize } from "./bucketCover";

const ranges: Record<WatchRange, { size: BucketSize; count: number }> = {
  "1h": { size: "minute", count: 60 },
  "24h": { size: "hour", count: 24 },
  "7d": { size: "hour", count: 168 },
  "90d": { size: "day", count: 90 },
};

/** The bars that are shown: so many buckets of a size from `first` on. */
export type Window = { range: WatchRange; size: BucketSize; first: number; count: number };
type Chosen = { from?: number | undefined; to?: number | undefined };

/**
 * A range that ends now. A time chosen before it moves it back, with what was around that time on both sides; where
 * buckets so small are not kept any more, a longer range takes its place.
 */
export function windowOf(range: WatchRange, chosen: Chosen, now: number): Window {
  const { size, count } = ranges[range];
  const bucketMs = lengthOf[size];
  const last = startOf(now, size) + bucketMs;
  const first = Math.min(last, endBeside(chosen, { size, count, last })) - count * bucketMs;
  const longer = watchRanges.find((each) => ranges[each].size !== size && isLonger(each, range));
  if (longer && first < now - keptMs[size]) return windowOf(longer, chosen, now);
  return { range, size, first, count };
}

const isLonger = (one: WatchRange, other: WatchRange) =>
  watchRanges.indexOf(one) > watchRanges.indexOf(other);

function endBeside(
  { from = 0, to }: Chosen,
  { size, count, last }: { size: BucketSize; count: number; last: number },
) {
  const bucketMs = lengthOf[size];
  if (to === undefined || (to <= last && from >= last - count * bucketMs)) return last;
  const end = endOf(to, size);
  const around = count - (end - startOf(from, size)) / bucketMs;
  return end + Math.max(0, Math.floor(around / 2)) * bucketMs;
}
