import { clsx } from "clsx";
import { Ban, CircleCheck, CircleX, Clock, Hourglass, type LucideIcon } from "lucide-react";
import type { AttemptView, JobState, JobView } from "../../../../shared/jobs";
import { useNow } from "../../../lib/clock";
import { formatDuration } from "../../../lib/format";
import { Chip, type Tone } from "../../../ui/chip";
import { RelativeTime } from "../../../ui/relative-time";
import { Spinner } from "../../../ui/spinner";
import { errorWord } from "../error-words";
import { detailsWords, whyWords } from "../why-words";
import { AttemptReceiptTable } from "./attempt-receipt";
import { nextTry } from "./command-words";
import { receiptWords } from "./receipt-words";
import { jobKindWords, jobStateWords, jobWords } from "./tab-words";

const looks: Record<JobState, { tone: Tone; icon: LucideIcon | null }> = {
  queued: { tone: "wait", icon: Clock },
  running: { tone: "wait", icon: null },
  waiting: { tone: "warn", icon: Hourglass },
  succeeded: { tone: "ok", icon: CircleCheck },
  failed: { tone: "bad", icon: CircleX },
  cancelled: { tone: "off", icon: Ban },
};

/** The person's jobs with every attempt, newest first. */
export function JobsTab({ jobs }: { jobs: JobView[] }) {
  if (jobs.length === 0) {
    return <p className="px-5 py-6 text-fg-2">{jobWords("none")}</p>;
  }
  return (
    <ol aria-label={jobWords("jobs")} className="flex flex-col px-4 py-2 sm:px-5">
      {jobs.map((job) => (
        <Job key={job.jobId} job={job} />
      ))}
    </ol>
  );
}

function Job({ job }: { job: JobView }) {
  const now = useNow();
  const { tone, icon: Icon } = looks[job.state];
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2.5 last:border-0">
      <div className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">{jobKindWords(job.kind)}</span>
        <Chip tone={tone} icon={Icon ? <Icon aria-hidden /> : <Spinner className="size-3" />}>
          {jobStateWords(job.state)}
        </Chip>
        <RelativeTime at={job.createdAt} className="ml-auto text-fg-3" />
      </div>
      <p className="text-sm text-fg-3">
        {job.reason ? jobWords("because", { who: job.requestedBy, reason: job.reason }) : job.requestedBy}
      </p>
      {job.state === "waiting" ? <p>{nextTry(job, now)}</p> : null}
      {job.state === "failed" && job.errorMessage ? <p>{whyWords(job.errorMessage)}</p> : null}
      {job.receipt ? (
        <p>
          {receiptWords(job.receipt.summary)}{" "}
          <span className="text-fg-3">
            <ReadBack at={job.receipt.readBackAt} />
          </span>
        </p>
      ) : null}
      {job.attempts.length > 0 ? <Attempts attempts={job.attempts} /> : null}
    </li>
  );
}

const ReadBack = ({ at }: { at: number }) =>
  jobWords.rich("readBack", { when: () => <RelativeTime at={at} /> });

const heads = [
  [jobWords("try"), "w-7"],
  [jobWords("when"), "w-24"],
  [jobWords("took"), "w-16 text-right"],
  [jobWords("http"), "w-14 text-right"],
  [jobWords("outcome"), "pl-4"],
] as const;

function Attempts({ attempts }: { attempts: AttemptView[] }) {
  return (
    <table className="mt-1 w-full text-left text-sm">
      <thead className="text-xs text-fg-3">
        <tr>
          {heads.map(([name, look]) => (
            <th key={name} scope="col" className={clsx("py-0.5 font-normal", look)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="text-fg-2">
        {attempts.map((attempt) => (
          <Attempt key={attempt.number} attempt={attempt} />
        ))}
      </tbody>
    </table>
  );
}

function Attempt({ attempt }: { attempt: AttemptView }) {
  const { number, startedAt, durationMs, httpStatus, outcome, errorCode, message, receipt } = attempt;
  return (
    <>
      <tr className="align-top">
        <td className="py-0.5 text-fg-3">{number}</td>
        <td className="py-0.5">
          <RelativeTime at={startedAt} />
        </td>
        <td className="py-0.5 text-right">{formatDuration(durationMs)}</td>
        <td className="py-0.5 text-right">{httpStatus ?? "–"}</td>
        <td className="py-0.5 pl-4 break-words text-fg">
          {outcome === "succeeded" ? jobWords("ok") : errorCode ? errorWord(errorCode) : jobWords("failed")}
          {message ? <span className="text-fg-2"> {detailsWords(message)}</span> : null}
        </td>
      </tr>
      {receipt ? (
        <tr>
          <td colSpan={heads.length} className="pb-1">
            <AttemptReceiptTable receipt={receipt} number={number} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
