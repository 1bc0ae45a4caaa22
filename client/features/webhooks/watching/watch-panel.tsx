import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Table2 } from "lucide-react";
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
import { IconButton } from "../../../ui/icon-button";
import { Segments } from "../../../ui/segments";
import { Skeleton } from "../../../ui/skeleton";
import { countWords } from "../use-facets";
import { Figures } from "./figures";
import { Histogram } from "./histogram";
import { HistogramTable } from "./histogram-table";
import { BarNotes } from "./bar-notes";
import { layers, spanOf, sumOf, type Bucket } from "./layers";
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
  onChoose: (moments: { from: number; to: number }) => void;
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
        <IconButton
          label={tabular ? t("asBars") : t("asTable")}
          aria-pressed={tabular}
          icon={<Table2 aria-hidden className="size-4" />}
          className={clsx("ml-auto md:order-last", tabular && "bg-press")}
          onClick={() => setTabular(!tabular)}
        />
        <Legend histogram={histogram.data} chosen={chosen} />
      </div>
      {histogram.data ? (
        tabular ? (
          <HistogramTable histogram={histogram.data} onChoose={onChoose} />
        ) : (
          <Histogram histogram={histogram.data} chosen={chosen} onChoose={onChoose} />
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

type LegendProps = {
  histogram: WebhookHistogram | undefined;
  chosen: { from: number | null; to: number | null };
};

/** What the bars stand for, and how many there are: in the time that is chosen, else in all of them. */
function Legend({ histogram, chosen }: LegendProps) {
  const meant = histogram && bucketsMeant(histogram, chosen);
  const count = (outcomes: (typeof layers)[number]["outcomes"]) =>
    meant?.reduce((sum, { counts }) => sum + sumOf(counts, outcomes), 0);
  return (
    <ul aria-label={t("byOutcome")} className="flex flex-wrap gap-x-4 text-sm text-fg-2">
      {layers.map(({ name, outcomes, look }) => (
        <li key={name} className="flex items-center gap-1.5">
          <span aria-hidden className={clsx("size-2 rounded-[2px]", look)} />
          {name}
          <span className="nums text-fg">
            {histogram ? countWords(count(outcomes) ?? 0, histogram.exact) : "–"}
          </span>
        </li>
      ))}
    </ul>
  );
}

function bucketsMeant(histogram: WebhookHistogram, { from, to }: LegendProps["chosen"]): Bucket[] {
  if (from === null && to === null) return histogram.buckets;
  const span = spanOf(histogram, from, to);
  return span ? histogram.buckets.slice(span.first, span.last + 1) : [];
}
