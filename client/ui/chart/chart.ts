/** Counts over time, oldest first, empty buckets too. */
export type Series<Counts> = { bucketMs: number; buckets: ReadonlyArray<Bucket<Counts>> };
export type Bucket<Counts> = { at: number; counts: Counts };

/** What a bar is made of. `look` is a pattern too where a colour alone would tell it. */
export type Layer<Counts> = { name: string; look: string; count: (counts: Counts) => number };
/** `layers` stand from the bottom up. */
export type Chart<Counts> = { title: string; layers: ReadonlyArray<Layer<Counts>> };

/** Moments in ms; the end is not included. */
export type Moments = { from: number; to: number };
/** A range of buckets by their places, both included, the earlier one first. */
export type Span = { first: number; last: number };

export const totalIn = <Counts>({ layers }: Pick<Chart<Counts>, "layers">, counts: Counts) =>
  layers.reduce((sum, layer) => sum + layer.count(counts), 0);

export const spanBetween = (one: number, other: number): Span => ({
  first: Math.min(one, other),
  last: Math.max(one, other),
});

/** The moments a span covers. */
export function momentsOf({ buckets, bucketMs }: Series<unknown>, { first, last }: Span): Moments {
  const from = buckets[first]?.at ?? 0;
  return { from, to: (buckets[last]?.at ?? from) + bucketMs };
}

/** The buckets that lie in a range of moments, open where it says `null`; `null` when none does, or none is meant. */
export function spanOf({ buckets, bucketMs }: Series<unknown>, from: number | null, to: number | null) {
  if (from === null && to === null) return null;
  const inside = ({ at }: { at: number }) => at + bucketMs > (from ?? 0) && at < (to ?? Infinity);
  const first = buckets.findIndex(inside);
  return first < 0 ? null : { first, last: buckets.findLastIndex(inside) };
}
