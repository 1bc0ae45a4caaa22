import type { Overview } from "../../../shared/overview-api";
import { formatSince } from "../../lib/format";
import type { Tone } from "../../ui/chip";
import { t } from "./words";

export type Verdict = { tone: Tone; title: string; text: string };
type Known = Pick<Overview, "links" | "errors">;

/** The states in which the two sides do not fit, and no job sees to it. Who has no account yet is no fault. */
const outOfStep = ["conflict", "broken", "drifted", "unlinked", "convex_only"] as const;

/** How everybody is, in a sentence: the worst first, for that is what the day begins with. */
export function verdictOf({ links: { states }, errors }: Known, now: number): Verdict {
  const { failed, pending, crm_only } = states;
  if (failed.count > 0) {
    const since = formatSince(failed.oldestAt ?? now, now);
    return { tone: "bad", title: t("failed", { count: failed.count }), text: t("failedText", { since }) };
  }
  const waiting = errors.pending.reduce((sum, { count }) => sum + count, 0);
  if (waiting > 0) {
    const oldest = Math.min(...errors.pending.map(({ oldestAt }) => oldestAt ?? now));
    const text = t("waitingText", { since: formatSince(oldest, now) });
    return { tone: "warn", title: t("waiting", { count: waiting }), text };
  }
  const unfit = outOfStep.reduce((sum, state) => sum + states[state].count, 0);
  if (unfit > 0) return { tone: "warn", title: t("notInStep", { count: unfit }), text: t("notInStepText") };
  if (pending.count > 0) {
    return { tone: "wait", title: t("beingLinked", { count: pending.count }), text: t("beingLinkedText") };
  }
  const text = crm_only.count > 0 ? t("onlyStrangers", { count: crm_only.count }) : t("everybodyLinkedText");
  return { tone: "ok", title: t("everybodyLinked"), text };
}
