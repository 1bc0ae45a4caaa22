/** How many wrong passwords in which time, in ms. An address (a whole office, perhaps) may err more often. */
const WINDOW_MS = 15 * 60_000;
const PER_EMAIL = 10;
const PER_ADDRESS = 100;

/** Keys kept at most. Beyond that the oldest are forgotten: memory matters more than the odd extra attempt. */
const KEYS_KEPT = 10_000;

type Count = { failures: number; since: number };

/** Counts wrong passwords, in this process only. It slows guessing down; argon2 makes it pointless. */
export type Attempts = {
  /** How long to wait, in ms; 0 when a try is allowed now. */
  waitMs(who: Visitor): number;
  failed(who: Visitor): void;
  succeeded(who: Visitor): void;
};

/** Who tries: the e-mail key at this door, and the network address. */
export type Visitor = { door: string; email: string; address: string };

export function createAttempts(now: () => number = Date.now): Attempts {
  const counts = new Map<string, Count>();

  const current = (key: string): Count | undefined => {
    const count = counts.get(key);
    return count && now() - count.since < WINDOW_MS ? count : undefined;
  };
  const add = (key: string) => {
    const count = current(key) ?? { failures: 0, since: now() };
    counts.delete(key);
    counts.set(key, { ...count, failures: count.failures + 1 });
    const oldest = counts.keys().next().value;
    if (counts.size > KEYS_KEPT && oldest !== undefined) counts.delete(oldest);
  };
  const waitFor = (key: string, limit: number): number => {
    const count = current(key);
    return count && count.failures >= limit ? count.since + WINDOW_MS - now() : 0;
  };

  return {
    waitMs: (who) => Math.max(waitFor(emailOf(who), PER_EMAIL), waitFor(addressOf(who), PER_ADDRESS)),
    failed(who) {
      add(emailOf(who));
      add(addressOf(who));
    },
    succeeded: (who) => void counts.delete(emailOf(who)),
  };
}

const emailOf = (who: Visitor) => `${who.door} ${who.email}`;
const addressOf = (who: Visitor) => `address ${who.address}`;
