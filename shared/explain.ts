import { errorSentence } from "./error-sentences";
import type { Best, Explanation, ResyncKey, Sentence } from "./explanation";
import type { PersonAction } from "./person-actions";
import type { FieldRow, UserLink } from "./users-api";

/**
 * Why a person's two sides are in this state: what happened, what happens next, which action is best. Times are not
 * told: the console shows `nextAttemptAt` beside the sentence.
 */
export type ExplainFacts = {
  row: UserLink;
  /** What the newest job said, if it failed or waits. */
  errorMessage: string | null;
  deletionReason: string | null;
  fields: FieldRow[];
  /** Whether the backend is left alone at present: to try at once would only fail. */
  backendAway: boolean;
  /** Whether an action makes sense for them now. */
  isPossible: (action: PersonAction) => boolean;
};

const resync = (key: ResyncKey): Best => ({ action: "resync", key });

/** What is the case, what comes next, and the one best action for a row; none that cannot be done. */
export function explain(facts: ExplainFacts): Explanation {
  const explanation = explainState(facts);
  const { best } = explanation;
  return best && !facts.isPossible(best.action) ? { ...explanation, best: null } : explanation;
}

function explainState(facts: ExplainFacts): Explanation {
  switch (facts.row.state) {
    case "linked":
      // The CRM may have moved on since the row was written: then the page beside this shows it.
      if (facts.fields.some(({ differs }) => differs)) return explainDrifted(facts);
      return { sentence: { key: "linked" }, next: null, best: null };
    case "pending":
      return explainPending(facts);
    case "failed":
      return explainFailed(facts);
    case "unlinked":
      return explainUnlinked(facts);
    case "convex_only":
      return { sentence: { key: "never_synced" }, next: null, best: resync("sync_to_backend") };
    case "crm_only":
      return explainCrmOnly(facts);
    case "drifted":
      return explainDrifted(facts);
    case "conflict":
      return {
        sentence: { key: conflictOf(facts) },
        next: "a_person_decides",
        best: { action: "reviewMatch" },
      };
    case "broken":
      return explainBroken(facts);
    case "deleted":
      return explainDeleted(facts);
  }
}

function explainPending({ row, backendAway }: ExplainFacts): Explanation {
  const { jobState, errorCode, attempts } = row;
  if (jobState === "running") return { sentence: { key: "running" }, next: "outcome_follows", best: null };
  if (jobState === "waiting") {
    const sentence: Sentence = { key: "waiting", values: { errorCode, attempts } };
    return { sentence, next: "tries_again", best: backendAway ? null : resync("try_again_now") };
  }
  return { sentence: { key: "queued" }, next: "starts_by_itself", best: null };
}

function explainFailed({ row: { errorCode, attempts }, errorMessage }: ExplainFacts): Explanation {
  const said = errorMessage && errorMessage !== errorSentence(errorCode) ? errorMessage : null;
  return {
    sentence: { key: "gave_up", values: { errorCode, attempts, said } },
    next: afterFailure[errorCode ?? ""] ?? "somebody_must_act",
    best: errorCode === "conflict" ? { action: "reviewMatch" } : resync("resync_now"),
  };
}

/** What has to be mended first, where trying again alone would meet the same. */
const afterFailure: Readonly<Record<string, Explanation["next"]>> = {
  rejected: "mend_data",
  validation: "mend_data",
  unauthorized: "mend_key",
  conflict: "a_person_decides",
};

function explainUnlinked({ row }: ExplainFacts): Explanation {
  return row.reason === "matched_by_email"
    ? { sentence: { key: "matched_by_email" }, next: null, best: { action: "reviewMatch" } }
    : { sentence: { key: "backlink_missing" }, next: null, best: resync("link_both_sides") };
}

function explainCrmOnly({ row }: ExplainFacts): Explanation {
  const key = row.reason === "account_not_found" ? "account_not_found" : "no_account";
  return { sentence: { key }, next: "register_links", best: { action: "invite" } };
}

function explainDrifted({ fields }: ExplainFacts): Explanation {
  const differing = fields.filter(({ differs }) => differs);
  return {
    sentence: { key: "drifted", values: { fields: differing.map(({ field }) => field) } },
    next: "resync_keeps",
    best: takeOwners(differing) ?? resync("resync_now"),
  };
}

/** To take the owner's values, where one side owns all that differs; a resync takes them from both. */
function takeOwners(differing: FieldRow[]): Best | null {
  const side = differing[0]?.keeps;
  if (!side || differing.some(({ keeps }) => keeps !== side)) return null;
  return { action: "resolveDrift", side, fields: differing.map(({ field }) => field) };
}

const conflicts = [
  "ambiguous_email",
  "contact_claimed_twice",
  "contact_names_another_user",
  "contact_mismatch",
] as const;
const conflictOf = ({ row }: ExplainFacts) => conflicts.find((key) => key === row.reason) ?? "ids_disagree";

const explainBroken = ({ row }: ExplainFacts): Explanation =>
  row.reason === "contact_archived"
    ? { sentence: { key: "contact_archived" }, next: null, best: resync("restore_contact") }
    : { sentence: { key: "contact_not_found" }, next: null, best: resync("recreate_contact") };

function explainDeleted({ row, deletionReason }: ExplainFacts): Explanation {
  const contactActive = row.reason === "contact_still_active";
  return {
    sentence: { key: "deleted", values: { contactActive, reason: deletionReason } },
    next: null,
    best: { action: "restore" },
  };
}
