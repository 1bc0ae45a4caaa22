import { useInfiniteQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { Link } from "react-router";
import type { RunView } from "../../../shared/runs-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { buttonLook } from "../../ui/button-look";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { RelativeTime } from "../../ui/relative-time";
import { ScreenHeader } from "../../ui/screen-header";
import { Skeleton } from "../../ui/skeleton";
import { RunProgress } from "./run-progress";
import { RunStateChip } from "./run-state";
import { isUnderWay } from "./use-run";

/** All bulk work, newest first. */
export function RunsPage() {
  return (
    <>
      <ScreenHeader title="Runs" />
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
          query.state.data?.pages.some((page) => page.runs.some(isUnderWay)) ? 1_000 : 5_000,
      },
    ),
  );
  if (list.isPending) return <RunsSkeleton />;
  if (!list.data) {
    const problem = describeError(list.error);
    return (
      <ErrorState
        title="The runs could not be loaded"
        message={problem.message}
        safety="Runs go on all the same. You can try again."
        requestId={problem.requestId}
        onRetry={() => void list.refetch()}
      />
    );
  }
  const runs = list.data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) {
    return (
      <EmptyState
        icon={<ListChecks aria-hidden />}
        title="No runs yet"
        actions={
          <Link to="/users?state=failed" className={buttonLook("primary")}>
            See failed users
          </Link>
        }
      >
        Select users in the table and resync them: the run, its progress and the outcome for everyone in it
        are kept here.
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label="Runs">
        {runs.map((run) => (
          <li key={run.runId} className="border-b border-line">
            <RunLine run={run} />
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button className="m-4" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show earlier runs
        </Button>
      ) : null}
    </>
  );
}

function RunLine({ run }: { run: RunView }) {
  return (
    <Link
      to={`/runs/${run.runId}`}
      className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1.5 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2 md:grid-cols-[minmax(0,1fr)_96px_minmax(0,26rem)_100px]"
    >
      <div className="min-w-0">
        <div className="truncate font-medium">{run.name}</div>
        <div className="truncate text-sm text-fg-3">
          {run.createdBy}: “{run.reason}”
        </div>
      </div>
      <span>
        <RunStateChip run={run} />
      </span>
      <RunProgress run={run} className="max-md:col-span-2" />
      <RelativeTime at={run.createdAt} className="text-right text-fg-2 max-md:hidden" />
    </Link>
  );
}

function RunsSkeleton() {
  return (
    <div role="status" aria-label="Loading runs">
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
