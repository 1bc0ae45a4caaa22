import { clsx } from "clsx";
import { useNow } from "../../lib/clock";
import { tickWords } from "../../lib/span-words";
import {
  momentsOf,
  spanOf,
  totalIn,
  type Bucket,
  type Chart,
  type Moments,
  type Series,
  type Span,
} from "./chart";
import { Readout } from "./readout";
import { useBrush } from "./use-brush";
import { t } from "./words";

type Props<Counts> = {
  chart: Chart<Counts>;
  series: Series<Counts>;
  /** How high the bars are. */
  className: string;
  /** What is outside of this time is shown faintly. */
  chosen?: { from: number | null; to: number | null };
  onChoose?: (moments: Moments) => void;
};

/**
 * Counts over time as bars. Where a time can be chosen it is by dragging over them. What they say, and do, is in their
 * table too, so they are one picture to whoever cannot see them.
 */
export function TimeBars<Counts>({ chart, series, className, chosen, onChoose }: Props<Counts>) {
  const { buckets } = series;
  const choose = onChoose && ((span: Span) => onChoose(momentsOf(series, span)));
  const { hovered, dragged, handlers } = useBrush(buckets.length, choose);
  const span = dragged ?? (chosen ? spanOf(series, chosen.from, chosen.to) : null);
  const most = Math.max(1, ...buckets.map(({ counts }) => totalIn(chart, counts)));
  const pointed = dragged ?? (hovered === null ? null : { first: hovered, last: hovered });
  return (
    <div className="relative">
      <div
        role="img"
        aria-label={t("bars", { chart: chart.title, most })}
        {...handlers}
        className={clsx(
          "flex touch-pan-y items-stretch",
          onChoose && "cursor-crosshair select-none",
          className,
        )}
      >
        {buckets.map((bucket, place) => (
          <Bar
            key={bucket.at}
            chart={chart}
            bucket={bucket}
            most={most}
            pointed={place === hovered}
            dimmed={span !== null && (place < span.first || place > span.last)}
          />
        ))}
      </div>
      {pointed ? <Readout chart={chart} series={series} span={pointed} /> : null}
      <Axis series={series} />
    </div>
  );
}

type BarProps<Counts> = {
  chart: Chart<Counts>;
  bucket: Bucket<Counts>;
  most: number;
  pointed: boolean;
  dimmed: boolean;
};

/** The least of anything can be seen: one failure beside ten thousand is what people look for. */
function Bar<Counts>({ chart, bucket: { counts }, most, pointed, dimmed }: BarProps<Counts>) {
  return (
    <span
      className={clsx(
        "flex min-w-0 flex-1 flex-col-reverse border-b border-line-strong",
        "[&:not(:last-child)]:mr-px max-md:[&:not(:last-child)]:mr-0",
        pointed ? "bg-press" : dimmed && "bg-hover opacity-40",
      )}
    >
      {chart.layers.map(({ name, look, count }) => {
        const height = `${(count(counts) / most) * 100}%`;
        return count(counts) === 0 ? null : (
          <span key={name} className={look} style={{ height, minHeight: 2 }} />
        );
      })}
    </span>
  );
}

/** Where it begins, its middle and its end. */
function Axis({ series: { buckets, bucketMs } }: { series: Series<unknown> }) {
  const now = useNow();
  const [first, middle, last] = [buckets[0], buckets[Math.floor(buckets.length / 2)], buckets.at(-1)];
  if (!first || !middle || !last) return null;
  const words = (at: number) => tickWords(at, last.at - first.at, last.at + bucketMs < now);
  return (
    <div aria-hidden className="nums mt-0.5 flex justify-between text-xs text-fg-3">
      <span>{words(first.at)}</span>
      <span>{words(middle.at)}</span>
      <span>{words(last.at + bucketMs)}</span>
    </div>
  );
}
