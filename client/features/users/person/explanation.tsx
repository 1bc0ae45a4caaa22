import type { Explanation as Words } from "../../../../shared/users-api";

/** Why the person is in this state, what comes next by itself, and what is safe to do. */
export function Explanation({ explanation }: { explanation: Words }) {
  const { sentence, next, fix } = explanation;
  return (
    <div className="text-md leading-5">
      <p>{sentence}</p>
      {next ? <p className="text-fg-2">{next}</p> : null}
      {fix ? (
        <p className="text-fg-2">
          Safe fix: <span className="font-medium text-fg">{fix.label}</span>
        </p>
      ) : null}
    </div>
  );
}
