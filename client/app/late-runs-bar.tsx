import { Suspense } from "react";
import { sparePart } from "../lib/lazy-part";
import { useRecentRuns } from "./recent-runs";

const RunsBar = sparePart(async () => (await import("./runs-bar")).RunsBar);

/** The bar of runs, whose code comes with the first run to show. */
export function LateRunsBar() {
  return useRecentRuns().length > 0 ? (
    <Suspense>
      <RunsBar />
    </Suspense>
  ) : null;
}
