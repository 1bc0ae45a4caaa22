import { errorWord, isErrorCode } from "./error-words";
import { reasonWords } from "./words";

const reasons = [
  "ambiguous_email",
  "account_not_found",
  "no_account",
  "contact_still_active",
  "both_gone",
  "contact_claimed_twice",
  "contact_names_another_user",
  "contact_mismatch",
  "contact_not_found",
  "never_synced",
  "contact_archived",
  "matched_by_email",
  "backlink_missing",
] as const;

/** Why a link is in its state, as one finds it in a cell: `contact_not_found` -> "contact not found". */
export function reasonWord(reason: string): string {
  const known = reasons.find((each) => each === reason);
  if (known) return reasonWords(known);
  return isErrorCode(reason) ? errorWord(reason) : reason.replaceAll("_", " ");
}
