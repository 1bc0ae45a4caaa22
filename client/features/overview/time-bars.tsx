import { clsx } from "clsx";
import { useState, type PointerEvent } from "react";
import { formatDay, formatDayAndMinute, formatMinute, formatNumber } from "../../lib/format";
import { spanWords } from "../webhooks/watching/bucket-words";
import { countIn, totalIn, type Chart, type Series } from "./chart";
import { t } from "./words";

/** The bars of a chart. What they say is in its table too, so they are one picture to whoever cannot see them. */
export function TimeBars<Counts>({ chart, series }: { chart: Chart<Counts>; series: Series<Counts> }) {
  const { buckets } = series;
  const [pointed, setPointed] = useState<number | null>(null);
  const most = Math.max(1, ...buckets.map(({ counts }) => totalIn(chart, counts)));
  const point = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / Math.max(width, 1)) * buckets.length);
    setPointed(Math.max(0, Math.min(buckets.length - 1, place)));
  };
  return (
    <div className="relative">
      <div
        role="img"
        aria-label={t("chartLabel", { chart: chart.title, most })}
        className="flex h-28 touch-pan-y items-stretch max-sm:h-20"
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
      >
        {buckets.map(({ at, counts }, place) => (
          <span
            key={at}
            className={clsx(
              "flex min-w-0 flex-1 flex-col-reverse border-b border-line-strong",
              "[&:not(:last-child)]:mr-px max-sm:[&:not(:last-child)]:mr-0",
              place === pointed && "bg-press",
            )}
          >
            <Layers chart={chart} counts={counts} most={most} />
          </span>
        ))}
      </div>
      {pointed === null ? null : <Readout chart={chart} series={series} place={pointed} />}
      <Axis series={series} />
    </div>
  );
}

type LayersProps<Counts> = { chart: Chart<Counts>; counts: Counts; most: number };

/** The least of anything can be seen: one failure beside ten thousand is what people look for. */
function Layers<Counts>({ chart, counts, most }: LayersProps<Counts>) {
  return chart.layers.map((layer) => {
    const count = countIn(layer, counts);
    const height = `${(count / most) * 100}%`;
    return count === 0 ? null : (
      <span key={layer.name} className={layer.look} style={{ height, minHeight: 2 }} />
    );
  });
}

type ReadoutProps<Counts> = { chart: Chart<Counts>; series: Series<Counts>; place: number };

function Readout<Counts>({ chart, series: { buckets, bucketMs }, place }: ReadoutProps<Counts>) {
  const bucket = buckets[place];
  if (!bucket) return null;
  const shown = chart.layers.filter((layer) => countIn(layer, bucket.counts) > 0);
  const share = (place + 0.5) / buckets.length;
  return (
    <div
      aria-hidden
      style={{ left: `${share * 100}%` }}
      className={clsx(
        "pointer-events-none absolute top-full z-20 mt-1 w-max rounded-control border border-line bg-raised px-2 py-1.5 text-sm shadow-float",
        share > 0.7 ? "-translate-x-full" : share > 0.3 && "-translate-x-1/2",
      )}
    >
      <div className="mb-0.5 font-medium">{spanWords(bucket.at, bucket.at + bucketMs)}</div>
      {shown.length === 0 ? <div className="text-fg-3">{t("nothing")}</div> : null}
      {shown.map((layer) => (
        <div key={layer.name} className="flex items-center gap-2">
          <span className={clsx("size-2 rounded-[2px]", layer.look)} />
          <span className="flex-1 text-fg-2">{layer.name}</span>
          <span className="nums pl-4">{formatNumber(countIn(layer, bucket.counts))}</span>
        </div>
      ))}
    </div>
  );
}

/** Where it begins, its middle and its end. */
function Axis({ series: { buckets, bucketMs } }: { series: Series<unknown> }) {
  const [first, middle, last] = [buckets[0], buckets[Math.floor(buckets.length / 2)], buckets.at(-1)];
  if (!first || !middle || !last) return null;
  const words = tickOf(last.at - first.at);
  return (
    <div aria-hidden className="nums mt-1 flex justify-between text-xs text-fg-3">
      <span>{words(first.at)}</span>
      <span>{words(middle.at)}</span>
      <span>{words(last.at + bucketMs)}</span>
    </div>
  );
}

const DAY_MS = 86_400_000;

/** How a moment is named under bars that cover so many ms. */
function tickOf(coveredMs: number): (at: number) => string {
  if (coveredMs <= DAY_MS) return formatMinute;
  return coveredMs <= 7 * DAY_MS ? formatDayAndMinute : formatDay;
}
