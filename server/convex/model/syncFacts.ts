import type { JobKind } from "../../../shared/link-state";
import { withinKeys, withinMs, type Convergence } from "../../../shared/overview-api";
import type { Job } from "./jobs";
import type { Touched } from "./touched";
import type { Counts } from "./webhookFacts";

/**
 * What is counted of the work for the backend. An attempt counts in the moment it ends. How fast people are linked
 * counts in the moment they were asked for, whenever that is known: a share is of the same people then, and whoever
 * waits still is not left out of it. People of a run do not count: forty thousand of them at once would hide how the
 * registrations of the day have gone, and a run tells its own course.
 */
export type SyncFact = { at: number; key: string; delta: 1 | -1 };

/** Kinds of jobs after which a person is linked: a registration, and all that a change or a resync makes. */
const linking: Partial<Record<JobKind, true>> = {
  register: true,
  update: true,
  restore: true,
  link_existing: true,
};

const LINKED = "linked:";
const LATER = "later";

/** An attempt has ended. */
export const noteAttempt = (touched: Touched, outcome: "succeeded" | "failed"): void =>
  note(touched, Date.now(), outcome);

type Asked = Pick<Job, "kind" | "createdAt" | "askedAt" | "inBulk">;

/** Somebody is to be linked; taken back (-1) where another job sees to it, or nobody wants it any more. */
export const noteAsked = (touched: Touched, job: Asked, delta: 1 | -1 = 1): void =>
  noteOfPerson(touched, job, "asked", delta);

/** The job has ended: the person is linked, or given up. */
export function noteEnd(touched: Touched, job: Asked, outcome: "done" | "failed"): void {
  const tookMs = Date.now() - askedAt(job);
  const within = withinKeys.find((key) => tookMs <= withinMs[key]) ?? LATER;
  noteOfPerson(touched, job, outcome === "done" ? `${LINKED}${within}` : "gaveUp");
}

const askedAt = ({ askedAt, createdAt }: Asked) => askedAt ?? createdAt;

function noteOfPerson(touched: Touched, job: Asked, key: string, delta: 1 | -1 = 1): void {
  if (linking[job.kind] && !job.inBulk) note(touched, askedAt(job), key, delta);
}

function note({ syncFacts }: Touched, at: number, key: string, delta: 1 | -1 = 1): void {
  syncFacts.push({ at, key, delta });
}

/** The attempts among such counts. */
export const attemptsIn = ({ succeeded = 0, failed = 0 }: Counts) => ({ succeeded, failed });

/** How fast people were linked, by such counts. */
export function convergenceIn(counts: Counts): Convergence {
  const linkedIn = (key: string) => counts[`${LINKED}${key}`] ?? 0;
  let sum = 0;
  const within = Object.fromEntries(withinKeys.map((key) => [key, (sum += linkedIn(key))]));
  return {
    asked: counts.asked ?? 0,
    within: within as Convergence["within"],
    linked: sum + linkedIn(LATER),
    gaveUp: counts.gaveUp ?? 0,
  };
}
