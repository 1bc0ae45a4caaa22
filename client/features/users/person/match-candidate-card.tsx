import { CircleCheck, CircleMinus, CircleX, type LucideIcon } from "lucide-react";
import { Link } from "react-router";
import type { Evidence, MatchCandidate } from "../../../../shared/repairs-api";
import { Button } from "../../../ui/button";
import { BreakingText } from "../../../ui/breaking-text";
import { RelativeTime } from "../../../ui/relative-time";
import type { Verdict } from "./decide-match-dialog";

type Props = { candidate: MatchCandidate; refusal: string | null; onAsk: (verdict: Verdict) => void };

/** One possible partner: who they are, the evidence, and the two answers. */
export function MatchCandidateCard({ candidate, refusal, onAsk }: Props) {
  const { name, email, phone, status, createdAt, other, acceptBlocked, rejectBlocked } = candidate;
  const id = other === "user" ? candidate.userId : candidate.contactId;
  return (
    <article aria-label={`Candidate ${name}`} className="rounded-panel border border-line">
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-line px-3 py-2">
        <div className="min-w-48 flex-1">
          <h4>
            <Link to={`/users/${encodeURIComponent(id)}`} className="font-medium hover:underline">
              {name}
            </Link>
            <span className={other === "user" ? "text-side-a" : "text-side-b"}>
              {other === "user" ? " account in Convex" : " contact in the CRM"}
            </span>
          </h4>
          <p className="text-sm break-words text-fg-2">
            {email ? <BreakingText text={email} /> : "no e-mail"} · {phone ?? "no phone"} · {status} · created{" "}
            <RelativeTime at={createdAt} />
          </p>
        </div>
        <div className="flex gap-2">
          <Button size="sm" disabledReason={refusal ?? acceptBlocked} onClick={() => onAsk("acceptMatch")}>
            Accept
          </Button>
          <Button size="sm" disabledReason={refusal ?? rejectBlocked} onClick={() => onAsk("rejectMatch")}>
            Reject
          </Button>
        </div>
      </header>
      <ul aria-label={`Evidence for ${name}`} className="flex flex-col gap-0.5 px-3 py-2">
        {byWeight(candidate.evidence).map((evidence) => (
          <EvidenceLine key={evidence.kind} evidence={evidence} />
        ))}
      </ul>
      <Blocked accept={acceptBlocked} />
      <Claimants candidate={candidate} />
    </article>
  );
}

const looks: Record<Evidence["verdict"], { word: string; look: string; icon: LucideIcon }> = {
  for: { word: "for", look: "text-ok", icon: CircleCheck },
  against: { word: "against", look: "text-bad", icon: CircleX },
  neutral: { word: "says nothing", look: "text-fg-3", icon: CircleMinus },
};

/** What says something goes first; the order within is the server's, the strongest kind first. */
const byWeight = (evidence: Evidence[]) => [
  ...evidence.filter(({ verdict }) => verdict !== "neutral"),
  ...evidence.filter(({ verdict }) => verdict === "neutral"),
];

function EvidenceLine({ evidence: { verdict, sentence } }: { evidence: Evidence }) {
  const { word, look, icon: Icon } = looks[verdict];
  return (
    <li className={`flex items-start gap-2 ${verdict === "neutral" ? "text-fg-3" : ""}`}>
      <Icon role="img" aria-label={word} className={`mt-[3px] size-3.5 shrink-0 ${look}`} />
      <span className="min-w-0 break-words">{sentence}</span>
    </li>
  );
}

function Blocked({ accept }: { accept: string | null }) {
  return accept ? <p className="px-3 pb-2 text-fg-2">Cannot be accepted now: {accept}</p> : null;
}

function Claimants({ candidate: { claimants } }: { candidate: MatchCandidate }) {
  if (claimants.length === 0) return null;
  return (
    <p className="border-t border-line px-3 py-2 text-fg-2">
      Also stored by{" "}
      {claimants.map(({ userId, name, email, deleted }, index) => (
        <span key={userId}>
          {index > 0 ? ", " : null}
          <Link to={`/users/${encodeURIComponent(userId)}`} className="font-medium text-fg hover:underline">
            {name}
          </Link>
          {email && email !== name ? ` (${email})` : ""}
          {deleted ? ", soft-deleted" : ""}
        </span>
      ))}
      . Accepting takes it away from them.
    </p>
  );
}
