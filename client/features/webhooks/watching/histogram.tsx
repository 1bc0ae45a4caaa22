import { clsx } from "clsx";
import type { WebhookHistogram } from "../../../../shared/webhooks-api";
import { useNow } from "../../../lib/clock";
import { formatNumber } from "../../../lib/format";
import { spanWords, tickWords } from "./bucket-words";
import { layers, momentsOf, spanOf, sumOf, totalOf, type Bucket, type Span } from "./layers";
import { useBrush } from "./use-brush";
import { t } from "./words";

type Props = {
  histogram: WebhookHistogram;
  chosen: { from: number | null; to: number | null };
  onChoose: (moments: { from: number; to: number }) => void;
};

/** The bars: requests over time by outcome. Dragging over them chooses a time; the table beside it does so by keyboard. */
export function Histogram({ histogram, chosen, onChoose }: Props) {
  const { buckets } = histogram;
  const choose = (span: Span) => onChoose(momentsOf(histogram, span));
  const { hovered, dragged, handlers } = useBrush(buckets.length, choose);
  const span = dragged ?? spanOf(histogram, chosen.from, chosen.to);
  const most = Math.max(1, ...buckets.map(({ counts }) => totalOf(counts)));
  const pointed = dragged ?? (hovered === null ? null : { first: hovered, last: hovered });
  return (
    <div className="relative">
      <div
        role="img"
        aria-label={t("bars", { most })}
        {...handlers}
        className="flex h-16 cursor-crosshair touch-pan-y items-stretch select-none max-md:h-11"
      >
        {buckets.map((bucket, place) => (
          <Bar
            key={bucket.at}
            bucket={bucket}
            most={most}
            pointed={place === hovered}
            dimmed={span !== null && (place < span.first || place > span.last)}
          />
        ))}
      </div>
      {pointed ? <Readout histogram={histogram} span={pointed} /> : null}
      <Axis histogram={histogram} />
    </div>
  );
}

type BarProps = { bucket: Bucket; most: number; pointed: boolean; dimmed: boolean };

/** The least of anything can be seen: one failure beside ten thousand is what people look for. */
function Bar({ bucket: { counts }, most, pointed, dimmed }: BarProps) {
  return (
    <span
      className={clsx(
        "flex min-w-0 flex-1 flex-col-reverse border-b border-line-strong",
        "[&:not(:last-child)]:mr-px max-md:[&:not(:last-child)]:mr-0",
        pointed ? "bg-press" : dimmed ? "bg-hover opacity-40" : "",
      )}
    >
      {layers.map(({ name, outcomes, look }) => {
        const count = sumOf(counts, outcomes);
        return count === 0 ? null : (
          <span key={name} className={look} style={{ height: `${(count / most) * 100}%`, minHeight: 2 }} />
        );
      })}
    </span>
  );
}

/** What the bars under the pointer stand for, altogether. */
function Readout({ histogram, span }: { histogram: WebhookHistogram; span: Span }) {
  const { from, to } = momentsOf(histogram, span);
  const place = (span.last + 0.5) / histogram.buckets.length;
  const covered = histogram.buckets.slice(span.first, span.last + 1);
  const shown = layers.flatMap(({ name, outcomes, look }) => {
    const count = covered.reduce((sum, { counts }) => sum + sumOf(counts, outcomes), 0);
    return count === 0 ? [] : [{ name, count, look }];
  });
  return (
    <div
      aria-hidden
      style={{ left: `${place * 100}%` }}
      className={clsx(
        "pointer-events-none absolute top-full z-20 mt-1 w-max rounded-control border border-line bg-raised px-2 py-1.5 text-sm shadow-float",
        place > 0.8 ? "-translate-x-full" : place > 0.2 && "-translate-x-1/2",
      )}
    >
      <div className="mb-0.5 font-medium">{spanWords(from, to)}</div>
      {shown.length === 0 ? <div className="text-fg-3">{t("nothing")}</div> : null}
      {shown.map(({ name, count, look }) => (
        <div key={name} className="flex items-center gap-2">
          <span className={clsx("size-2 rounded-[2px]", look)} />
          <span className="flex-1 text-fg-2">{name}</span>
          <span className="nums pl-4">{formatNumber(count)}</span>
        </div>
      ))}
    </div>
  );
}

/** Where it begins, its middle and its end. */
function Axis({ histogram: { buckets, bucketMs } }: { histogram: WebhookHistogram }) {
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
