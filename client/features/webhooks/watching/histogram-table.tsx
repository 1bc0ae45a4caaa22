import { webhookOutcomes, type WebhookHistogram } from "../../../../shared/webhooks-api";
import { formatNumber } from "../../../lib/format";
import { spanWords } from "./bucket-words";
import { totalOf } from "./layers";
import { t } from "./words";
import { outcomeWord } from "../outcomes";

type Props = { histogram: WebhookHistogram; onChoose: (moments: { from: number; to: number }) => void };

/** What the bars show, in figures: only times in which something came, the newest first. */
export function HistogramTable({ histogram: { buckets, bucketMs }, onChoose }: Props) {
  const filled = buckets.filter(({ counts }) => totalOf(counts) > 0).reverse();
  return (
    <div className="scroll-y max-h-48 overflow-x-auto rounded-control border border-line">
      <table className="w-full text-right text-sm">
        <thead className="sticky top-0 bg-surface text-fg-3">
          <tr>
            <th scope="col" className="px-3 py-1 text-left font-normal">
              {t("time")}
            </th>
            {webhookOutcomes.map((outcome) => (
              <th key={outcome} scope="col" className="px-3 py-1 font-normal">
                {outcomeWord(outcome)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map(({ at, counts }) => (
            <tr key={at} className="border-t border-line">
              <th scope="row" className="px-3 py-0.5 text-left font-normal whitespace-nowrap">
                <button
                  type="button"
                  className="nums rounded-sm text-accent hover:underline"
                  onClick={() => onChoose({ from: at, to: at + bucketMs })}
                >
                  {spanWords(at, at + bucketMs)}
                </button>
              </th>
              {webhookOutcomes.map((outcome) => (
                <td key={outcome} className="nums px-3 py-0.5">
                  {counts[outcome] ? formatNumber(counts[outcome]) : <span className="text-fg-3">–</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {filled.length === 0 ? <p className="px-3 py-2 text-fg-2">{t("nothingCame")}</p> : null}
    </div>
  );
}
