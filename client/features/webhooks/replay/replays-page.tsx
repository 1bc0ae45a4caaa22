import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { Link } from "../../../ui/link";
import type { ReplayRun } from "../../../../shared/replays-api";
import { useTRPC } from "../../../lib/trpc";
import { buttonLook } from "../../../ui/button-look";
import { EmptyState } from "../../../ui/empty-state";
import { QueryFailed } from "../../../ui/query-failed";
import { ShowMore } from "../../../ui/show-more";
import { LinesSkeleton } from "../../../ui/lines-skeleton";
import { RelativeTime } from "../../../ui/relative-time";
import { isUnstarted } from "../../runs/run-course";
import { logAddress } from "../webhooks-search";
import { WebhooksHeader } from "../webhooks-header";
import { ReplayProgress } from "./replay-progress";
import { ReplayState } from "./replay-state";
import { t } from "./words";

/** All replays of many webhooks, newest first. */
export function ReplaysPage() {
  return (
    <>
      <WebhooksHeader />
      <div className="scroll-y min-h-0 flex-1">
        <ReplaysList />
      </div>
    </>
  );
}

function ReplaysList() {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.webhooks.replayRuns.infiniteQueryOptions(
      {},
      {
        getNextPageParam: (page) => page.nextCursor,
        refetchInterval: (query) =>
          query.state.data?.pages.some(({ runs }) => runs.some(({ state }) => state === "running"))
            ? 1_000
            : 10_000,
      },
    ),
  );
  if (list.isPending) return <LinesSkeleton label={t("loadingRuns")} />;
  if (!list.data)
    return <QueryFailed query={list} title={t("runsNotLoaded")} safety={t("runsNotLoadedSafety")} />;
  const runs = list.data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) return <NoReplays />;
  return (
    <>
      <ul aria-label={t("replays")}>
        {runs.map((run) => (
          <ReplayLine key={run.runId} run={run} />
        ))}
      </ul>
      <ShowMore pages={list} label={t("earlier")} />
    </>
  );
}

function NoReplays() {
  return (
    <EmptyState
      icon={<RotateCcw aria-hidden />}
      title={t("noRuns")}
      actions={
        <Link to={logAddress({ outcome: ["failed"] })} className={buttonLook("primary")}>
          {t("seeFailed")}
        </Link>
      }
    >
      {t("noRunsHelp")}
    </EmptyState>
  );
}

function ReplayLine({ run }: { run: ReplayRun }) {
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1.5 border-b border-line px-4 py-2.5 hover:bg-hover lg:grid-cols-[minmax(0,1.4fr)_9rem_minmax(0,1fr)_5.5rem]">
      <div className="min-w-0">
        <Link
          to={`/webhooks/replays/${encodeURIComponent(run.runId)}`}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {run.name}
        </Link>
        <div className="truncate text-sm text-fg-3">
          {t("byWhy", { who: run.createdBy, reason: run.reason })}
        </div>
      </div>
      <span>
        <ReplayState run={run} />
      </span>
      {isUnstarted(run) ? <span /> : <ReplayProgress run={run} className="max-lg:col-span-2" />}
      <RelativeTime at={run.createdAt} className="text-right text-sm text-fg-2 max-lg:col-start-2" />
    </li>
  );
}
