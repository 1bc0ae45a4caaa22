import type { WebhookHistogram, WebhookOutcome } from "../../../../shared/webhooks-api";
import { t } from "./words";

export type Bucket = WebhookHistogram["buckets"][number];
type Counts = Bucket["counts"];

/**
 * What a bar is made of, from the bottom up. What changed nothing because nothing had to change is one quiet layer; what
 * was refused is hatched, so that it is told from failures without colours.
 */
export const layers: ReadonlyArray<{ name: string; outcomes: WebhookOutcome[]; look: string }> = [
  { name: t("applied"), outcomes: ["applied"], look: "bg-ok/70" },
  { name: t("nothingToDo"), outcomes: ["duplicate", "stale", "ignored"], look: "bg-fg-3/45" },
  { name: t("unmatched"), outcomes: ["unmatched"], look: "bg-warn/80" },
  { name: t("failed"), outcomes: ["failed"], look: "bg-bad" },
  { name: t("rejected"), outcomes: ["rejected"], look: "hatched-bad" },
];

export const sumOf = (counts: Counts, outcomes: readonly WebhookOutcome[]) =>
  outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
export const totalOf = (counts: Counts) =>
  Object.values(counts).reduce((sum: number, count) => sum + (count ?? 0), 0);

/** A range of buckets by their places, both included, the earlier one first. */
export type Span = { first: number; last: number };
export const spanBetween = (one: number, other: number): Span => ({
  first: Math.min(one, other),
  last: Math.max(one, other),
});

/** The moments a span covers, its end not included. */
export function momentsOf({ buckets, bucketMs }: WebhookHistogram, { first, last }: Span) {
  const from = buckets[first]?.at ?? 0;
  return { from, to: (buckets[last]?.at ?? from) + bucketMs };
}

/** The buckets that lie in a range of moments; `null` when none does. */
export function spanOf({ buckets, bucketMs }: WebhookHistogram, from: number | null, to: number | null) {
  if (from === null && to === null) return null;
  const inside = ({ at }: Bucket) => at + bucketMs > (from ?? 0) && at < (to ?? Infinity);
  const first = buckets.findIndex(inside);
  return first < 0 ? null : { first, last: buckets.findLastIndex(inside) };
}
