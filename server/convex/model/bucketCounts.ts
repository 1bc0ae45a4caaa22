import { webhookOutcomes, type WebhookOutcome } from "../../../shared/webhooks-api";
import { added, grouped, withoutLags, type Counts, type Fact } from "./webhookFacts";
import type { WebhookFilter } from "./webhookFilterArgs";

/** What was counted of some time: all of it, and by event type. What was refused has no type that could be believed. */
export type BucketCounts = { counts: Counts; types: TypeCounts[] };
export type TypeCounts = { type: string; counts: Counts };
export const UNPROVEN = "";

/** Types told apart in a bucket. A backend has some dozens; of what goes beyond, only the sum is known. */
const MOST_TYPES = 50;

export const nothingCounted: BucketCounts = { counts: {}, types: [] };

/** Counts facts, whenever they were. */
export function countsOf(facts: Fact[]): BucketCounts {
  const byType = grouped(facts, ({ type }) => type ?? UNPROVEN);
  return {
    counts: grouped(facts, () => UNPROVEN).get(UNPROVEN) ?? {},
    types: [...byType].slice(0, MOST_TYPES).map(([type, counts]) => ({ type, counts: withoutLags(counts) })),
  };
}

/** Both in one. `types` is absent in buckets of before types were told apart. */
export function both(one: { counts: Counts; types?: TypeCounts[] }, other: typeof one): BucketCounts {
  const types = new Map((one.types ?? []).map(({ type, counts }) => [type, counts]));
  for (const { type, counts } of other.types ?? []) {
    const known = types.get(type);
    if (known || types.size < MOST_TYPES) types.set(type, added(known ?? {}, counts));
  }
  return {
    counts: added(one.counts, other.counts),
    types: [...types].map(([type, counts]) => ({ type, counts })),
  };
}

/** What was counted of the types asked for, of all when none is. */
export function ofTypes(
  { counts, types }: BucketCounts,
  { types: wanted }: Pick<WebhookFilter, "types">,
): Counts {
  if (!wanted?.length) return counts;
  return types
    .filter(({ type }) => type !== UNPROVEN && wanted.includes(type))
    .reduce<Counts>((sum, of) => added(sum, of.counts), {});
}

/** Whether every type is told apart, so that a number of one type is all there is of it. */
export const knowsTypes = ({ counts, types }: BucketCounts): boolean =>
  sumOf(counts) === types.reduce((sum, of) => sum + sumOf(of.counts), 0);

/** All outcomes together. */
export const sumOf = (numbers: Partial<Record<WebhookOutcome, number>>): number =>
  webhookOutcomes.reduce((sum, outcome) => sum + (numbers[outcome] ?? 0), 0);
