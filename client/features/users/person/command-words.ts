import { errorSentence } from "../error-words";
import type { JobView } from "../../../../shared/jobs";
import type { CommandName } from "../../../../shared/person-actions";
import type { UserDetail } from "../../../../shared/users-api";
import { formatRelative } from "../../../lib/relative";
import type { Tone } from "../../../ui/chip";
import { stateLooks, stateTitle } from "../link-states";
import { whyWords } from "../why-words";
import { receiptWords } from "./receipt-words";
import { outcomes } from "./words";

/** What somebody can ask for on a person's page: the commands, and the repairs that have an outcome to watch. */
export type Watchable =
  CommandName | "resolveDrift" | "acceptMatch" | "rejectMatch" | "offerAgain" | "archiveContact";
/** What somebody asked for, and since when we have been watching for its outcome. */
export type Watched = { command: Watchable; jobId: string | null; since: number };
/** What was last read of the person, and when the answer arrived. */
export type Reading = { detail: UserDetail; readAt: number };
/** `settled`: the last word. Until then it is worth reading again soon, or, `patient`, after a while. */
export type Outcome = { tone: Tone; text: string; settled: boolean; patient: boolean };

const final = (tone: Tone, text: string): Outcome => ({ tone, text, settled: true, patient: false });
const soon = (text: string): Outcome => ({ tone: "wait", text, settled: false, patient: false });

/** What came of a command: told only from what was read back after it, never from its having been accepted. */
export function commandOutcome(watched: Watched, reading: Reading | null, now: number): Outcome {
  const asked = outcomes(`asked.${watched.command}`);
  if (!reading || reading.readAt < watched.since) return soon(outcomes("readingBack", { asked }));
  if (watched.jobId === null) return withoutJob(watched, reading, now, asked);
  const job = reading.detail.jobs.find((one) => one.jobId === watched.jobId);
  return job ? ofJob(job, reading, now, asked) : soon(outcomes("waitingForBackend", { asked }));
}

function withoutJob({ command }: Watched, { detail, readAt }: Reading, now: number, asked: string): Outcome {
  const ago = formatRelative(readAt, now);
  const deleted = detail.row.state === "deleted";
  if (command === "softDelete") {
    if (deleted) return final("ok", outcomes("softDeleted", { ago }));
    return final("off", outcomes("restoredSince", { state: stateTitle(detail.row.state), ago }));
  }
  if (command === "restore") {
    if (deleted) return final("off", outcomes("deletedSince", { ago }));
    return final("ok", outcomes("restored", { state: stateTitle(detail.row.state), ago }));
  }
  if (command === "resync")
    return final("ok", outcomes("readBack", { state: stateTitle(detail.row.state), ago }));
  if (command === "rejectMatch" || command === "offerAgain") {
    return final("ok", outcomes("now", { asked, state: stateLooks[detail.row.state].word }));
  }
  return soon(outcomes("readingBack", { asked }));
}

function ofJob(job: JobView, { detail }: Reading, now: number, asked: string): Outcome {
  switch (job.state) {
    case "queued":
    case "running":
      return soon(outcomes("waitingForBackend", { asked }));
    case "waiting":
      return { tone: "warn", text: `${whyNot(job)} ${nextTry(job, now)}`, settled: false, patient: true };
    case "failed":
      return final("bad", outcomes("willNotBeTried", { why: whyNot(job) }));
    case "cancelled":
      return final("off", outcomes("cancelled"));
    case "succeeded":
      return succeeded(job, detail, now);
  }
}

function succeeded({ kind, receipt }: JobView, detail: UserDetail, now: number): Outcome {
  if (!receipt) return final("ok", outcomes("done", { state: stateTitle(detail.row.state) }));
  const ago = formatRelative(receipt.readBackAt, now);
  if (kind === "resend_welcome" || kind === "archive")
    return final("ok", `${receiptWords(receipt.summary)} ${capital(ago)}.`);
  if (!receipt.agrees)
    return final("warn", outcomes("disagree", { what: receiptWords(receipt.summary), ago }));
  return final("ok", outcomes("agree", { state: stateTitle(detail.row.state), ago }));
}

const whyNot = (job: JobView) =>
  job.errorCode
    ? errorSentence(job.errorCode)
    : job.errorMessage
      ? whyWords(job.errorMessage)
      : errorSentence(null);

/** When the next try is, in a sentence. */
export const nextTry = (job: Pick<JobView, "nextAttemptAt">, now: number) =>
  job.nextAttemptAt === null || job.nextAttemptAt <= now
    ? outcomes("tryDue")
    : outcomes("nextTry", { when: formatRelative(job.nextAttemptAt, now) });

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
