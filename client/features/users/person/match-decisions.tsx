import { useMutation } from "@tanstack/react-query";
import type { MatchDecision } from "../../../../shared/repairs-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { BreakingText } from "../../../ui/breaking-text";
import { Notice } from "../../../ui/notice";
import { RelativeTime } from "../../../ui/relative-time";
import type { Decided } from "./match-review";
import { matchWords } from "./words";

type Props = { decisions: MatchDecision[]; refusal: string | null; onDecided: Decided };

/** What was decided before, by whom and why. A rejection can be undone; an acceptance is in the link itself. */
export function MatchDecisions({ decisions, refusal, onDecided }: Props) {
  const trpc = useTRPC();
  const forget = useMutation(
    trpc.users.forgetRejection.mutationOptions({
      onSuccess: ({ linkId, jobId }) => onDecided("offerAgain", linkId, jobId),
    }),
  );
  if (decisions.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <h4 className="text-fg-2">{matchWords("decidedBefore")}</h4>
      <ul aria-label={matchWords("decidedBefore")} className="rounded-panel border border-line">
        {decisions.map(({ userId, contactId, name, verdict, decidedBy, decidedAt, reason }) => (
          <li
            key={`${userId} ${contactId}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 last:border-0"
          >
            <div className="min-w-48 flex-1">
              <p className="break-words">
                <span className="font-medium">{matchWords(verdict)}</span> <BreakingText text={name} />
              </p>
              <p className="text-sm text-fg-3">
                {matchWords.rich("because", {
                  ...{ who: decidedBy, reason },
                  when: () => <RelativeTime at={decidedAt} />,
                })}
              </p>
            </div>
            {verdict === "rejected" ? (
              <Button
                size="sm"
                disabledReason={refusal}
                busy={forget.isPending && forget.variables.contactId === contactId}
                onClick={() => forget.mutate({ id: userId, contactId })}
              >
                {matchWords("undo")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {forget.error ? (
        <Notice tone="bad" live>
          {describeError(forget.error).message} {matchWords("rejectionStays")}
        </Notice>
      ) : null}
    </div>
  );
}
