import { statusWords } from "./words";

const known = ["active", "suspended", "deleted", "archived"] as const;

/** The state of an account or of a contact; one that only the CRM knows stays as it is. */
export function statusWord(status: string): string {
  const ours = known.find((each) => each === status);
  return ours ? statusWords(ours) : status;
}
