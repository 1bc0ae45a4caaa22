import type { Overview } from "../../../shared/overview-api";
import { formatSince } from "../../lib/format";
import type { Tone } from "../../ui/chip";
import { t } from "./words";

export type Verdict = { tone: Tone; title: string; text: string };
type Known = Pick<Overview, "links" | "errors">;
type States = Known["links"]["states"];

/** The states in which the two sides do not fit, and no job sees to it. Who has no account yet is no fault. */
const outOfStep = ["conflict", "broken", "drifted", "unlinked", "convex_only"] as const;

/** How everybody is: the worst first, for that is what the day begins with, and after it what else there is. */
export function verdictOf(known: Known, now: number): Verdict {
  const { states } = known.links;
  const [worst, ...others] = findings(known, now);
  const strangers = states.crm_only.count > 0 ? t("onlyStrangers", { count: states.crm_only.count }) : null;
  if (!worst) {
    return { tone: "ok", title: t("everybodyLinked"), text: strangers ?? t("everybodyLinkedText") };
  }
  const rest = [...others.map(({ title }) => title), strangers].filter((text) => text !== null);
  return { ...worst, text: [worst.text, ...rest].join(" ") };
}

function findings(known: Known, now: number): Verdict[] {
  const { states } = known.links;
  const unfit = ofUnfit(states);
  const worse = states.conflict.count + states.broken.count > 0;
  const all = [
    ofFailed(states, now),
    worse ? unfit : null,
    ofWaiting(known.errors, now),
    worse ? null : unfit,
  ].filter((found) => found !== null);
  return all.length === 0 && states.pending.count > 0 ? [beingLinked(states.pending.count)] : all;
}

function ofFailed({ failed: { count, oldestAt } }: States, now: number): Verdict | null {
  if (count === 0) return null;
  const text = t("failedText", { since: formatSince(oldestAt ?? now, now) });
  return { tone: "bad", title: t("failed", { count }), text };
}

function ofWaiting({ pending }: Known["errors"], now: number): Verdict | null {
  const count = pending.reduce((sum, group) => sum + group.count, 0);
  if (count === 0) return null;
  const oldest = Math.min(...pending.map(({ oldestAt }) => oldestAt ?? now));
  const text = t("waitingText", { since: formatSince(oldest, now) });
  return { tone: "warn", title: t("waiting", { count }), text };
}

/** What the IDs contradict, and what was linked and is not any more, is worse than what only differs. */
function ofUnfit(states: States): Verdict | null {
  const count = outOfStep.reduce((sum, state) => sum + states[state].count, 0);
  if (count === 0) return null;
  const worse = { conflict: states.conflict.count, broken: states.broken.count };
  const isWorse = worse.conflict + worse.broken > 0;
  const text = isWorse ? t("worseText", worse) : t("notInStepText");
  return { tone: isWorse ? "bad" : "warn", title: t("notInStep", { count }), text };
}

const beingLinked = (count: number): Verdict => ({
  ...{ tone: "wait", title: t("beingLinked", { count }), text: t("beingLinkedText") },
});
