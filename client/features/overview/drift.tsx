import { Link } from "../../ui/link";
import type { SweepTrend } from "../../../shared/reconcile-api";
import { TrendLines } from "../reconcile/trend";
import { Panel } from "./panel";
import { t } from "./words";

const shown = ["drifted", "broken", "missed", "healed"] as const;

/** What the last sweeps have found, as the reconcile screen draws it: only what says how well both sides keep together. */
export function Drift({ trend }: { trend: SweepTrend }) {
  const toReconcile = (
    <Link to="/reconcile" className="text-accent hover:underline">
      {t("toReconcile")}
    </Link>
  );
  const note = trend.length > 0 ? t("lastSweeps", { count: trend.length }) : null;
  return (
    <Panel title={t("drift")} note={note} actions={toReconcile}>
      {trend.length === 0 ? (
        <p className="text-fg-2">{t("noSweep")}</p>
      ) : (
        <div className="-mx-3 -mb-1 overflow-x-auto">
          <TrendLines sweeps={trend} kinds={shown} />
        </div>
      )}
    </Panel>
  );
}
