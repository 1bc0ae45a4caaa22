import { useParams } from "react-router";
import { DetailPage } from "../../ui/detail-page";
import { Findings } from "./findings";
import { SweepSummary } from "./sweep-summary";
import { useSweep } from "./use-sweep";
import { t } from "./words";

/** One sweep with everything it has found. */
export function SweepPage() {
  const { id = "" } = useParams();
  const { sweep, cut } = useSweep(id);
  return (
    <DetailPage
      query={sweep}
      listAt="/reconcile"
      list={t("reconcile")}
      loading={t("loadingSweep")}
      notLoaded={t("sweepNotLoaded")}
      safety={t("sweepNotLoadedSafety")}
    >
      {(found) => (
        <>
          <SweepSummary sweep={found} cut={cut} />
          <Findings key={id} sweep={found} />
        </>
      )}
    </DetailPage>
  );
}
