import type { RunApproval } from "../../../../shared/runs-api";
import { formatNumber } from "../../../lib/format";
import { kindWords } from "../plan/plan-changes";
import { t } from "./words";

/** The plan of a run over people: how many, what happens to them, and what it costs. */
export function RunPlan({ plan }: Pick<RunApproval, "plan">) {
  return (
    <>
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
    </>
  );
}
