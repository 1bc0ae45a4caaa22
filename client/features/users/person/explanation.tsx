import type { UserDetail } from "../../../../shared/users-api";
import { useNow } from "../../../lib/clock";
import { formatExact } from "../../../lib/format";
import { nextTry } from "./command-words";
import { nextWords, sentenceWords } from "./explanation-words";

/** Why the person is in this state and what comes next by itself. */
export function Explanation({ detail }: { detail: UserDetail }) {
  const { sentence, next } = detail.explanation;
  const { nextAttemptAt } = detail.row;
  return (
    <div className="text-md leading-5">
      <p>{sentenceWords(sentence)}</p>
      {next || nextAttemptAt !== null ? (
        <p className="text-fg-2">
          {next && nextWords(next)} {nextAttemptAt === null ? null : <NextTry at={nextAttemptAt} />}
        </p>
      ) : null}
    </div>
  );
}

function NextTry({ at }: { at: number }) {
  const now = useNow();
  return <span title={formatExact(at)}>{nextTry({ nextAttemptAt: at }, now)}</span>;
}
