import { ArrowLeft } from "lucide-react";
import { Link, useParams } from "react-router";
import { buttonLook } from "../../ui/button-look";
import { DetailSkeleton } from "../../ui/detail-skeleton";
import { QueryFailed } from "../../ui/query-failed";
import { Findings } from "./findings";
import { SweepSummary } from "./sweep-summary";
import { useSweep } from "./use-sweep";
import { t } from "./words";

/** One sweep with everything it has found. */
export function SweepPage() {
  const { id = "" } = useParams();
  const { sweep, cut } = useSweep(id);
  return (
    <div className="scroll-y min-h-0 flex-1">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-3 sm:px-5">
        <Link to="/reconcile" className={`${buttonLook("ghost", "sm")} -ml-2 self-start`}>
          <ArrowLeft aria-hidden className="size-3.5" />
          {t("reconcile")}
        </Link>
        {sweep.data ? (
          <>
            <SweepSummary sweep={sweep.data} cut={cut} />
            <Findings key={id} sweep={sweep.data} />
          </>
        ) : sweep.error ? (
          <QueryFailed query={sweep} title={t("sweepNotLoaded")} safety={t("sweepNotLoadedSafety")} />
        ) : (
          <DetailSkeleton label={t("loadingSweep")} />
        )}
      </div>
    </div>
  );
}
