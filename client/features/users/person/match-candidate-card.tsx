import { CircleCheck, CircleMinus, CircleX, type LucideIcon } from "lucide-react";
import { Link } from "../../../ui/link";
import type { Evidence, MatchCandidate } from "../../../../shared/repairs-api";
import { Button } from "../../../ui/button";
import { BreakingText } from "../../../ui/breaking-text";
import { RelativeTime } from "../../../ui/relative-time";
import { statusWord } from "../status-word";
import type { Verdict } from "./decide-match-dialog";
import { blockedWords, evidenceSentence } from "./match-sentences";
import { matchWords } from "./words";

type Props = { candidate: MatchCandidate; refusal: string | null; onAsk: (verdict: Verdict) => void };

/** One possible partner: who they are, the evidence, and the two answers. */
export function MatchCandidateCard({ candidate, refusal, onAsk }: Props) {
  const { name, email, phone, status, createdAt, other, acceptBlocked, rejectBlocked } = candidate;
  const id = other === "user" ? candidate.userId : candidate.contactId;
  return (
    <article aria-label={matchWords("candidate", { name })} className="rounded-panel border border-line">
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-line px-3 py-2">
        <div className="min-w-48 flex-1">
          <h4>
            <Link to={`/users/${encodeURIComponent(id)}`} className="font-medium hover:underline">
              {name}
            </Link>
            <span className={other === "user" ? "text-side-a" : "text-side-b"}>
              {" "}
              {matchWords(other === "user" ? "accountInConvex" : "contactInCrm")}
            </span>
          </h4>
          <p className="text-sm break-words text-fg-2">
            {email ? <BreakingText text={email} /> : matchWords("noEmail")} · {phone ?? matchWords("noPhone")}{" "}
            · {statusWord(status)} ·{" "}
            {matchWords.rich("createdAt", { when: () => <RelativeTime at={createdAt} /> })}
          </p>
        </div>
        <div className="flex gap-2">
          <Button
            size="sm"
            disabledReason={refusal ?? (acceptBlocked && blockedWords(acceptBlocked))}
            onClick={() => onAsk("acceptMatch")}
          >
            {matchWords("accept")}
          </Button>
          <Button
            size="sm"
            disabledReason={refusal ?? (rejectBlocked && blockedWords(rejectBlocked))}
            onClick={() => onAsk("rejectMatch")}
          >
            {matchWords("reject")}
          </Button>
        </div>
      </header>
      <ul aria-label={matchWords("evidenceFor", { name })} className="flex flex-col gap-0.5 px-3 py-2">
        {byWeight(candidate.evidence).map((evidence) => (
          <EvidenceLine key={evidence.kind} evidence={evidence} />
        ))}
      </ul>
      <Blocked accept={acceptBlocked} />
      <Claimants candidate={candidate} />
    </article>
  );
}

const looks: Record<Evidence["verdict"], { look: string; icon: LucideIcon }> = {
  for: { look: "text-ok", icon: CircleCheck },
  against: { look: "text-bad", icon: CircleX },
  neutral: { look: "text-fg-3", icon: CircleMinus },
};

/** What says something goes first; the order within is the server's, the strongest kind first. */
const byWeight = (evidence: Evidence[]) => [
  ...evidence.filter(({ verdict }) => verdict !== "neutral"),
  ...evidence.filter(({ verdict }) => verdict === "neutral"),
];

function EvidenceLine({ evidence: { verdict, sentence } }: { evidence: Evidence }) {
  const { look, icon: Icon } = looks[verdict];
  return (
    <li className={`flex items-start gap-2 ${verdict === "neutral" ? "text-fg-3" : ""}`}>
      <Icon role="img" aria-label={matchWords(verdict)} className={`mt-[3px] size-3.5 shrink-0 ${look}`} />
      <span className="min-w-0 break-words">{evidenceSentence(sentence)}</span>
    </li>
  );
}

function Blocked({ accept }: { accept: string | null }) {
  return accept ? (
    <p className="px-3 pb-2 text-fg-2">{matchWords("cannotAccept", { why: blockedWords(accept) })}</p>
  ) : null;
}

function Claimants({ candidate: { claimants } }: { candidate: MatchCandidate }) {
  if (claimants.length === 0) return null;
  return (
    <p className="border-t border-line px-3 py-2 text-fg-2">
      {matchWords.rich("alsoStored", {
        who: () =>
          claimants.map((claimant, index) => (
            <span key={claimant.userId}>
              {index > 0 ? ", " : null}
              <ClaimantName claimant={claimant} />
            </span>
          )),
      })}
    </p>
  );
}

function ClaimantName({ claimant }: { claimant: MatchCandidate["claimants"][number] }) {
  const { userId, name, email, deleted } = claimant;
  return (
    <>
      <Link to={`/users/${encodeURIComponent(userId)}`} className="font-medium text-fg hover:underline">
        {name}
      </Link>
      {email && email !== name ? ` (${email})` : ""}
      {deleted ? matchWords("softDeleted") : ""}
    </>
  );
}
