import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ListChecks, UserCheck } from "lucide-react";
import { useSearchParams } from "react-router";
import { Link } from "../../ui/link";
import { formatCount } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { buttonLook } from "../../ui/button-look";
import { EmptyState } from "../../ui/empty-state";
import { FacetLinks } from "../../ui/facet-links";
import { LinesSkeleton } from "../../ui/lines-skeleton";
import { QueryFailed } from "../../ui/query-failed";
import { ScreenHeader } from "../../ui/screen-header";
import { ShowMore } from "../../ui/show-more";
import { RunLine } from "./run-line";
import { isMoving } from "./run-course";
import { t } from "./words";

/** All bulk work, newest first, or what waits for a second admin. */
export function RunsPage() {
  const [params] = useSearchParams();
  const state = params.get("state") === AWAITING ? AWAITING : undefined;
  return (
    <>
      <ScreenHeader title={t("runs")} note={<ReplaysLink />} />
      <RunsFacets awaitingOnly={state !== undefined} />
      <div className="scroll-y min-h-0 flex-1">
        <RunsList key={state} state={state} />
      </div>
    </>
  );
}

const AWAITING = "awaiting_approval";

/** Runs over webhooks have a list of their own, where they may wait for this admin too. */
function ReplaysLink() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.runs.active.queryOptions());
  const waiting = data?.toApprove.filter(({ kind }) => kind === "replay").length ?? 0;
  return (
    <Link to="/webhooks/replays" className={buttonLook("ghost", "sm")}>
      {t("replays")}
      {waiting > 0 ? <span className="nums text-warn">{t("waiting", { count: waiting })}</span> : null}
    </Link>
  );
}

function RunsFacets({ awaitingOnly }: { awaitingOnly: boolean }) {
  const trpc = useTRPC();
  const waiting = useQuery(trpc.runs.list.queryOptions({ state: AWAITING }, { refetchInterval: 5_000 }));
  const count = waiting.data?.runs.length ?? null;
  const isAll = waiting.data?.nextCursor === null;
  const facet = (name: string, search: string, current: boolean) => ({
    ...{ key: name, to: { search }, current, name, count: null },
  });
  return (
    <FacetLinks
      label={t("runs")}
      facets={[
        facet(t("allRuns"), "", !awaitingOnly),
        {
          ...facet(t("awaiting"), `?state=${AWAITING}`, awaitingOnly),
          count: count === null ? null : formatCount(count, isAll),
        },
      ]}
    />
  );
}

function RunsList({ state }: { state: typeof AWAITING | undefined }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.runs.list.infiniteQueryOptions(state ? { state } : {}, {
      getNextPageParam: (page) => page.nextCursor,
      refetchInterval: (query) =>
        query.state.data?.pages.some((page) => page.runs.some(isMoving)) ? 1_000 : 5_000,
    }),
  );
  if (list.isPending) return <LinesSkeleton label={t("loadingRuns")} />;
  if (!list.data)
    return <QueryFailed query={list} title={t("runsNotLoaded")} safety={t("runsNotLoadedSafety")} />;
  const runs = list.data.pages.flatMap((page) => page.runs);
  if (runs.length === 0 && state) {
    return (
      <EmptyState
        icon={<UserCheck aria-hidden />}
        title={t("noneAwaits")}
        actions={
          <Link to="/settings#approval" className={buttonLook("secondary")}>
            {t("toSettings")}
          </Link>
        }
      >
        {t("noneAwaitsHelp")}
      </EmptyState>
    );
  }
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
