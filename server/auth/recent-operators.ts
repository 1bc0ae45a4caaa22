import type { SignedIn } from "./identify";
import { hashToken } from "./tokens";

/** Sessions remembered. Who is not waits for the store to be asked who they are, as on their first call. */
const MOST = 1_000;

/**
 * Whom sessions belonged to when the store was last asked. That is no answer, for they may have been shut out since: it is
 * good for beginning a query that tells nothing before the store has been asked again.
 */
export type RecentOperators = {
  /** `token` is the session's, as its cookie brings it. */
  get(token: string): SignedIn | null;
  note(token: string, operator: SignedIn | null): void;
};

export function recentOperators(): RecentOperators {
  const operators = new Map<string, SignedIn>();
  return {
    get: (token) => operators.get(hashToken(token)) ?? null,
    note(token, operator) {
      const key = hashToken(token);
      operators.delete(key);
      if (operator) operators.set(key, operator);
      const oldest = operators.keys().next().value;
      if (operators.size > MOST && oldest !== undefined) operators.delete(oldest);
    },
  };
}
