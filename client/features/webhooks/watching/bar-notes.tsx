import type { WatchRange, WebhookFilter, WebhookHistogram } from "../../../../shared/webhooks-api";
import { t } from "./words";

const HOUR_MS = 3_600_000;

type Props = { range: WatchRange; filter: WebhookFilter; histogram: WebhookHistogram };

/** What has to be known of the bars not to misread them. */
export function BarNotes({ range, filter, histogram }: Props) {
  const { from: _from, to: _to, ...narrowed } = filter;
  const notes = [
    Object.keys(narrowed).length > 0 ? t("barsFollow") : null,
    histogram.range === range ? null : longerWords(histogram.bucketMs),
    histogram.exact ? null : t("mayBeMore"),
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : <p className="text-sm text-fg-3">{notes.join(" ")}</p>;
}

const longerWords = (bucketMs: number) => (bucketMs > HOUR_MS ? t("onlyDays") : t("onlyHours"));
