import { MOST_GONE, MOST_GONE_SHARE, type FindingKind, type SweepKind } from "../../../shared/reconcile-api";
import { t } from "./words";

/** The kinds from the lightest to the most thorough. */
export const kindsInOrder: readonly SweepKind[] = ["changes", "hot", "full"];

/** What a sweep can find, in the order people look for it. */
export const findingsInOrder = [
  "drifted",
  "broken",
  "crm_only",
  "unlinked",
  "conflict",
  "healed",
  "missed",
  "absent",
  "gone",
] as const satisfies FindingKind[];

/** The kinds that are worth a trend: they say how well the two systems keep together. */
export const trendKinds = [
  "drifted",
  "broken",
  "crm_only",
  "unlinked",
  "conflict",
  "healed",
  "missed",
] as const satisfies FindingKind[];

/** Why a sweep stopped in quarantine. */
export const quarantineWords = (notMet: number, mirrored: number | null) =>
  t(mirrored ? "notMetOf" : "notMetWhy", {
    notMet,
    mirrored: mirrored ?? 0,
    most: MOST_GONE,
    share: MOST_GONE_SHARE * 100,
  });
