import { errorSentence } from "../error-words";
import type { JobView } from "../../../../shared/jobs";
import type { CommandName, UserDetail } from "../../../../shared/users-api";
import { formatRelative } from "../../../lib/format";
import type { Tone } from "../../../ui/chip";
import { stateLooks, stateTitle } from "../link-states";

/** What somebody can ask for on a person's page: the commands, and the repairs that have an outcome to watch. */
export type Watchable =
  CommandName | "resolveDrift" | "acceptMatch" | "rejectMatch" | "offerAgain" | "archiveContact";
/** What somebody asked for, and since when we have been watching for its outcome. */
export type Watched = { command: Watchable; jobId: string | null; since: number };
/** What was last read of the person, and when the answer arrived. */
export type Reading = { detail: UserDetail; readAt: number };
/** `settled`: the last word. Until then it is worth reading again soon, or, `patient`, after a while. */
export type Outcome = { tone: Tone; text: string; settled: boolean; patient: boolean };

export const commandTitles: Record<CommandName, string> = {
  resync: "Resync",
  resendWelcome: "Re-send welcome",
  softDelete: "Soft-delete",
  restore: "Restore",
};

const askedWords: Record<Watchable, string> = {
  resync: "Resync requested.",
  resendWelcome: "Re-send welcome requested.",
  softDelete: "Soft-delete requested.",
  restore: "Restore requested.",
  resolveDrift: "Values chosen.",
  acceptMatch: "Match accepted.",
  rejectMatch: "Match rejected.",
  offerAgain: "Rejection undone.",
  archiveContact: "Archiving requested.",
};

const final = (tone: Tone, text: string): Outcome => ({ tone, text, settled: true, patient: false });
const soon = (text: string): Outcome => ({ tone: "wait", text, settled: false, patient: false });

/** What came of a command: told only from what was read back after it, never from its having been accepted. */
export function commandOutcome(watched: Watched, reading: Reading | null, now: number): Outcome {
  const asked = askedWords[watched.command];
  if (!reading || reading.readAt < watched.since) return soon(`${asked} Reading back …`);
  if (watched.jobId === null) return withoutJob(watched, reading, now, asked);
  const job = reading.detail.jobs.find((one) => one.jobId === watched.jobId);
  return job ? ofJob(job, reading, now, asked) : soon(`${asked} Waiting for the backend …`);
}

function withoutJob({ command }: Watched, { detail, readAt }: Reading, now: number, asked: string): Outcome {
  const ago = formatRelative(readAt, now);
  const deleted = detail.row.state === "deleted";
  if (command === "softDelete" && deleted) {
    return final("ok", `Soft-deleted; sign-in is off. Read back ${ago}. It can be restored.`);
  }
  if (command === "restore" && !deleted) {
    return final("ok", `Restored: ${stateTitle(detail.row.state)}. Read back ${ago}.`);
  }
  if (command === "resync") return final("ok", `${stateTitle(detail.row.state)}. Read back ${ago}.`);
  if (command === "rejectMatch" || command === "offerAgain") {
    return final("ok", `${asked} Now ${stateLooks[detail.row.state].word}.`);
  }
  return soon(`${asked} Reading back …`);
}

function ofJob(job: JobView, { detail }: Reading, now: number, asked: string): Outcome {
  switch (job.state) {
    case "queued":
    case "running":
      return soon(`${asked} Waiting for the backend …`);
    case "waiting":
      return { tone: "warn", text: `${whyNot(job)} ${nextTry(job, now)}`, settled: false, patient: true };
    case "failed":
      return final(
        "bad",
        `${whyNot(job)} It will not be tried again by itself. You can resync once the cause is mended.`,
      );
    case "cancelled":
      return final("off", "Cancelled. Nothing more will be tried.");
    case "succeeded":
      return succeeded(job, detail, now);
  }
}

function succeeded({ kind, receipt }: JobView, detail: UserDetail, now: number): Outcome {
  if (!receipt) return final("ok", `Done. ${stateTitle(detail.row.state)}.`);
  const ago = formatRelative(receipt.readBackAt, now);
  if (kind === "resend_welcome" || kind === "archive")
    return final("ok", `${receipt.summary} ${capital(ago)}.`);
  if (!receipt.agrees) return final("warn", `${receipt.summary} Read back from both sides ${ago}.`);
  return final("ok", `${stateTitle(detail.row.state)}. Read back from both sides ${ago}.`);
}

const whyNot = (job: JobView) =>
  job.errorCode ? errorSentence(job.errorCode) : (job.errorMessage ?? errorSentence(null));

export const nextTry = (job: JobView, now: number) =>
  job.nextAttemptAt === null || job.nextAttemptAt <= now
    ? "The next try is due now."
    : `Next try ${formatRelative(job.nextAttemptAt, now)}.`;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
