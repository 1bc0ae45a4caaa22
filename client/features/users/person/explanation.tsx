import type { UserDetail } from "../../../../shared/users-api";
import { useNow } from "../../../lib/clock";
import { formatExact } from "../../../lib/format";
import { nextTry } from "./command-words";
import { fixWords, nextWords, sentenceWords } from "./explanation-words";
import { commandTitles, t } from "./words";

/** Why the person is in this state, what comes next by itself, and what is safe to do. */
export function Explanation({ detail }: { detail: UserDetail }) {
  const { sentence, next, fix } = detail.explanation;
  const { nextAttemptAt } = detail.row;
  const fixed = fix && fixWords(fix);
  return (
    <div className="text-md leading-5">
      <p>{sentenceWords(sentence)}</p>
      {next || nextAttemptAt !== null ? (
        <p className="text-fg-2">
          {next && nextWords(next)} {nextAttemptAt === null ? null : <NextTry at={nextAttemptAt} />}
        </p>
      ) : null}
      {fix && fixed ? (
        <p className="text-fg-2">
          {t.rich("safeFix", {
            command: commandTitles(fix.command),
            fix: fixed,
            b: (text) => <span className="font-medium text-fg">{text}</span>,
          })}
        </p>
      ) : null}
    </div>
  );
}

function NextTry({ at }: { at: number }) {
  const now = useNow();
  return <span title={formatExact(at)}>{nextTry({ nextAttemptAt: at }, now)}</span>;
}
