import { describe, expect, test } from "vitest";
import { linesOf } from "../../client/features/users/person/timeline-attempts";
import type { AttemptView, JobView } from "../../shared/jobs";
import type { TimelineEvent } from "../../shared/users-api";

const event = (at: number): TimelineEvent => ({
  ...{ id: `event${at}`, at, actor: "Tandem", action: "job register", summary: "Done." },
  ...{ outcome: null, changes: [], reason: null },
});
const attempt = (number: number, endedAt: number, outcome: AttemptView["outcome"]): AttemptView => ({
  ...{ number, startedAt: endedAt - 10, durationMs: 10, outcome, httpStatus: null },
  ...{ errorCode: null, message: null, receipt: null },
});
const job = (state: JobView["state"], attempts: AttemptView[]): JobView => ({
  ...{ jobId: "job1", kind: "register", state, requestedBy: "Portal", reason: null, createdAt: 0 },
  ...{ finishedAt: null, nextAttemptAt: null, errorCode: null, errorMessage: null, receipt: null, attempts },
});
const ids = (...given: Parameters<typeof linesOf>) => linesOf(...given).map(({ id }) => id);

describe("the timeline tells of attempts between its events", () => {
  test("those that failed, newest first; the one that ended the job is its event", () => {
    const events = [event(400), event(100)];
    const tried = [attempt(3, 400, "succeeded"), attempt(2, 300, "failed"), attempt(1, 200, "failed")];
    expect(ids(events, [job("succeeded", tried)], false)).toEqual([
      ...["event400", "attempt:job1:2", "attempt:job1:1", "event100"],
    ]);
    const failed = [attempt(2, 400, "failed"), attempt(1, 200, "failed")];
    expect(ids(events, [job("failed", failed)], false)).toEqual(["event400", "attempt:job1:1", "event100"]);
  });

  test("of what is older than the events that are here nothing is told before its turn", () => {
    const tried = [attempt(2, 300, "failed"), attempt(1, 50, "failed")];
    expect(ids([event(400), event(100)], [job("waiting", tried)], true)).toEqual([
      ...["event400", "attempt:job1:2", "event100"],
    ]);
    expect(ids([], [job("waiting", tried)], false)).toEqual(["attempt:job1:2", "attempt:job1:1"]);
  });
});
