import { useMutation } from "@tanstack/react-query";
import type { MatchCandidate } from "../../../../shared/repairs-api";
import { describeError } from "../../../lib/api-error";
import { plural } from "../../../lib/format";
import { useTRPCClient } from "../../../lib/trpc";
import { ReasonDialog } from "../../../ui/reason-dialog";
import type { Decided } from "./match-review";

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
      title={accepts ? `Accept ${candidate.name}` : `Reject ${candidate.name}`}
      consequence={accepts ? acceptWords(candidate) : rejectWords}
      button={accepts ? "Accept match" : "Reject match"}
      danger={!accepts}
      busy={decide.isPending}
      hint="Kept with the decision, and in the timeline."
      problem={decide.error ? describeError(decide.error) : null}
      onConfirm={(reason) => decide.mutate(reason)}
      onClose={onClose}
    />
  );
}

const rejectWords =
  "The two are not offered nor matched by e-mail again. The rejection stays listed here and can be undone.";

function acceptWords({ claimants }: MatchCandidate): string {
  const links = "The account and the contact are linked: each then stores the other’s ID.";
  if (claimants.length === 0) return links;
  const others = plural(claimants.length, "other account", "other accounts");
  return `${links} ${others} will no longer store this contact: ${claimants.map(({ name }) => name).join(", ")}.`;
}
