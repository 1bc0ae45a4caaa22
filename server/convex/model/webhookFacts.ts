import {
  failureCauses,
  rejectionCauses,
  webhookCauses,
  webhookOutcomes,
  type FailureCause,
  type WebhookCause,
  type WebhookOutcome,
} from "../../../shared/webhooks-api";
import { lagBucket } from "../../../shared/webhook-lag";
import type { WebhookFilter } from "./webhookFilterArgs";

/** Of which kind a failure is: all of one type and cause are one issue. `message` is for people, without values. */
export type Failure = { type: string; cause: FailureCause; message: string };

/** What is counted of a request. `at` is its arrival, `times` how many requests alike it stands for. */
export type Fact = {
  at: number;
  outcome: WebhookOutcome;
  cause?: WebhookCause | undefined;
  type?: string | undefined;
  /** Only of an applied event: from its own time until it was applied, in ms. */
  lagMs?: number | undefined;
  times?: number;
  failure?: Failure | undefined;
};

/** Numbers to add, by what they count. */
export type Counts = Record<string, number>;

/** Under what a fact is counted: its outcome, its cause, its lag. */
export function keysOf({ outcome, cause, lagMs }: Fact): string[] {
  return [
    outcome,
    ...(cause === undefined ? [] : [causeKey(cause)]),
    ...(lagMs === undefined ? [] : [`${LAG}${lagBucket(lagMs)}`]),
  ];
}

const CAUSE = "cause:";
const LAG = "lag:";
const causeKey = (cause: WebhookCause) => `${CAUSE}${cause}`;

/** The lags among such counts, by bucket. */
export const lagsIn = (counts: Counts): Map<number, number> =>
  new Map(
    Object.entries(counts)
      .filter(([key]) => key.startsWith(LAG))
      .map(([key, count]) => [Number(key.slice(LAG.length)), count]),
  );

/** The numbers by outcome among such counts. */
export const outcomesIn = (counts: Counts): Partial<Record<WebhookOutcome, number>> =>
  amongThem(webhookOutcomes, (outcome) => counts[outcome]);

/** The numbers by cause among such counts. */
export const causesIn = (counts: Counts): Partial<Record<WebhookCause, number>> =>
  amongThem(webhookCauses, (cause) => counts[causeKey(cause)]);

/** Which causes an outcome has. The others have none. */
export const causesByOutcome: Partial<Record<WebhookOutcome, readonly WebhookCause[]>> = {
  rejected: rejectionCauses,
  failed: failureCauses,
};

type Asked = Pick<WebhookFilter, "outcomes" | "causes">;
const isAsked = <Word>(asked: Word[] | undefined, word: Word) => !asked?.length || asked.includes(word);

/** The numbers by outcome of what has one of the outcomes and one of the causes asked for. */
export const passing = (counts: Counts, { outcomes, causes }: Asked) =>
  amongThem(webhookOutcomes, (outcome) => {
    if (!isAsked(outcomes, outcome)) return 0;
    if (!causes?.length) return counts[outcome];
    const asked = (causesByOutcome[outcome] ?? []).filter((cause) => causes.includes(cause));
    return asked.reduce((sum, cause) => sum + (counts[causeKey(cause)] ?? 0), 0);
  });

/** The numbers by cause of what has one of the outcomes asked for. */
export const causesPassing = (counts: Counts, { outcomes }: Asked) =>
  amongThem(webhookCauses, (cause) =>
    webhookOutcomes.some((each) => isAsked(outcomes, each) && causesByOutcome[each]?.includes(cause))
      ? counts[causeKey(cause)]
      : 0,
  );

/** Counts without the lags, where nobody asks for them. */
export const withoutLags = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).filter(([key]) => !key.startsWith(LAG)));

/** A loop and no `fromEntries`: a week of bars asks this of 168 hours. */
function amongThem<Word extends string>(words: readonly Word[], countOf: (word: Word) => number | undefined) {
  const found: Partial<Record<Word, number>> = {};
  for (const word of words) {
    const count = countOf(word);
    if (count) found[word] = count;
  }
  return found;
}

/** Adds up facts, by what `groupOf` says of each and by what they are counted under. */
export function grouped<Group>(facts: Fact[], groupOf: (fact: Fact) => Group): Map<Group, Counts> {
  const groups = new Map<Group, Counts>();
  for (const fact of facts) {
    const counts = groups.get(groupOf(fact)) ?? {};
    for (const key of keysOf(fact)) counts[key] = (counts[key] ?? 0) + (fact.times ?? 1);
    groups.set(groupOf(fact), counts);
  }
  return groups;
}

/** Both sums in one. */
export function added(one: Counts, other: Counts): Counts {
  const sum = { ...one };
  for (const [key, count] of Object.entries(other)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}
