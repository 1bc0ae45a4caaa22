import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

/** As zxcvbn scores: 3 withstands 10^8 guesses, so that nobody gets through who has to wait for each answer. */
const LEAST_SCORE = 3;

/** Characters that are judged: the time it takes grows faster than their number, and these are enough to tell. */
const JUDGED = 64;

/** Letters and digits that must be left without the words that others know of the person. */
const LEAST_OF_THEIR_OWN = 8;

/** `guessable`: among the first to be tried, and refused. The other two differ in how long guessing takes. */
export type PasswordStrength = "guessable" | "good" | "strong";

let judge: Promise<ZxcvbnFactory> | undefined;

/**
 * How easily a password is guessed: the common ones of known breaches, words of their own name and address, repeats and
 * rows of the keyboard (NIST SP 800-63B). `own`: what others know of the person. The same judge for the page and its
 * server: a page that finds good what is refused afterwards would be worse than none.
 */
export async function strengthOf(password: string, own: readonly string[]): Promise<PasswordStrength> {
  judge ??= loadJudge().catch((error: unknown) => {
    judge = undefined;
    throw error;
  });
  const known = ["tandem", ...own.flatMap(wordsOf)];
  const { score } = await (await judge).checkAsync(password.slice(0, JUDGED), known);
  if (score < LEAST_SCORE || without(known, password).length < LEAST_OF_THEIR_OWN) return "guessable";
  return score > LEAST_SCORE ? "strong" : "good";
}

/** The list of common passwords takes 230 KB to load and 6 MB to keep, which only those need who choose a password. */
async function loadJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs: graphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs });
}

function without(known: readonly string[], password: string): string {
  const rest = known.reduce((left, word) => left.replaceAll(word.toLowerCase(), ""), password.toLowerCase());
  return rest.replaceAll(/[^\p{L}\p{N}]/gu, "");
}

const wordsOf = (text: string) => [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);
