/** How a time is put together from minutes, hours and days that were counted, so that nobody goes through the log. */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const bucketSizes = ["minute", "hour", "day"] as const;
export type BucketSize = (typeof bucketSizes)[number];
export const lengthOf: Record<BucketSize, number> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

/**
 * How long a bucket is asked about, in ms. Days are of UTC and the days of people are not, so hours are kept for as long
 * as days are shown.
 */
export const keptMs: Record<BucketSize, number> = {
  minute: 3 * HOUR_MS,
  hour: 100 * DAY_MS,
  day: Infinity,
};

/** From a moment on and before another, in ms since epoch. */
export type Span = { from: number; to: number };
export type Piece = Span & { size: BucketSize };

export const startOf = (at: number, size: BucketSize) => Math.floor(at / lengthOf[size]) * lengthOf[size];
export const endOf = (at: number, size: BucketSize) => Math.ceil(at / lengthOf[size]) * lengthOf[size];

/**
 * Cuts a time into whole buckets, the longest that fit, and what is left over at its ends, where no bucket that is still
 * kept fits.
 */
export function cover({ from, to }: Span, now: number): { pieces: Piece[]; rest: Span[] } {
  return cut({ from, to }, ["day", "hour", "minute"], now);
}

function cut(span: Span, sizes: BucketSize[], now: number): { pieces: Piece[]; rest: Span[] } {
  if (span.from >= span.to) return { pieces: [], rest: [] };
  const [size, ...smaller] = sizes;
  if (!size) return { pieces: [], rest: [span] };
  const from = endOf(Math.max(span.from, now - keptMs[size]), size);
  const to = startOf(span.to, size);
  if (from >= to) return cut(span, smaller, now);
  const before = cut({ from: span.from, to: from }, smaller, now);
  const after = cut({ from: to, to: span.to }, smaller, now);
  return {
    pieces: [...before.pieces, { size, from, to }, ...after.pieces],
    rest: [...before.rest, ...after.rest],
  };
}
