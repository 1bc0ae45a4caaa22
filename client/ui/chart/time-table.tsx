import { clsx } from "clsx";
import type { ReactNode } from "react";
import { formatNumber } from "../../lib/format";
import { spanWords } from "../../lib/span-words";
import { totalIn, type Chart, type Moments, type Series } from "./chart";
import { t } from "./words";

type Props<Counts> = {
  chart: Chart<Counts>;
  series: Series<Counts>;
  /** How high it may be. */
  className: string;
  onChoose?: (moments: Moments) => void;
  /** Said instead of rows when there are none. */
  nothing?: string;
};

/** What bars show, in figures: only times in which something happened, the newest first. */
export function TimeTable<Counts>({ chart, series, className, onChoose, nothing }: Props<Counts>) {
  const { buckets, bucketMs } = series;
  const filled = buckets.filter(({ counts }) => totalIn(chart, counts) > 0).reverse();
  return (
    // Whoever has no wheel scrolls it by the keyboard.
    <div
      role="region"
      aria-label={chart.title}
      tabIndex={0}
      className={clsx("scroll-y overflow-x-auto rounded-control border border-line", className)}
    >
      <table className="w-full text-right text-sm">
        <thead className="sticky top-0 bg-surface text-fg-3">
          <tr>
            <th scope="col" className="px-3 py-1 text-left font-normal">
              {t("time")}
            </th>
            {chart.layers.map(({ name }) => (
              <th key={name} scope="col" className="px-3 py-1 font-normal whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map(({ at, counts }) => (
            <tr key={at} className="border-t border-line">
              <th scope="row" className="nums px-3 py-0.5 text-left font-normal whitespace-nowrap">
                <Choice onChoose={onChoose && (() => onChoose({ from: at, to: at + bucketMs }))}>
                  {spanWords(at, at + bucketMs)}
                </Choice>
              </th>
              {chart.layers.map(({ name, count }) => (
                <td key={name} className={clsx("nums px-3 py-0.5", count(counts) === 0 && "text-fg-3")}>
                  {formatNumber(count(counts))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {filled.length === 0 && nothing ? <p className="px-3 py-2 text-fg-2">{nothing}</p> : null}
    </div>
  );
}

/** A time; a button where it can be chosen. */
function Choice({ onChoose, children }: { onChoose: (() => void) | undefined; children: ReactNode }) {
  if (!onChoose) return children;
  return (
    <button type="button" className="rounded-sm text-accent hover:underline" onClick={onChoose}>
      {children}
    </button>
  );
}
