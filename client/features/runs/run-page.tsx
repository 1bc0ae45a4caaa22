import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useParams } from "react-router";
import type { RunView } from "../../../shared/runs-api";
import { DetailPage } from "../../ui/detail-page";
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
  useLastLook(query.data);
  return (
    <DetailPage
      query={query}
      listAt="/runs"
      list={t("runs")}
      loading={t("loadingRun")}
      notLoaded={t("runNotLoaded")}
      safety={t("runNotLoadedSafety")}
    >
      {(run) => (
        <>
          <RunSummary run={run} cut={cut} />
          <RunCauses run={run} />
          <RunItems key={run.runId} run={run} />
        </>
      )}
    </DetailPage>
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
