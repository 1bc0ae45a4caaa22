import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link, useParams } from "react-router";
import type { RunView } from "../../../shared/runs-api";
import { buttonLook } from "../../ui/button-look";
import { DetailSkeleton } from "../../ui/detail-skeleton";
import { QueryFailed } from "../../ui/query-failed";
import { useTRPC } from "../../lib/trpc";
import { RunCauses } from "./run-causes";
import { RunItems } from "./run-items";
import { RunSummary } from "./run-summary";
import { isOver } from "./run-course";
import { useRun } from "./use-run";
import { t } from "./words";

/** One run: how it goes, why people failed, and what became of everybody. */
export function RunPage() {
  const { id = "" } = useParams();
  const { query, cut } = useRun(id);
  const run = query.data;
  useLastLook(run);
  return (
    <div className="scroll-y min-h-0 flex-1">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-3 sm:px-5">
        <Link to="/runs" className={`${buttonLook("ghost", "sm")} -ml-2 self-start`}>
          <ArrowLeft aria-hidden className="size-3.5" />
          {t("runs")}
        </Link>
        {run ? (
          <>
            <RunSummary run={run} cut={cut} />
            <RunCauses run={run} />
            <RunItems run={run} />
          </>
        ) : query.error ? (
          <QueryFailed query={query} title={t("runNotLoaded")} safety={t("runNotLoadedSafety")} />
        ) : (
          <DetailSkeleton label={t("loadingRun")} />
        )}
      </div>
    </div>
  );
}

/** What is followed page by page is read once more when the run is over, so that nothing of its end is missed. */
function useLastLook(run: RunView | undefined) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const seenLiveRef = useRef(false);
  const over = run ? isOver(run) : null;
  useEffect(() => {
    if (over === false) seenLiveRef.current = true;
    if (!over || !seenLiveRef.current) return;
    void queryClient.invalidateQueries(trpc.runs.items.pathFilter());
    void queryClient.invalidateQueries(trpc.runs.causes.pathFilter());
  }, [over, queryClient, trpc]);
}
