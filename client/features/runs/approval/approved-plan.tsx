import type { RunApproval } from "../../../../shared/runs-api";
import { formatNumber } from "../../../lib/format";
import { kindWords } from "../plan/plan-changes";
import { t } from "./words";

/** The plan that waits for approval: how many, what happens to them, and what it costs. */
export function ApprovedPlan({ approval }: { approval: RunApproval }) {
  const { plan, mayChangePercent } = approval;
  return (
    <section aria-label={t("thePlan")} className="rounded-panel border border-line px-4 py-3">
      <h2 className="font-semibold">{t("thePlan")}</h2>
      <ul className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        {plan.kinds.map((planned) => (
          <li
            key={kindWords(planned)}
            className="col-span-2 grid grid-cols-subgrid border-b border-line py-1.5 last:border-0"
          >
            <span className="nums text-right font-semibold">{formatNumber(planned.count)}</span>
            {kindWords(planned)}
          </li>
        ))}
      </ul>
      <p className="nums text-fg-2">{t("plannedFacts", { calls: plan.calls, emails: plan.emails })}</p>
      <p className="text-fg-2">{t("checkedAgain", { percent: mayChangePercent })}</p>
    </section>
  );
}
