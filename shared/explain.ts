import { fieldName } from "./field-names";
import type { Explanation, FieldRow, UserLink } from "./users-api";

/**
 * Why a person's two sides are in this state, in words for people: what happened, what happens next, which action is
 * safe. Times are not written out: the console shows `nextAttemptAt` beside the sentence.
 */
export type ExplainFacts = {
  row: UserLink;
  /** What the newest job said, if it failed or waits. */
  errorMessage: string | null;
  deletionReason: string | null;
  fields: FieldRow[];
};

const resync = (label: string): Explanation["fix"] => ({ command: "resync", label });

/** The sentence, what comes next, and the safe fix for a row. */
export function explain(facts: ExplainFacts): Explanation {
  switch (facts.row.state) {
    case "linked":
      return { sentence: "Both sides exist, point at each other, and agree.", next: null, fix: null };
    case "pending":
      return explainPending(facts);
    case "failed":
      return explainFailed(facts);
    case "unlinked":
      return explainUnlinked(facts);
    case "convex_only":
      return {
        sentence: "This account has never reached the CRM: it has no contact and no job is under way.",
        next: null,
        fix: resync("Sync to backend"),
      };
    case "crm_only":
      return explainCrmOnly(facts);
    case "drifted":
      return explainDrifted(facts);
    case "conflict":
      return explainConflict(facts);
    case "broken":
      return explainBroken(facts);
    case "deleted":
      return explainDeleted(facts);
  }
}

const causes: Record<string, string> = {
  unreachable: "The backend could not be reached.",
  timeout: "The backend did not answer in time.",
  rate_limited: "The backend asked us to slow down.",
  server_error: "The backend reported an error of its own.",
  invalid_response: "The backend's answer could not be read.",
  rejected: "The backend refused.",
  validation: "The backend refused the data.",
  unauthorized: "The backend refused our key.",
  not_found: "The backend does not have what it was asked about.",
  conflict: "The backend and this account disagree.",
};

/** An error class as a sentence. */
export const explainError = (code: string | null): string => causes[code ?? ""] ?? "The last attempt failed.";

function explainPending({ row }: ExplainFacts): Explanation {
  if (row.jobState === "running") {
    return {
      sentence: "A job is talking to the backend right now.",
      next: "The outcome follows by itself.",
      fix: null,
    };
  }
  if (row.jobState === "waiting") {
    return {
      sentence: `${explainError(row.errorCode)} Attempt ${row.attempts} failed; nothing is lost.`,
      next: "Tandem tries again by itself.",
      fix: resync("Try again now"),
    };
  }
  return { sentence: "Waiting for its turn.", next: "Tandem starts it by itself.", fix: null };
}

function explainFailed({ row, errorMessage }: ExplainFacts): Explanation {
  const tries = row.attempts > 1 ? `after ${row.attempts} attempts` : "at the first attempt";
  const said =
    errorMessage && errorMessage !== causes[row.errorCode ?? ""] ? ` It said: ${errorMessage}` : "";
  return {
    sentence: `${explainError(row.errorCode)} Tandem gave up ${tries}.${said}`,
    next: "Nothing more happens until somebody acts.",
    fix: resync("Resync"),
  };
}

function explainUnlinked({ row }: ExplainFacts): Explanation {
  const sentence =
    row.reason === "matched_by_email"
      ? "An account and a contact share this e-mail and nobody else has it, but neither stores the other's ID."
      : "The account and the contact belong together, but only one of them stores the other's ID.";
  return { sentence, next: null, fix: resync("Link both sides") };
}

function explainCrmOnly({ row }: ExplainFacts): Explanation {
  const sentence =
    row.reason === "account_not_found"
      ? "The contact names an account that does not exist here."
      : "A contact without an account: this person has never registered.";
  return { sentence, next: "If they register with this e-mail, the two are linked.", fix: null };
}

function explainDrifted({ fields }: ExplainFacts): Explanation {
  const differing = fields.filter(({ differs }) => differs).map(({ field }) => fieldName(field));
  const verb = differing.length === 1 ? "differs" : "differ";
  return {
    sentence: `The sides are linked, but the ${listOf(differing)} ${verb}.`,
    next: "A resync keeps the account's e-mail and, of names and phone, what changed last.",
    fix: resync("Resync"),
  };
}

function explainConflict({ row }: ExplainFacts): Explanation {
  const sentences: Record<string, string> = {
    ambiguous_email:
      "Several accounts or contacts share this e-mail, so it does not say who belongs to whom.",
    contact_claimed_twice: "Two or more accounts name this contact.",
    contact_names_another_user: "The contact names another account than the one that names it.",
    contact_mismatch: "The account and the contact do not name each other.",
  };
  return {
    sentence: sentences[row.reason] ?? "The IDs disagree.",
    next: "Nothing is changed until a person has decided which two belong together.",
    fix: null,
  };
}

function explainBroken({ row }: ExplainFacts): Explanation {
  return row.reason === "contact_archived"
    ? { sentence: "The CRM contact is archived.", next: null, fix: resync("Restore the contact") }
    : {
        sentence: "The CRM contact this account names does not exist.",
        next: null,
        fix: resync("Recreate the contact"),
      };
}

function explainDeleted({ row, deletionReason }: ExplainFacts): Explanation {
  const why = deletionReason ? ` Reason given: ${deletionReason}` : "";
  const contact =
    row.reason === "contact_still_active"
      ? " The CRM contact is still active."
      : " No active CRM contact is left.";
  return {
    sentence: `The account is soft-deleted and cannot sign in.${contact}${why}`,
    next: null,
    fix: { command: "restore", label: "Restore" },
  };
}

function listOf(words: string[]): string {
  if (words.length === 0) return "data";
  if (words.length === 1) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
