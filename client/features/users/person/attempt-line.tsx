import { useState } from "react";
import type { AttemptView, JobView } from "../../../../shared/jobs";
import { CodeBlock } from "../../../ui/code-block";
import { RelativeTime } from "../../../ui/relative-time";
import { errorSentence } from "../error-words";
import { whyWords } from "../why-words";
import { jobKindWords, timelineWords } from "./tab-words";

type Props = { at: number; attempt: AttemptView; job: JobView };

/** A try that failed and was not the last, as a line of the timeline. */
export function AttemptLine({ at, attempt, job }: Props) {
  const [raw, setRaw] = useState(false);
  const { number, message, errorCode } = attempt;
  const why = message ? whyWords(message) : errorSentence(errorCode);
  const told = timelineWords("attemptFailed", { number, job: jobKindWords(job.kind), why });
  return (
    <li className="grid grid-cols-[6rem_1fr] gap-x-3 border-b border-line py-2 last:border-0">
      <RelativeTime at={at} className="text-fg-3" />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="break-words">{told}</p>
        <p className="text-sm text-fg-3">
          {job.requestedBy}
          {" · "}
          <button
            type="button"
            aria-expanded={raw}
            aria-label={timelineWords("rawOf", { what: told })}
            onClick={() => setRaw(!raw)}
            className="rounded-sm text-accent underline"
          >
            {timelineWords("raw")}
          </button>
        </p>
        {raw ? (
          <CodeBlock
            label={timelineWords("record")}
            text={JSON.stringify({ jobId: job.jobId, ...attempt }, null, 2)}
          />
        ) : null}
      </div>
    </li>
  );
}
