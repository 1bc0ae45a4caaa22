import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Table2 } from "lucide-react";
import { useState } from "react";
import { watchRanges, type WatchRange, type WebhookHistogram } from "../../../../shared/webhooks-api";
import { describeError } from "../../../lib/api-error";
import { formatNumber } from "../../../lib/format";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { IconButton } from "../../../ui/icon-button";
import { Segments } from "../../../ui/segments";
import { Skeleton } from "../../../ui/skeleton";
import { Figures } from "./figures";
import { Histogram } from "./histogram";
import { HistogramTable } from "./histogram-table";
import { layers, sumOf } from "./layers";

const FOLLOW_MS = 10_000;
const rangeNames: Record<WatchRange, string> = {
  "1h": "1 h",
  "24h": "24 h",
  "7d": "7 days",
  "90d": "90 days",
};

type Props = {
  range: WatchRange;
  chosen: { from: number | null; to: number | null };
  onRange: (range: WatchRange) => void;
  onChoose: (moments: { from: number; to: number }) => void;
};

/** What came of webhooks over time, above the log: figures, and bars by which a time is chosen. */
export function WatchPanel({ range, chosen, onRange, onChoose }: Props) {
  const trpc = useTRPC();
  const [tabular, setTabular] = useState(false);
  const histogram = useQuery(trpc.webhooks.histogram.queryOptions({ range }, { refetchInterval: FOLLOW_MS }));
  return (
    <section aria-label="Over time" className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-2">
      <Figures range={range} histogram={histogram.data} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Segments
          label="How far back"
          value={range}
          onChange={onRange}
          options={watchRanges.map((each) => [each, rangeNames[each]] as const)}
        />
        <IconButton
          label={tabular ? "Show as bars" : "Show as a table"}
          aria-pressed={tabular}
          icon={<Table2 aria-hidden className="size-4" />}
          className={clsx("ml-auto md:order-last", tabular && "bg-press")}
          onClick={() => setTabular(!tabular)}
        />
        <Legend totals={histogram.data?.totals} />
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
    </section>
  );
}

/** As high as the bars, so that nothing jumps when they come. */
function NoBars({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className="flex h-[82px] flex-col justify-center max-md:h-[62px]">
      {error ? (
        <p role="alert" className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 text-fg-2">
          The figures over time could not be loaded. {describeError(error).message}
          <Button size="sm" onClick={onRetry}>
            Retry
          </Button>
        </p>
      ) : (
        <div role="status" aria-label="Loading the figures" className="flex h-full">
          <Skeleton className="h-full w-full" />
        </div>
      )}
    </div>
  );
}

function Legend({ totals }: { totals: WebhookHistogram["totals"] | undefined }) {
  return (
    <ul aria-label="By outcome" className="flex flex-wrap gap-x-4 text-sm text-fg-2">
      {layers.map(({ name, outcomes, look }) => (
        <li key={name} className="flex items-center gap-1.5">
          <span aria-hidden className={clsx("size-2 rounded-[2px]", look)} />
          {name}
          <span className="nums text-fg">{totals ? formatNumber(sumOf(totals, outcomes)) : "–"}</span>
        </li>
      ))}
    </ul>
  );
}
