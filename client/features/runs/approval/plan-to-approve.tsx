import type { ReactNode } from "react";
import type { Approval } from "../../../../shared/approval-api";
import { t } from "./words";

/** The plan that waits for approval, and what is done before it is carried out. */
export function PlanToApprove({ approval, children }: { approval: Approval; children: ReactNode }) {
  return (
    <section aria-label={t("thePlan")} className="rounded-panel border border-line px-4 py-3">
      <h2 className="font-semibold">{t("thePlan")}</h2>
      {children}
      <p className="text-fg-2">{t("checkedAgain", { percent: approval.mayChangePercent })}</p>
    </section>
  );
}
