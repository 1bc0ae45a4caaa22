import type { WatchRange, WebhookHistogram } from "../../../shared/webhooks-api";
import type { QueryCtx } from "../_generated/server";
import { countsOf, knowsTypes, ofTypes, type BucketCounts } from "./bucketCounts";
import { lengthOf } from "./bucketCover";
import { isByRow, newestFacts } from "./countedArrivals";
import { windowOf, type Window } from "./watchWindow";
import { bucketsIn, byStart } from "./webhookBuckets";
import { added, causesPassing, passing, type Counts } from "./webhookFacts";
import type { WebhookFilter } from "./webhookFilterArgs";

type Bars = { bars: Array<{ at: number; counted: BucketCounts }>; exact: boolean };

/**
 * What the log is narrowed to, by outcome over time. Of a time that is chosen the bars show what was around it too:
 * whoever reads them is told which are meant.
 */
export async function histogramOf(
  ctx: QueryCtx,
  asked: WatchRange,
  filter: WebhookFilter,
): Promise<WebhookHistogram> {
  const window = windowOf(asked, filter, Date.now());
  const { bars, exact } = isByRow(filter)
    ? await barsByRow(ctx, window, filter)
    : await barsCounted(ctx, window, filter);
  const found = bars.map(({ at, counted }) => ({ at, counts: ofTypes(counted, filter) }));
  const all = found.reduce<Counts>((sum, { counts }) => added(sum, counts), {});
  return {
    ...{ range: window.range, bucketMs: lengthOf[window.size], exact },
    buckets: found.map(({ at, counts }) => ({ at, counts: passing(counts, filter) })),
    totals: passing(all, filter),
    causes: causesPassing(all, filter),
  };
}

async function barsCounted(ctx: QueryCtx, window: Window, { types }: WebhookFilter): Promise<Bars> {
  const bars = await bucketsIn(ctx, window);
  return { bars, exact: !types?.length || bars.every(({ counted }) => knowsTypes(counted)) };
}

async function barsByRow(ctx: QueryCtx, window: Window, filter: WebhookFilter): Promise<Bars> {
  const { size, first, count } = window;
  const bucketMs = lengthOf[size];
  const { person, eventId } = filter;
  const { facts, exact } = await newestFacts(ctx, {
    ...{ person, eventId, from: first, to: first + count * bucketMs },
  });
  const starts = byStart(facts, size);
  const bars = Array.from({ length: count }, (_, place) => first + place * bucketMs);
  return { exact, bars: bars.map((at) => ({ at, counted: countsOf(starts.get(at) ?? []) })) };
}
