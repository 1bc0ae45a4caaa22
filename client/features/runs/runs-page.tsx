import { useInfiniteQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { Link } from "react-router";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { buttonLook } from "../../ui/button-look";
import { EmptyState } from "../../ui/empty-state";
import { QueryFailed } from "../../ui/query-failed";
import { ScreenHeader } from "../../ui/screen-header";
import { Skeleton } from "../../ui/skeleton";
import { RunLine } from "./run-line";
import { isMoving } from "./run-course";
import { t } from "./words";

/** All bulk work, newest first. */
export function RunsPage() {
  return (
    <>
      <ScreenHeader
        title={t("runs")}
        note={
          <Link to="/webhooks/replays" className={buttonLook("ghost", "sm")}>
            {t("replays")}
          </Link>
        }
      />
      <div className="scroll-y min-h-0 flex-1">
        <RunsList />
      </div>
    </>
  );
}

function RunsList() {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.runs.list.infiniteQueryOptions(
      {},
      {
        getNextPageParam: (page) => page.nextCursor,
        refetchInterval: (query) =>
          query.state.data?.pages.some((page) => page.runs.some(isMoving)) ? 1_000 : 5_000,
      },
    ),
  );
  if (list.isPending) return <RunsSkeleton />;
  if (!list.data)
    return <QueryFailed query={list} title={t("runsNotLoaded")} safety={t("runsNotLoadedSafety")} />;
  const runs = list.data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) {
    return (
      <EmptyState
        icon={<ListChecks aria-hidden />}
        title={t("noRuns")}
        actions={
          <Link to="/users?state=failed" className={buttonLook("primary")}>
            {t("seeFailed")}
          </Link>
        }
      >
        {t("noRunsHelp")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label={t("runs")}>
        {runs.map((run) => (
          <RunLine key={run.runId} run={run} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button className="m-4" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("earlierRuns")}
        </Button>
      ) : null}
    </>
  );
}

function RunsSkeleton() {
  return (
    <div role="status" aria-label={t("loadingRuns")}>
      {["w-40", "w-56", "w-48", "w-44"].map((width) => (
        <div key={width} className="flex h-15 items-center gap-6 border-b border-line px-4">
          <Skeleton className={width} />
          <Skeleton className="ml-auto w-64" />
          <Skeleton className="w-16" />
        </div>
      ))}
    </div>
  );
}
