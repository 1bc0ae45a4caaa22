import { useInfiniteQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { Link } from "../../ui/link";
import { useTRPC } from "../../lib/trpc";
import { buttonLook } from "../../ui/button-look";
import { EmptyState } from "../../ui/empty-state";
import { LinesSkeleton } from "../../ui/lines-skeleton";
import { QueryFailed } from "../../ui/query-failed";
import { ScreenHeader } from "../../ui/screen-header";
import { ShowMore } from "../../ui/show-more";
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
  if (list.isPending) return <LinesSkeleton label={t("loadingRuns")} />;
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
      <ShowMore pages={list} label={t("earlierRuns")} />
    </>
  );
}
