import { freeGuesses, GUESSES_KEPT_MS, waitAfter } from "../../shared/guess-delay";

/** Keys kept at most. Beyond that the oldest are forgotten: memory matters more than the odd extra attempt. */
const KEYS_KEPT = 10_000;

type Count = { failures: number; since: number; until: number };

/**
 * Counts wrong passwords of members, by account and by network; each costs a longer wait than the one before. In this
 * process only: strangers at an open door must not make the store write. It slows guessing down; argon2 makes it
 * pointless.
 */
export type Attempts = {
  /**
   * Begins a try, which counts as wrong until it was right, so that many at the same moment are counted too. Answers
   * how long to wait, in ms: then it was not counted and must not be judged.
   */
  begin(who: Visitor): number;
  /** They were right: the account begins anew, and the network has one less against it. */
  succeeded(who: Visitor): void;
};

/** Who tries: the e-mail key, known or not, and the network that counts as one sender. */
export type Visitor = { email: string; network: string };

export function createAttempts(now: () => number = () => Date.now()): Attempts {
  const counts = new Map<string, Count>();

  const current = (key: string): Count | undefined => {
    const count = counts.get(key);
    return count && now() - count.since < GUESSES_KEPT_MS ? count : undefined;
  };
  const keep = (key: string, failures: number, free: number) => {
    counts.delete(key);
    counts.set(key, { failures, since: now(), until: now() + waitAfter(failures, free) });
    const oldest = counts.keys().next().value;
    if (counts.size > KEYS_KEPT && oldest !== undefined) counts.delete(oldest);
  };
  const waitFor = (key: string) => Math.max(0, (current(key)?.until ?? 0) - now());
  const add = (key: string, free: number) => keep(key, (current(key)?.failures ?? 0) + 1, free);

  return {
    begin(who) {
      const waitMs = Math.max(waitFor(accountOf(who)), waitFor(networkOf(who)));
      if (waitMs > 0) return waitMs;
      add(accountOf(who), freeGuesses.account);
      add(networkOf(who), freeGuesses.address);
      return 0;
    },
    succeeded(who) {
      counts.delete(accountOf(who));
      const failures = (current(networkOf(who))?.failures ?? 1) - 1;
      keep(networkOf(who), failures, Infinity);
    },
  };
}

const accountOf = (who: Visitor) => `account ${who.email}`;
const networkOf = (who: Visitor) => `network ${who.network}`;
