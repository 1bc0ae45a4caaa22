import { typedCountOf } from "../../../lib/typed-count";
import { isDestructive, type RunAction, type RunPreview } from "../../../../shared/runs-api";
import { t } from "./words";

/** What the operator fills in before a run starts, as typed. */
export type PlanDraft = {
  name: string;
  reason: string;
  canary: boolean;
  /** The share in percent above which the canary stops the run. */
  stopAbove: string;
  typedCount: string;
};

export const newDraft = (name: string): PlanDraft => ({
  ...{ name, reason: "", canary: false, stopAbove: "10", typedCount: "" },
});

const SHORTEST_REASON = 3;

export const changesNobody = ({ kinds }: RunPreview): boolean => kinds.every(({ kind }) => kind === "skip");

/** Why a plan cannot be started as it stands and is filled in, or `null`. */
export function whyNotYet(action: RunAction, plan: RunPreview, draft: PlanDraft): string | null {
  if (changesNobody(plan)) return t("nobodyChanges");
  if (isDestructive(action) && !plan.exact) {
    return t("cannotCount");
  }
  if (draft.name.trim() === "") return t("giveName");
  if (draft.reason.trim().length < SHORTEST_REASON) return t("sayWhy");
  if (draft.canary && stopAboveOf(draft) === null) return t("giveShare");
  if (isDestructive(action) && typedCountOf(draft.typedCount) !== plan.count) {
    return t("typeCount", { count: plan.count });
  }
  return null;
}

/** As `runs.create` takes it. */
export function optionsOf(action: RunAction, draft: PlanDraft) {
  const stopAboveFailedPercent = draft.canary ? stopAboveOf(draft) : null;
  const typedCount = isDestructive(action) ? typedCountOf(draft.typedCount) : null;
  return {
    ...(stopAboveFailedPercent === null ? {} : { canary: { stopAboveFailedPercent } }),
    ...(typedCount === null ? {} : { typedCount }),
  };
}

function stopAboveOf({ stopAbove }: PlanDraft): number | null {
  const share = Number(stopAbove);
  return stopAbove.trim() !== "" && share >= 0 && share <= 100 ? share : null;
}
