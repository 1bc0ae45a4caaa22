import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  watchRanges,
  type WatchRange,
  type WebhookFilter,
  type WebhookHistogram,
} from "../../../../shared/webhooks-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { spanOf, type Moments } from "../../../ui/chart/chart";
import { Legend } from "../../../ui/chart/legend";
import { TableSwitch } from "../../../ui/chart/table-switch";
import { TimeBars } from "../../../ui/chart/time-bars";
import { TimeTable } from "../../../ui/chart/time-table";
import { Segments } from "../../../ui/segments";
import { Skeleton } from "../../../ui/skeleton";
import { countWords } from "../use-facets";
import { BarNotes } from "./bar-notes";
import { Figures } from "./figures";
import { layers, outcomesChart, requestsChart } from "./layers";
import { t } from "./words";

const FOLLOW_MS = 10_000;
const rangeNames: Record<WatchRange, string> = {
  "1h": "1 h",
  "24h": "24 h",
  "7d": t("days", { count: 7 }),
  "90d": t("days", { count: 90 }),
};

type Props = {
  range: WatchRange;
  filter: WebhookFilter;
  onRange: (range: WatchRange) => void;
  onChoose: (moments: Moments) => void;
};

/**
 * What came of webhooks over time, above the log: figures, and bars by which a time is chosen. The bars are of what the
 * log shows; of a time that is chosen they show the rest too, faintly, so that another can be.
 */
export function WatchPanel({ range, filter, onRange, onChoose }: Props) {
  const trpc = useTRPC();
  const [tabular, setTabular] = useState(false);
  const histogram = useQuery(
    trpc.webhooks.histogram.queryOptions(
      { range, ...filter },
      { refetchInterval: FOLLOW_MS, placeholderData: keepPreviousData },
    ),
  );
  const chosen = { from: filter.from ?? null, to: filter.to ?? null };
  const meant = histogram.data && bucketsMeant(histogram.data, chosen);
  return (
    <section
      aria-label={t("overTime")}
      className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-2"
    >
      <Figures range={range} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Segments
          label={t("howFar")}
          value={range}
          onChange={onRange}
          options={watchRanges.map((each) => [each, rangeNames[each]] as const)}
        />
        <TableSwitch
          chart={requestsChart.title}
          tabular={tabular}
          onChange={setTabular}
          className="ml-auto md:order-last"
        />
        <Legend
          label={t("byOutcome")}
          layers={layers}
          count={({ count }) => (meant ? countWords(totalOf(meant, count), histogram.data.exact) : "–")}
        />
      </div>
      {histogram.data ? (
        tabular ? (
          <TimeTable
            chart={outcomesChart}
            series={histogram.data}
            className="max-h-48"
            onChoose={onChoose}
            nothing={t("nothingCame")}
          />
        ) : (
          <TimeBars
            chart={requestsChart}
            series={histogram.data}
            className="h-16 max-md:h-11"
            chosen={chosen}
            onChoose={onChoose}
          />
        )
      ) : (
        <NoBars error={histogram.error} onRetry={() => void histogram.refetch()} />
      )}
      {histogram.data ? <BarNotes range={range} filter={filter} histogram={histogram.data} /> : null}
    </section>
  );
}

/** As high as the bars, so that nothing jumps when they come. */
function NoBars({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className="flex h-[82px] flex-col justify-center max-md:h-[62px]">
      {error ? (
        <p role="alert" className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 text-fg-2">
          {t("figuresNotLoaded")} {describeError(error).message}
          <Button size="sm" onClick={onRetry}>
            {t("retry")}
          </Button>
        </p>
      ) : (
        <div role="status" aria-label={t("loadingFigures")} className="flex h-full">
          <Skeleton className="h-full w-full" />
        </div>
      )}
    </div>
  );
}

type Buckets = WebhookHistogram["buckets"];

/** Those in the time that is chosen, else all of them. */
function bucketsMeant(
  histogram: WebhookHistogram,
  { from, to }: Record<"from" | "to", number | null>,
): Buckets {
  if (from === null && to === null) return histogram.buckets;
  const span = spanOf(histogram, from, to);
  return span ? histogram.buckets.slice(span.first, span.last + 1) : [];
}

const totalOf = (buckets: Buckets, count: (counts: Buckets[number]["counts"]) => number) =>
  buckets.reduce((sum, { counts }) => sum + count(counts), 0);
