/** How often one may err before it costs time: somebody who mistypes, and a whole office behind one address. */
export const freeGuesses = { account: 5, address: 50 } as const;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Whoever has not guessed for so long begins anew, in ms. */
export const GUESSES_KEPT_MS = 24 * 3_600_000;

/** How long to wait after so many wrong answers, in ms: nothing at first, then twice as long each time. */
export function waitAfter(failures: number, free: number): number {
  if (failures < free) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - free));
}
