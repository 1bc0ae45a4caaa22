import { RefreshCcwDot } from "lucide-react";
import { Link } from "../../ui/link";
import type { SweepView } from "../../../shared/reconcile-api";
import { formatDuration, formatNumber } from "../../lib/format";
import { RowsSkeleton } from "../../ui/detail-skeleton";
import { EmptyState } from "../../ui/empty-state";
import { QueryFailed } from "../../ui/query-failed";
import { ShowMore } from "../../ui/show-more";
import { RelativeTime } from "../../ui/relative-time";
import { whyWords } from "../users/why-words";
import { SweepStateChip } from "./sweep-state";
import { useSweepWait } from "./sweep-wait";
import { trendKinds } from "./sweep-words";
import type { SweepsList as Sweeps } from "./use-sweeps";
import { findingTitle, kindTitle, t } from "./words";

/** The sweeps so far, the newest first, each with what it found. */
export function SweepsList({ list, narrowed }: { list: Sweeps; narrowed: boolean }) {
  if (list.isPending) {
    return (
      <div role="status" aria-label={t("loadingSweeps")} className="-m-px">
        <RowsSkeleton rows={5} />
      </div>
    );
  }
  if (!list.data)
    return <QueryFailed query={list} title={t("sweepsNotLoaded")} safety={t("sweepsNotLoadedSafety")} />;
  const sweeps = list.data.pages.flatMap((page) => page.sweeps);
  if (sweeps.length === 0) {
    return (
      <EmptyState icon={<RefreshCcwDot />} title={narrowed ? t("noSweepOfKind") : t("noSweep")}>
        {t("noSweepHelp")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label={t("sweeps")}>
        {sweeps.map((sweep) => (
          <SweepLine key={sweep.sweepId} sweep={sweep} />
        ))}
      </ul>
      <ShowMore pages={list} label={t("earlierSweeps")} />
    </>
  );
}

function SweepLine({ sweep }: { sweep: SweepView }) {
  const { sweepId, kind, state, startedAt, finishedAt, startedBy, read } = sweep;
  return (
    <li className="border-b border-line last:border-0">
      <Link
        to={`/reconcile/${sweepId}`}
        className="flex flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-2 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="w-28 shrink-0">
          <SweepStateChip state={state} />
        </span>
        <span className="w-32 shrink-0 font-medium">{kindTitle(kind)}</span>
        <span className="nums min-w-56 flex-1 text-fg-2">
          {foundWords(sweep)}
          {state === "running" ? <WaitWords sweep={sweep} /> : null}
        </span>
        <span className="nums text-fg-3">
          {finishedAt === null
            ? t("readSoFar", { count: read })
            : t("readIn", { count: read, time: formatDuration(finishedAt - startedAt) })}{" "}
          · {startedBy}, <RelativeTime at={startedAt} />
        </span>
      </Link>
    </li>
  );
}

/** Why it does not get on, apart from what it has found. */
function WaitWords({ sweep }: { sweep: SweepView }) {
  const waits = useSweepWait(sweep);
  return waits ? <span className="block text-warn">{waits}</span> : null;
}

/** "New drift 3 · Missed webhooks 12": only what there is. */
export function foundWords({ findings, state, cause, notMet }: SweepView): string {
  if (state === "quarantined") return t("waitsForDecision", { count: notMet ?? 0 });
  if (state === "failed" && cause) return whyWords(cause.message);
  const found = [...trendKinds, "gone" as const].filter((kind) => findings[kind] > 0);
  if (found.length === 0) return state === "running" ? "" : t("nothingNew");
  return found.map((kind) => `${findingTitle(kind)} ${formatNumber(findings[kind])}`).join(" · ");
}
