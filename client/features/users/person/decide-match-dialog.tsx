import { useMutation } from "@tanstack/react-query";
import type { MatchCandidate } from "../../../../shared/repairs-api";
import { describeError } from "../../../lib/api-error";
import { useTRPCClient } from "../../../lib/trpc";
import { ReasonDialog } from "../../../ui/reason-dialog";
import type { Decided } from "./match-review";
import { matchWords } from "./words";

export type Verdict = "acceptMatch" | "rejectMatch";
type Props = {
  candidate: MatchCandidate;
  verdict: Verdict;
  onClose: () => void;
  onDecided: Decided;
};

/** Says what a decision about a match does, and asks why. */
export function DecideMatchDialog({ candidate, verdict, onClose, onDecided }: Props) {
  const client = useTRPCClient();
  const { userId, contactId } = candidate;
  const decide = useMutation({
    mutationFn: (reason: string) => client.users[verdict].mutate({ id: userId, contactId, reason }),
    onSuccess: ({ linkId, jobId }) => {
      onDecided(verdict, linkId, jobId);
      onClose();
    },
  });
  const accepts = verdict === "acceptMatch";
  return (
    <ReasonDialog
      title={matchWords(accepts ? "acceptWho" : "rejectWho", { name: candidate.name })}
      consequence={accepts ? acceptWords(candidate) : matchWords("rejectConsequence")}
      button={matchWords(accepts ? "acceptMatch" : "rejectMatch")}
      danger={!accepts}
      busy={decide.isPending}
      hint={matchWords("keptWithDecision")}
      problem={decide.error ? describeError(decide.error) : null}
      onConfirm={(reason) => decide.mutate(reason)}
      onClose={onClose}
    />
  );
}

function acceptWords({ claimants }: MatchCandidate): string {
  const links = matchWords("acceptConsequence");
  if (claimants.length === 0) return links;
  const names = claimants.map(({ name }) => name).join(", ");
  return `${links} ${matchWords("takesAway", { count: claimants.length, names })}`;
}
