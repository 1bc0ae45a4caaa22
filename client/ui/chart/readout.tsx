import { clsx } from "clsx";
import { formatNumber } from "../../lib/format";
import { spanWords } from "../../lib/span-words";
import { momentsOf, type Chart, type Series, type Span } from "./chart";
import { LayerMark } from "./legend";
import { t } from "./words";

type Props<Counts> = { chart: Chart<Counts>; series: Series<Counts>; span: Span };

/** What the bars under the pointer stand for, altogether. */
export function Readout<Counts>({ chart, series, span }: Props<Counts>) {
  const { from, to } = momentsOf(series, span);
  const place = (span.last + 0.5) / series.buckets.length;
  const covered = series.buckets.slice(span.first, span.last + 1);
  const shown = chart.layers.flatMap((layer) => {
    const count = covered.reduce((sum, { counts }) => sum + layer.count(counts), 0);
    return count === 0 ? [] : [{ layer, count }];
  });
  return (
    <div
      aria-hidden
      style={{ left: `${place * 100}%` }}
      className={clsx(
        "pointer-events-none absolute top-full z-20 mt-1 w-max rounded-control border border-line bg-raised px-2 py-1.5 text-sm shadow-float",
        place > 0.7 ? "-translate-x-full" : place > 0.3 && "-translate-x-1/2",
      )}
    >
      <div className="mb-0.5 font-medium">{spanWords(from, to)}</div>
      {shown.length === 0 ? <div className="text-fg-3">{t("nothing")}</div> : null}
      {shown.map(({ layer, count }) => (
        <div key={layer.name} className="flex items-center gap-2">
          <LayerMark layer={layer} />
          <span className="flex-1 text-fg-2">{layer.name}</span>
          <span className="nums pl-4">{formatNumber(count)}</span>
        </div>
      ))}
    </div>
  );
}
