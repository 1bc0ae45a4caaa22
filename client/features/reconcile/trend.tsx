import { useQuery } from "@tanstack/react-query";
import { Link } from "../../ui/link";
import type { SweepKind, SweepTrend } from "../../../shared/reconcile-api";
import { describeError } from "../../lib/api-error";
import { formatExact, formatNumber } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { RowsSkeleton } from "../../ui/detail-skeleton";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { trendKinds } from "./sweep-words";
import { findingMeans, findingTitle, kindTitle, t } from "./words";

type TrendKind = (typeof trendKinds)[number];

/** What the last sweeps have found: a small bar per sweep, with the last and the highest count in figures. */
export function Trend({ kind }: { kind: SweepKind | null }) {
  const trpc = useTRPC();
  const trend = useQuery(
    trpc.reconcile.trend.queryOptions(kind ? { kind } : {}, { refetchInterval: 10_000 }),
  );
  if (trend.error && !trend.data) {
    const retry = (
      <Button size="sm" busy={trend.isFetching} onClick={() => void trend.refetch()}>
        {t("retryTrend")}
      </Button>
    );
    return (
      <Notice tone="bad" actions={retry}>
        {t("trendNotLoaded")} {describeError(trend.error).message}
      </Notice>
    );
  }
  if (!trend.data) {
    return (
      <div role="status" aria-label={t("loadingTrend")} className="flex flex-col gap-3">
        <Skeleton className="mt-1 w-48" />
        <RowsSkeleton rows={trendKinds.length} />
      </div>
    );
  }
  return trend.data.length === 0 ? null : <TrendTable sweeps={trend.data} />;
}

export function TrendTable({ sweeps }: { sweeps: SweepTrend }) {
  return (
    <section aria-label={t("trend")} className="flex flex-col gap-2">
      <h2 className="font-semibold">{t("trendTitle", { count: sweeps.length })}</h2>
      <div className="overflow-x-auto rounded-panel border border-line">
        <TrendLines sweeps={sweeps} kinds={trendKinds} />
      </div>
    </section>
  );
}

type LinesProps = { sweeps: SweepTrend; kinds: readonly TrendKind[] };

/** The lines of these kinds of finding, for wherever they are told. */
export function TrendLines({ sweeps, kinds }: LinesProps) {
  return (
    <table className="w-full text-left">
      <thead>
        <tr className="text-fg-3">
          <th scope="col" className="px-3 py-1.5 font-normal">
            {t("found")}
          </th>
          <th scope="col" className="px-3 py-1.5 text-right font-normal">
            {t("lastOne")}
          </th>
          <th scope="col" className="px-3 py-1.5 text-right font-normal">
            {t("most")}
          </th>
          <th scope="col" className="px-3 py-1.5 font-normal">
            {t("oldestToNewest")}
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <TrendRow key={kind} kind={kind} sweeps={sweeps} />
        ))}
      </tbody>
    </table>
  );
}

const HEIGHT = 20;
/** The count that fills a bar, at the least. */
const LEAST_SCALE = 5;

function TrendRow({ kind, sweeps }: { kind: TrendKind; sweeps: SweepTrend }) {
  const counts = sweeps.map(({ findings }) => findings[kind]);
  const most = Math.max(...counts);
  const title = findingTitle(kind);
  return (
    <tr className="border-t border-line">
      <th scope="row" title={findingMeans(kind)} className="px-3 py-1 font-normal whitespace-nowrap">
        {title}
      </th>
      <td className="nums px-3 py-1 text-right font-medium">{formatNumber(counts.at(-1) ?? 0)}</td>
      <td className="nums px-3 py-1 text-right text-fg-2">{formatNumber(most)}</td>
      <td className="w-full px-3 py-1">
        <ol
          aria-label={t("sweepBySweep", { finding: title })}
          className="flex items-end gap-0.5"
          style={{ height: HEIGHT }}
        >
          {sweeps.map((sweep, index) => (
            <Bar
              key={sweep.sweepId}
              sweep={sweep}
              count={counts[index] ?? 0}
              most={most}
              good={kind === "healed"}
            />
          ))}
        </ol>
      </td>
    </tr>
  );
}

type BarProps = { sweep: SweepTrend[number]; count: number; most: number; good: boolean };

/** Each row has its own scale, from nothing to its highest count, which stands beside it; few never look like many. */
function Bar({ sweep, count, most, good }: BarProps) {
  const words = `${formatNumber(count)}, ${kindTitle(sweep.kind)}, ${formatExact(sweep.startedAt)}`;
  const height = count === 0 ? 1 : Math.max(3, Math.round((count / Math.max(most, LEAST_SCALE)) * HEIGHT));
  const tone = count === 0 ? "bg-line-strong" : good ? "bg-ok" : "bg-fg-3";
  return (
    <li className="flex h-full max-w-3 flex-1 items-end">
      <Link
        to={`/reconcile/${sweep.sweepId}`}
        title={words}
        aria-label={words}
        tabIndex={-1}
        className="flex h-full w-full items-end hover:bg-hover"
      >
        <span aria-hidden className={`w-full rounded-t-[1px] ${tone}`} style={{ height }} />
      </Link>
    </li>
  );
}
