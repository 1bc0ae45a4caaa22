/** Half of a character: JSON can name one, and no store and no file can hold it. */
const HALF = /\p{Surrogate}/u;

/**
 * Whether every text in an input is one that can be stored, keys too. Without recursion: whoever sends brackets within
 * brackets must not get further than this either.
 */
export function isWholeText(input: unknown): boolean {
  const left = [input];
  while (left.length > 0) {
    const part = left.pop();
    if (typeof part === "string" && HALF.test(part)) return false;
    if (typeof part === "object" && part !== null) left.push(...entriesOf(part));
  }
  return true;
}

const entriesOf = (part: object): unknown[] =>
  Array.isArray(part) ? (part as unknown[]) : Object.entries(part).flat();
