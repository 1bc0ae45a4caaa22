import type { NeededApproval } from "../../../../shared/approval-api";
import { Notice } from "../../../ui/notice";
import { t } from "./words";

/** Says before a run is asked for that it will not start without a second admin. */
export function NeedsApproval({ approval }: { approval: NeededApproval | null }) {
  if (!approval) return null;
  const { over, hours, anyApprover } = approval;
  return (
    <Notice tone={anyApprover ? "wait" : "warn"}>
      {t("needsSecond", { over, hours })} {anyApprover ? null : t("noSecond")}
    </Notice>
  );
}
