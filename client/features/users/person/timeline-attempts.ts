import type { AttemptView, JobView } from "../../../../shared/jobs";
import type { TimelineEvent } from "../../../../shared/users-api";

/** A line of the timeline: an event that is kept, or an attempt of a job that did not end it. */
export type Line =
  | { id: string; at: number; event: TimelineEvent }
  | { id: string; at: number; attempt: AttemptView; job: JobView };

/**
 * The events with the attempts that failed between them; a job's last word is an event already. `hasMore`: there are
 * earlier events than these, so what is older than the oldest of them is left for when these are here.
 */
export function linesOf(
  events: readonly TimelineEvent[],
  jobs: readonly JobView[],
  hasMore: boolean,
): Line[] {
  const from = hasMore ? (events.at(-1)?.at ?? Infinity) : -Infinity;
  const attempts = jobs.flatMap((job) => failedBefore(job).map((attempt) => lineOf(job, attempt)));
  const lines: Line[] = events.map((event) => ({ id: event.id, at: event.at, event }));
  return [...lines, ...attempts.filter(({ at }) => at >= from)].sort((a, b) => b.at - a.at);
}

/** Of a job that has failed the last attempt is what its event tells of. */
const failedBefore = ({ state, attempts }: JobView) => {
  const last = state === "failed" ? Math.max(...attempts.map(({ number }) => number)) : null;
  return attempts.filter(({ outcome, number }) => outcome === "failed" && number !== last);
};

const lineOf = (job: JobView, attempt: AttemptView): Line => ({
  ...{ id: `attempt:${job.jobId}:${attempt.number}`, attempt, job },
  at: attempt.startedAt + attempt.durationMs,
});
