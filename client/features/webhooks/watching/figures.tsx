import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import {
  rejectionCauses,
  type WatchRange,
  type WebhookHistogram,
  type WebhookLag,
} from "../../../../shared/webhooks-api";
import { formatDuration, formatNumber } from "../../../lib/format";
import { useTRPC } from "../../../lib/trpc";
import { RelativeTime } from "../../../ui/relative-time";
import { causeWord } from "../outcomes";
import { t } from "./words";

const FOLLOW_MS = 10_000;

/** The few figures that say whether all is well: of everything, whatever the log is narrowed to. */
export function Figures({ range }: { range: WatchRange }) {
  const trpc = useTRPC();
  const { data: histogram } = useQuery(
    trpc.webhooks.histogram.queryOptions({ range }, { refetchInterval: FOLLOW_MS }),
  );
  const lag = useQuery(trpc.webhooks.lag.queryOptions({ range }, { refetchInterval: FOLLOW_MS }));
  const silence = useQuery(trpc.reconcile.silence.queryOptions(undefined, { refetchInterval: FOLLOW_MS }));
  const { silent, lastAt, usualGapMs } = silence.data ?? { silent: false, lastAt: null, usualGapMs: null };
  const rejected = histogram?.totals.rejected ?? 0;
  return (
    <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-6 gap-y-1.5 xl:flex xl:gap-x-8">
      <Figure name={t("lag")} note={t("lagNote")}>
        {lagWords(lag.data)}
      </Figure>
      <Figure name={t("duplicates")} note={t("duplicatesNote")}>
        {histogram ? formatNumber(histogram.totals.duplicate ?? 0) : null}
      </Figure>
      <Figure name={t("refused")} note={histogram ? causesWords(histogram) : " "} bad={rejected > 0}>
        {histogram ? formatNumber(rejected) : null}
      </Figure>
      <Figure name={t("lastWebhook")} note={silence.data ? usualWords(usualGapMs) : " "} bad={silent}>
        {lastAt === null ? silence.data ? t("noneYet") : null : <RelativeTime at={lastAt} />}
      </Figure>
    </dl>
  );
}

type FigureProps = { name: string; note: string; bad?: boolean; children: ReactNode };

/** A line, whatever it says: the rows below must not move under somebody's hand when an answer comes. */
function Figure({ name, note, bad = false, children }: FigureProps) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-sm text-fg-3">{name}</dt>
      <dd className="flex items-baseline gap-2 whitespace-nowrap">
        <span className={clsx("nums shrink-0 text-md font-semibold max-md:text-base", bad && "text-bad")}>
          {children ?? <span className="text-fg-3">–</span>}
        </span>
        <span className="truncate text-sm text-fg-3 max-md:hidden" title={note}>
          {note}
        </span>
      </dd>
    </div>
  );
}

const usualWords = (gapMs: number | null) =>
  gapMs === null ? t("tooFew") : t("usually", { gap: formatDuration(gapMs) });

/** "340 ms · 900 ms · 4.0 s". */
function lagWords(lag: WebhookLag | undefined): string | null {
  const percentiles = lag ? [lag.p50Ms, lag.p95Ms, lag.p99Ms] : [];
  const known = percentiles.filter((ms) => ms !== null);
  return known.length === 0 ? null : known.map(formatDuration).join(" · ");
}

/** "signature 12, timestamp 3": the most frequent first. */
export function causesWords({ causes }: WebhookHistogram): string {
  const seen = rejectionCauses.flatMap((cause) => (causes[cause] ? [{ cause, count: causes[cause] }] : []));
  if (seen.length === 0) return t("noneRefused");
  return seen
    .sort((one, other) => other.count - one.count)
    .map(({ cause, count }) => `${causeWord(cause)} ${formatNumber(count)}`)
    .join(", ");
}
