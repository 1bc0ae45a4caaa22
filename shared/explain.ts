import { errorSentence } from "./error-sentences";
import type { Explanation, FixKey, Sentence } from "./explanation";
import type { FieldRow, UserLink } from "./users-api";

/**
 * Why a person's two sides are in this state: what happened, what happens next, which action is safe. Times are not
 * told: the console shows `nextAttemptAt` beside the sentence.
 */
export type ExplainFacts = {
  row: UserLink;
  /** What the newest job said, if it failed or waits. */
  errorMessage: string | null;
  deletionReason: string | null;
  fields: FieldRow[];
};

const resync = (key: FixKey): Explanation["fix"] => ({ command: "resync", key });

/** What is the case, what comes next, and the safe fix for a row. */
export function explain(facts: ExplainFacts): Explanation {
  switch (facts.row.state) {
    case "linked":
      return { sentence: { key: "linked" }, next: null, fix: null };
    case "pending":
      return explainPending(facts);
    case "failed":
      return explainFailed(facts);
    case "unlinked":
      return explainUnlinked(facts);
    case "convex_only":
      return { sentence: { key: "never_synced" }, next: null, fix: resync("sync_to_backend") };
    case "crm_only":
      return explainCrmOnly(facts);
    case "drifted":
      return explainDrifted(facts);
    case "conflict":
      return { sentence: { key: conflictOf(facts) }, next: "a_person_decides", fix: null };
    case "broken":
      return explainBroken(facts);
    case "deleted":
      return explainDeleted(facts);
  }
}

function explainPending({ row: { jobState, errorCode, attempts } }: ExplainFacts): Explanation {
  if (jobState === "running") return { sentence: { key: "running" }, next: "outcome_follows", fix: null };
  if (jobState === "waiting") {
    const sentence: Sentence = { key: "waiting", values: { errorCode, attempts } };
    return { sentence, next: "tries_again", fix: resync("try_again_now") };
  }
  return { sentence: { key: "queued" }, next: "starts_by_itself", fix: null };
}

function explainFailed({ row: { errorCode, attempts }, errorMessage }: ExplainFacts): Explanation {
  const said = errorMessage && errorMessage !== errorSentence(errorCode) ? errorMessage : null;
  return {
    sentence: { key: "gave_up", values: { errorCode, attempts, said } },
    next: "somebody_must_act",
    fix: resync("resync"),
  };
}

function explainUnlinked({ row }: ExplainFacts): Explanation {
  const key = row.reason === "matched_by_email" ? "matched_by_email" : "backlink_missing";
  return { sentence: { key }, next: null, fix: resync("link_both_sides") };
}

function explainCrmOnly({ row }: ExplainFacts): Explanation {
  const key = row.reason === "account_not_found" ? "account_not_found" : "no_account";
  return { sentence: { key }, next: "register_links", fix: null };
}

function explainDrifted({ fields }: ExplainFacts): Explanation {
  const differing = fields.filter(({ differs }) => differs).map(({ field }) => field);
  return {
    sentence: { key: "drifted", values: { fields: differing } },
    next: "resync_keeps",
    fix: resync("resync"),
  };
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
    ? { sentence: { key: "contact_archived" }, next: null, fix: resync("restore_contact") }
    : { sentence: { key: "contact_not_found" }, next: null, fix: resync("recreate_contact") };

function explainDeleted({ row, deletionReason }: ExplainFacts): Explanation {
  const contactActive = row.reason === "contact_still_active";
  return {
    sentence: { key: "deleted", values: { contactActive, reason: deletionReason } },
    next: null,
    fix: { command: "restore", key: "restore" },
  };
}
