import { useSearchParams } from "react-router";
import { z } from "zod";
import { sweepKinds } from "../../../shared/reconcile-api";
import { ScreenHeader } from "../../ui/screen-header";
import { FacetLinks } from "../../ui/facet-links";
import { useRefusal } from "../users/use-permission";
import { Quarantine } from "./quarantine";
import { RunningSweep } from "./running-sweep";
import { SilenceNotice } from "./silence-notice";
import { StartSweeps } from "./start-sweeps";
import { kindsInOrder } from "./sweep-words";
import { SweepsList } from "./sweeps-list";
import { Trend } from "./trend";
import { useSweeps } from "./use-sweeps";
import { kindTitle, t } from "./words";

const Kind = z.enum(sweepKinds).nullable().catch(null);

/** What sweeps find between the two systems, and the ways to start, stop and decide about one. */
export function ReconcilePage() {
  const [params] = useSearchParams();
  const kind = Kind.parse(params.get("kind"));
  const everySweep = useSweeps(null);
  // Sweeps of changes are so many that a full one is soon beyond the first page, and its quarantine still waits.
  const fullSweeps = useSweeps("full");
  const list = useSweeps(kind);
  const latest = [everySweep, fullSweeps].flatMap(({ data }) => data?.pages[0]?.sweeps ?? []);
  const running = latest.find(({ state }) => state === "running");
  const quarantined = latest.find(({ state }) => state === "quarantined");
  const mayNot = useRefusal("reconcile.write", t("mayDecide"));
  const busy = running ? t("sweepRuns") : null;
  return (
    <>
      <ScreenHeader title={t("reconcile")} />
      <div className="scroll-y min-h-0 flex-1">
        <div className="mx-auto flex max-w-5xl flex-col gap-5 px-4 py-4 sm:px-5">
          <SilenceNotice />
          {running ? <RunningSweep sweepId={running.sweepId} refusal={mayNot} /> : null}
          {quarantined ? <Quarantine sweep={quarantined} refusal={mayNot} linked /> : null}
          <StartSweeps refusal={mayNot ?? busy} latest={latest} />
          <Trend kind={kind} />
          <section aria-label={t("lastSweeps")} className="overflow-hidden rounded-panel border border-line">
            <FacetLinks label={t("sweepKinds")} facets={kindFacets(kind)} />
            <SweepsList list={list} narrowed={kind !== null} />
          </section>
        </div>
      </div>
    </>
  );
}

const kindFacets = (current: z.infer<typeof Kind>) =>
  [null, ...kindsInOrder].map((kind) => ({
    key: kind ?? "all",
    to: { search: kind ? `?kind=${kind}` : "" },
    current: current === kind,
    name: kind ? kindTitle(kind) : t("allSweeps"),
    count: null,
  }));
