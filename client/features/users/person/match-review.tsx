import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { MatchCandidate } from "../../../../shared/repairs-api";
import type { UserDetail } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { DecideMatchDialog, type Verdict } from "./decide-match-dialog";
import { MatchCandidateCard } from "./match-candidate-card";
import { MatchDecisions } from "./match-decisions";
import { placeOf } from "./places";
import { matchWords } from "./words";

export type Decided = (verdict: Verdict | "offerAgain", linkId: string, jobId: string | null) => void;
type Props = { detail: UserDetail; refusal: string | null; onDecided: Decided };
type Asked = { candidate: MatchCandidate; verdict: Verdict };

/** Who on the other side this person may be, with what speaks for and against each; a person decides. */
export function MatchReview({ detail, refusal, onDecided }: Props) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { linkId, state } = detail.row;
  const found = useQuery(
    trpc.users.matchCandidates.queryOptions({ id: linkId }, { refetchInterval: 10_000 }),
  );
  const inDoubt = state === "unlinked" || state === "conflict";
  const { candidates = [], decisions = [], more = false } = found.data ?? {};
  if (!inDoubt && candidates.length + decisions.length === 0) return null;
  return (
    <section
      id={placeOf.matchReview}
      tabIndex={-1}
      aria-label={matchWords("matchReview")}
      className="flex flex-col gap-2 outline-none"
    >
      <h3 className="font-semibold">{matchWords(detail.user ? "whoAccount" : "whoContact")}</h3>
      {found.isPending ? <Loading /> : null}
      {found.error && !found.data ? (
        <Notice
          tone="bad"
          actions={
            <Button size="sm" busy={found.isFetching} onClick={() => void found.refetch()}>
              {matchWords("retry")}
            </Button>
          }
        >
          {matchWords("notLoaded")} {describeError(found.error).message}
        </Notice>
      ) : null}
      {found.data && candidates.length === 0 ? <p className="text-fg-2">{matchWords("nobody")}</p> : null}
      {candidates.map((candidate) => (
        <MatchCandidateCard
          key={`${candidate.userId} ${candidate.contactId}`}
          candidate={candidate}
          refusal={refusal}
          onAsk={(verdict) => setAsked({ candidate, verdict })}
        />
      ))}
      {more ? <p className="text-fg-2">{matchWords("more")}</p> : null}
      <MatchDecisions decisions={decisions} refusal={refusal} onDecided={onDecided} />
      {asked ? <DecideMatchDialog {...asked} onClose={() => setAsked(null)} onDecided={onDecided} /> : null}
    </section>
  );
}

function Loading() {
  return (
    <div
      role="status"
      aria-label={matchWords("loading")}
      className="flex flex-col gap-3 rounded-panel border border-line p-3"
    >
      <Skeleton className="w-48" />
      <Skeleton className="w-80 max-w-full" />
    </div>
  );
}
