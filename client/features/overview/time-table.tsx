import { formatNumber } from "../../lib/format";
import { spanWords } from "../webhooks/watching/bucket-words";
import { countIn, totalIn, type Chart, type Series } from "./chart";
import { t } from "./words";

type Props<Counts> = { chart: Chart<Counts>; series: Series<Counts> };

/** What the bars show, in figures: only times in which something happened, the newest first. */
export function TimeTable<Counts>({ chart, series: { buckets, bucketMs } }: Props<Counts>) {
  const filled = buckets.filter(({ counts }) => totalIn(chart, counts) > 0).reverse();
  return (
    // As high as the bars. Whoever has no wheel scrolls it by the keyboard.
    <div
      role="region"
      aria-label={chart.title}
      tabIndex={0}
      className="scroll-y h-[133px] overflow-x-auto rounded-control border border-line max-sm:h-[101px]"
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
              <th scope="row" className="px-3 py-0.5 text-left font-normal whitespace-nowrap">
                {spanWords(at, at + bucketMs)}
              </th>
              {chart.layers.map((layer) => (
                <td key={layer.name} className="nums px-3 py-0.5">
                  {formatNumber(countIn(layer, counts))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
