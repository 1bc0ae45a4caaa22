import { expect, test } from "vitest";
import { commandOutcome, type Watched } from "../../client/features/users/person/command-words";
import type { JobView } from "../../shared/jobs";
import { aDetail, aRow } from "./support";

const now = 1_000_000;
const resync: Watched = { command: "resync", jobId: "job1", since: now - 5_000 };
const job = (given: Partial<JobView>): JobView => ({
  jobId: "job1",
  kind: "update",
  state: "queued",
  requestedBy: "Anna",
  reason: null,
  createdAt: now,
  finishedAt: null,
  nextAttemptAt: null,
  errorCode: null,
  errorMessage: null,
  receipt: null,
  attempts: [],
  ...given,
});
const read = (jobs: JobView[], readAt = now) => ({ detail: aDetail({ jobs }), readAt });

test("requested -> waiting: nothing is claimed before it was read back", () => {
  expect(commandOutcome(resync, null, now)).toMatchObject({
    settled: false,
    text: "Resync requested. Reading back …",
  });
  const stale = read([job({ state: "succeeded" })], resync.since - 1);
  expect(commandOutcome(resync, stale, now).settled).toBe(false);
  expect(commandOutcome(resync, read([job({ state: "running" })]), now).text).toBe(
    "Resync requested. Waiting for the backend …",
  );
});

test("running -> succeeded: the receipt is the proof", () => {
  const receipt = {
    readBackAt: now - 2_000,
    crmContactId: null,
    frontendUserId: null,
    agrees: true,
    summary: "Both sides agree.",
  };
  const outcome = commandOutcome(resync, read([job({ state: "succeeded", receipt })]), now);
  expect(outcome).toMatchObject({ tone: "ok", settled: true });
  expect(outcome.text).toBe("Linked. Read back from both sides 2 s ago.");
  const apart = commandOutcome(
    resync,
    read([job({ state: "succeeded", receipt: { ...receipt, agrees: false } })]),
    now,
  );
  expect(apart.tone).toBe("warn");
});

test("running -> waiting: why, and when it goes on by itself", () => {
  const waiting = job({ state: "waiting", errorCode: "timeout", nextAttemptAt: now + 240_000 });
  const outcome = commandOutcome(resync, read([waiting]), now);
  expect(outcome).toMatchObject({ tone: "warn", settled: false, patient: true });
  expect(outcome.text).toBe("The backend did not answer in time. Next try in 4 min.");
});

test("running -> failed: says that it will not go on by itself", () => {
  const outcome = commandOutcome(resync, read([job({ state: "failed", errorCode: "validation" })]), now);
  expect(outcome).toMatchObject({ tone: "bad", settled: true });
  expect(outcome.text).toContain("The backend refused the data.");
});

test("a soft-delete counts once the person was read back as deleted", () => {
  const deletion: Watched = { command: "softDelete", jobId: null, since: now - 1_000 };
  expect(commandOutcome(deletion, read([], deletion.since - 1), now).settled).toBe(false);
  const reading = { detail: aDetail({ row: aRow({ state: "deleted" }) }), readAt: now };
  expect(commandOutcome(deletion, reading, now)).toMatchObject({ tone: "ok", settled: true });
});

test("a soft-delete that was taken back by Restore is not waited for any longer", () => {
  const deletion: Watched = { command: "softDelete", jobId: null, since: now - 5_000 };
  expect(commandOutcome(deletion, read([], now - 2_000), now)).toEqual({
    ...{ tone: "off", settled: true, patient: false },
    text: "Soft-deleted, and restored since: Linked. Read back 2 s ago.",
  });
  const reading = { detail: aDetail({ row: aRow({ state: "deleted" }) }), readAt: now };
  expect(commandOutcome({ ...deletion, command: "restore" }, reading, now)).toMatchObject({
    tone: "off",
    settled: true,
  });
});
